"""The kinds of things that have a page: what each is called, and how entries stand to it."""

from __future__ import annotations

from bibliographe.i18n import Text
from bibliographe.serve.pages.lists import Relation

KINDS = {
    "entry": Text("Notice", "Entry"),
    "agent": Text("Personne ou organisme", "Person or body"),
    "periodical": Text("Revue", "Periodical"),
    "issue": Text("Numéro", "Issue"),
    "website": Text("Site web", "Web site"),
    "series": Text("Collection", "Series"),
    "host": Text("Livre", "Book"),
    "event": Text("Manifestation", "Event"),
    "topic": Text("Thème", "Topic"),
    "scheme": Text("Plan de classement", "Scheme of topics"),
    "selection": Text("Sélection bibliographique", "Selection"),
    "source": Text("Source", "Source"),
    "item": Text("Mention dans une source", "Place in a source"),
    "note": Text("Encadré", "Note"),
    "contribution": Text("Contribution", "Contribution"),
    "authors": Text("Liste d'auteurs", "List of authors"),
}
PERSON, BODY = Text("Personne", "Person"), Text("Organisme", "Body")
_IN = Relation("in", Text("Notices", "Entries"), "?entry dcterms:isPartOf ?thing .")
AUTHOR = Relation("author", Text("Comme auteur", "As author"), "?entry dcterms:creator ?thing .")
PUBLISHER = Relation("publisher", Text("Comme éditeur", "As publisher"), "?entry dcterms:publisher ?thing .")
TOPIC = Relation("topic", Text("Notices", "Entries"), "?entry dcterms:subject/skos:broader* ?thing .")
PERIODICAL = Relation("periodical", Text("Notices", "Entries"), "?entry dcterms:isPartOf/dcterms:isPartOf? ?thing .")
RELATIONS: dict[str, tuple[Relation, ...]] = {
    "agent": (
        AUTHOR,
        Relation("contributor", Text("Autres contributions", "Other contributions"),
                 "?entry prov:qualifiedAttribution/prov:agent ?thing ."),
        PUBLISHER,
        Relation("institution", Text("Établissement de soutenance", "Institution"), "?entry bibo:issuer ?thing ."),
        Relation("mentioned", Text("Cité dans", "Mentioned in"), "?entry schema:mentions ?thing ."),
    ),
    "periodical": (PERIODICAL,),
    "website": (PERIODICAL,),
    "issue": (_IN,),
    "series": (_IN,),
    "host": (_IN,),
    "event": (Relation("event", Text("Notices", "Entries"), "?entry bibo:presentedAt ?thing ."),),
    "topic": (TOPIC,),
    "source": (Relation("source", Text("Notices", "Entries"),
                        "?place prov:wasQuotedFrom ?thing ; schema:item ?entry ."),),
}  # fmt: skip
"""What of the catalogue's entries the page of a thing lists, in this order."""
