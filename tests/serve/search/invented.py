"""A small invented catalogue, written as a graph: what each entry says is in plain sight of the tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from bibliographe.graph.terms import BIBO, DCAT, DCTERMS, FOAF, PROV, SCHEMA, SKOS, TYPE, TYPED, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import NamedNode as Iri

BASE = "https://data.example.org/biblio/"
SETTINGS = f'base = "{BASE}"\ntitle = "Catalogue"\nlanguages = ["fr", "en"]\nexport_abstracts = {{abstracts}}\n'


@dataclass(frozen=True)
class Invented:
    """One entry; people, bodies, periodicals and topics are the slugs of `NAMES` and `TOPICS`."""

    slug: str
    title: str
    type: str = "book"
    language: str = "fr"
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    periodical: str | None = None
    issued: str | None = None
    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    isbn: str | None = None
    doi: str | None = None
    abstract: str | None = None
    contents: str | None = None
    other_title: str | None = None


PERSONS = {
    "anne-dumas": "Anne Dumas", "paul-leroy": "Paul Leroy", "elodie-noel": "Élodie Noël", "jean-petit": "Jean Petit",
    "claire-fontaine": "Claire Fontaine", "marc-olivier": "Marc Olivier",
}  # fmt: skip
BODIES = {
    "agence-eau": ("Agence de l'eau du Ponant", "AEP"), "presses-du-lac": ("Presses du Lac", None),
    "editions-orme": ("Éditions de l'Orme", None), "ministere-ville": ("Ministère de la Ville", "MDV"),
}  # fmt: skip
PERIODICALS = {"gazette": "La Gazette des rives", "cahiers": "Cahiers de l'école", "bulletin": "Bulletin des musées"}
TOPICS = {
    "eau": ("1", "L'eau et la ville", "Water and the city", None),
    "crues": ("1.1", "Crues et inondations", "Floods", "eau"),
    "ecole": ("2", "L'école", "School", None),
    "lecture": ("2.1", "Apprendre à lire", "Learning to read", "ecole"),
    "musees": ("3", "Musées et patrimoine", "Museums and heritage", None),
}
ENTRIES = (
    Invented("crues", "Les crues de la Vilaine", authors=("anne-dumas",), publisher="agence-eau", issued="2019",
             topics=("crues",), isbn="9782070360024", keywords=("hydrologie",)),
    Invented("barrages", "Barrages et réservoirs : cinquante ans de gestion", "report", authors=("agence-eau",),
             publisher="agence-eau", issued="2021-03", topics=("eau",)),
    Invented("riviere", "Rivière vivante", authors=("paul-leroy",), publisher="presses-du-lac", issued="2020",
             topics=("eau",), contents="La source\n  Les crues\nL'estuaire"),
    Invented("eau-potable", "L'eau potable en Bretagne", "article", periodical="gazette", issued="2022-05-12",
             topics=("eau",), authors=("jean-petit",)),
    Invented("assainissement", "Guide de l'assainissement", "guide", publisher="ministere-ville", issued="2018",
             topics=("eau",)),
    Invented("inondations", "Inondations : ce que disent les assureurs", "article", periodical="gazette",
             issued="2023-01-20", topics=("crues",), authors=("claire-fontaine",)),
    Invented("digues", "Digues", "article", periodical="gazette", issued="2021-11-05", topics=("crues",),
             keywords=("prévention des inondations",)),
    Invented("pluie", "Quand la pluie s'invite en ville", "article", periodical="gazette", issued="2024-02-02",
             topics=("eau",), authors=("anne-dumas", "paul-leroy")),
    Invented("lire", "Apprendre à lire au cours préparatoire", authors=("elodie-noel",), publisher="editions-orme",
             issued="2017", topics=("lecture",)),
    Invented("lecture-publique", "La lecture publique et ses bibliothécaires", authors=("marc-olivier",),
             publisher="editions-orme", issued="2016", topics=("lecture",)),
    Invented("dyslexie", "Dyslexies : repérer, aider", "guide", publisher="ministere-ville", issued="2020",
             topics=("lecture",), authors=("elodie-noel",)),
    Invented("cantine", "La cantine à un euro", "article", periodical="cahiers", issued="2022", topics=("ecole",)),
    Invented("rythmes", "Les rythmes scolaires, dix ans après", "report", publisher="ministere-ville", issued="2023",
             topics=("ecole",)),
    Invented("numerique", "Le numérique éducatif à l'épreuve", "article", periodical="cahiers", issued="2021",
             topics=("ecole",), authors=("claire-fontaine",), doi="10.1234/ecole.2021.7"),
    Invented("tableau", "Du tableau noir au tableau blanc", authors=("jean-petit",), publisher="editions-orme",
             issued="2009", topics=("ecole",)),
    Invented("maternelle", "L'école maternelle aujourd'hui", authors=("elodie-noel", "marc-olivier"),
             publisher="editions-orme", issued="2015", topics=("ecole",)),
    Invented("absenteisme", "Absentéisme et décrochage", "thesis", authors=("marc-olivier",), issued="2014",
             topics=("ecole",), abstract="Une enquête menée auprès de familles de bateliers."),
    Invented("musee", "Le musée et ses publics", authors=("paul-leroy",), publisher="presses-du-lac", issued="2018",
             topics=("musees",)),
    Invented("reserves", "Réserves : l'autre vie des œuvres", "article", periodical="bulletin", issued="2019",
             topics=("musees",)),
    Invented("restitutions", "Restitutions", "opinion", periodical="bulletin", issued="2023", topics=("musees",),
             authors=("anne-dumas",)),
    Invented("gratuite", "La gratuité des musées nationaux", "report", publisher="ministere-ville", issued="2012",
             topics=("musees",)),
    Invented("fontaine", "La fontaine de la place", "article", periodical="bulletin", issued="2011",
             topics=("musees",), authors=("jean-petit",)),
    Invented("oeuvres", "Cœurs de ville, œuvres de rue", authors=("claire-fontaine",), publisher="presses-du-lac",
             issued="2022", topics=("musees",)),
    Invented("museums", "Museums and their visitors", language="en", authors=("paul-leroy",),
             publisher="presses-du-lac", issued="2013", topics=("musees",), other_title="Visitors in museums"),
    Invented("flooding", "Flooding in cities: a handbook", "guide", language="en", publisher="agence-eau",
             issued="2020", topics=("crues",)),
    Invented("travail", "Le travail des éclusières", "report", issued="2024", authors=("agence-eau",), topics=("eau",)),
    Invented("journaux", "Les journaux lycéens", "article", periodical="cahiers", issued="2018", topics=("lecture",)),
    Invented("prudhommes", "Aller aux prud'hommes", "guide", publisher="ministere-ville", issued="2020"),
    Invented("cplus", "Programmer en C++ au collège", publisher="editions-orme", issued="2019", topics=("ecole",)),
    Invented("annees-vingt", "Les années vingt, 1920-1929", publisher="presses-du-lac", issued="2001",
             topics=("musees",)),
    Invented("auteur-deux-points", "Auteur : un métier ?", "opinion", periodical="bulletin", issued="2020"),
    Invented("signes", "« … » ?!", "opinion", periodical="bulletin"),
)  # fmt: skip


def write_catalogue(folder: Path, entries: Iterable[Invented] = ENTRIES, *, abstracts: bool = False) -> None:
    """Write the folder of a catalogue that has these entries."""
    (folder / "graph" / "abstracts").mkdir(parents=True)
    settings = SETTINGS.format(abstracts=str(abstracts).lower())
    (folder / "catalogue.toml").write_text(settings, encoding="utf-8")
    entries = list(entries)
    triples = [*_shared(), *(triple for place, one in enumerate(entries, 1) for triple in _triples(one, place))]
    (folder / "graph" / "invented.nt").write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    said = [
        Triple(iri("entry", one.slug), DCTERMS.abstract, Literal(one.abstract, language=one.language))
        for one in entries
        if one.abstract
    ]
    (folder / "graph" / "abstracts" / "invented.nt").write_bytes(serialize(said, format=RdfFormat.N_TRIPLES) or b"")


def iri(kind: str, slug: str) -> Iri:
    """Return the address of a thing."""
    return NamedNode(f"{BASE}id/{kind}/{slug}")


def agent(slug: str) -> Iri:
    """Return the address of a person or a body."""
    return iri("agent", slug)


def _shared() -> Iterator[Triple]:
    for slug, name in PERSONS.items():
        yield Triple(agent(slug), TYPED, FOAF.Person)
        yield Triple(agent(slug), FOAF.name, Literal(name))
    for slug, (name, short) in BODIES.items():
        yield Triple(agent(slug), TYPED, FOAF.Organization)
        yield Triple(agent(slug), FOAF.name, Literal(name))
        if short:
            yield Triple(agent(slug), SCHEMA.alternateName, Literal(short))
    for slug, name in PERIODICALS.items():
        yield Triple(iri("periodical", slug), TYPED, BIBO.Magazine)
        yield Triple(iri("periodical", slug), DCTERMS.title, Literal(name))
    for slug, (number, french, english, broader) in TOPICS.items():
        topic = iri("topic", slug)
        yield Triple(topic, TYPED, SKOS.Concept)
        yield Triple(topic, SKOS.notation, Literal(number))
        yield Triple(topic, SKOS.prefLabel, Literal(french, language="fr"))
        yield Triple(topic, SKOS.prefLabel, Literal(english, language="en"))
        if broader:
            yield Triple(topic, SKOS.broader, iri("topic", broader))
    selection = iri("selection", "rives")
    yield Triple(selection, TYPED, DCAT.Dataset)
    yield Triple(selection, TYPED, BIBO.CollectedDocument)
    yield Triple(selection, DCTERMS.title, Literal("Au bord de l'eau", language="fr"))


def _triples(entry: Invented, place: int) -> Iterator[Triple]:
    node, item = iri("entry", entry.slug), iri("item", entry.slug)
    yield Triple(item, SCHEMA.item, node)
    yield Triple(item, TYPED, SCHEMA.ListItem)
    yield Triple(item, SCHEMA.position, Literal(str(place), datatype=XSD.integer))
    yield Triple(item, PROV.wasQuotedFrom, iri("source", "invented"))
    if place % 2:
        yield Triple(item, DCTERMS.isPartOf, iri("selection", "rives"))
    yield from _described(node, entry)
    for topic in entry.topics:
        yield Triple(node, DCTERMS.subject, iri("topic", topic))
    for author in entry.authors:
        yield Triple(node, DCTERMS.creator, agent(author))
    for word in entry.keywords:
        yield Triple(node, SCHEMA.keywords, Literal(word, language=entry.language))
    if entry.publisher:
        yield Triple(node, DCTERMS.publisher, agent(entry.publisher))
    if entry.periodical:
        yield Triple(node, DCTERMS.isPartOf, iri("periodical", entry.periodical))


def _described(node: Iri, entry: Invented) -> Iterator[Triple]:
    language = entry.language
    yield Triple(node, TYPED, BIBO.Document)
    yield Triple(node, DCTERMS.title, Literal(entry.title, language=language))
    yield Triple(node, DCTERMS.language, Literal(language))
    yield Triple(node, DCTERMS.type, TYPE[entry.type])
    if entry.other_title:
        yield Triple(node, DCTERMS.title, Literal(entry.other_title, language="x-other"))
    if entry.issued:
        kind = ("gYear", "gYearMonth", "date")[entry.issued.count("-")]
        yield Triple(node, DCTERMS.issued, Literal(entry.issued, datatype=XSD[kind]))
    for property_, value in ((BIBO.isbn13, entry.isbn), (BIBO.doi, entry.doi)):
        if value:
            yield Triple(node, property_, Literal(value))
    if entry.contents:
        yield Triple(node, DCTERMS.tableOfContents, Literal(entry.contents, language=language))
