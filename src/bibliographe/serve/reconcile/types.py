"""What can be matched: the types of things, and the properties that they are told apart by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.graph.terms import BIBO, DCTERMS, FOAF, SCHEMA, SKOS
from bibliographe.i18n import Text
from bibliographe.serve.search.things import (
    AUTHOR,
    ENTRY,
    ORGANIZATION,
    PERIODICAL,
    PERSON,
    PUBLISHER,
    SELECTION,
    TOPIC,
    TYPE_OF_DOCUMENT,
)

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.i18n import Language

TYPES = {
    AUTHOR: Text("Auteur", "Author"),
    PUBLISHER: Text("Éditeur", "Publisher"),
    PERIODICAL: Text("Revue ou site", "Periodical or site"),
    TOPIC: Text("Thème", "Topic"),
    ENTRY: Text("Notice", "Entry"),
    PERSON: Text("Personne", "Person"),
    ORGANIZATION: Text("Organisme", "Body"),
    SELECTION: Text("Sélection", "Selection"),
    TYPE_OF_DOCUMENT: Text("Type de document", "Document type"),
}
"""By their identifiers, which are those of the search."""
_AGENTS = frozenset({AUTHOR, PUBLISHER, PERSON, ORGANIZATION})
_EVERYTHING = frozenset(TYPES)


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its identifier, its name, what it is said with, and of which types."""

    name: str
    title: Text
    predicates: tuple[NamedNode, ...]
    types: frozenset[str]
    identifies: bool = False
    """Whether two things with the same value are one."""


PROPERTIES = {
    one.name: one
    for one in (
        Property("title", Text("Titre", "Title"), (DCTERMS.title,), frozenset({ENTRY, PERIODICAL, SELECTION})),
        Property("author", Text("Auteur", "Author"), (DCTERMS.creator,), frozenset({ENTRY})),
        Property("publisher", Text("Éditeur", "Publisher"), (DCTERMS.publisher,), frozenset({ENTRY, PERIODICAL})),
        Property("date", Text("Date", "Date"), (DCTERMS.issued,), frozenset({ENTRY, SELECTION})),
        Property("isbn", Text("ISBN", "ISBN"), (BIBO.isbn13, BIBO.isbn10), frozenset({ENTRY}), True),
        Property("issn", Text("ISSN", "ISSN"), (BIBO.issn,), frozenset({PERIODICAL}), True),
        Property("doi", Text("DOI", "DOI"), (BIBO.doi,), frozenset({ENTRY}), True),
        Property("url", Text("Adresse", "Address"), (SCHEMA.url, FOAF.homepage), _EVERYTHING, True),
        Property("topic", Text("Thème", "Topic"), (DCTERMS.subject,), frozenset({ENTRY})),
        Property("part-of", Text("Dans", "Part of"), (DCTERMS.isPartOf,), frozenset({ENTRY})),
        Property("type", Text("Type", "Type"), (DCTERMS.type,), frozenset({ENTRY})),
        Property("language", Text("Langue", "Language"), (DCTERMS.language,), frozenset({ENTRY})),
        Property("name", Text("Nom", "Name"), (FOAF.name,), _AGENTS),
        Property("other-name", Text("Autre nom", "Other name"), (SCHEMA.alternateName, SKOS.altLabel), _EVERYTHING),
        Property("broader", Text("Thème plus large", "Broader topic"), (SKOS.broader,), frozenset({TOPIC})),
        Property("same-as", Text("Identique à", "Same as"), (SKOS.exactMatch,), _EVERYTHING, True),
    )
}


def typed(kinds: tuple[str, ...], language: Language) -> list[dict[str, str]]:
    """Return types with their names."""
    return [{"id": kind, "name": TYPES[kind](language)} for kind in kinds if kind in TYPES]
