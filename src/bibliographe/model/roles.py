"""What a line of a bibliography can be taken for, and what to call that."""

from __future__ import annotations

from bibliographe.i18n import Text

LINE_ROLES: dict[str, Text] = {
    "selection-title": Text("titre de la sélection", "title of the selection"),
    "selection-statement": Text("présentation de la sélection", "statement about the selection"),
    "table-of-contents": Text("sommaire de la sélection", "table of contents of the selection"),
    "topic": Text("thème", "topic"),
    "title": Text("titre", "title"),
    "people": Text("auteurs", "people"),
    "kind": Text("nature du document", "kind of document"),
    "citation": Text("référence", "citation"),
    "identifier": Text("identifiant", "identifier"),
    "source": Text("source citée", "cited source"),
    "annotation": Text("résumé", "annotation"),
    "contents-heading": Text("annonce du contenu", "announcement of contents"),
    "contents": Text("contenu", "contents"),
    "link": Text("lien", "link"),
    "note": Text("encadré", "editorial note"),
    "navigation": Text("navigation", "navigation"),
    "comment": Text("commentaire", "comment"),
    "envelope": Text("enveloppe XML", "XML envelope"),
    "deleted": Text("notice supprimée", "deleted record"),
    "head": Text("en-tête du tableau", "head of the table"),
    "rejected": Text("non compris", "not understood"),
}
