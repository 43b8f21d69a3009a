"""Reading an entry's card from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.export.card import Card, Container, Place
from bibliographe.graph.terms import BIBL, BIBO, DCAT, DCTERMS, FABIO, FOAF, PROV, RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.i18n import Language
    from bibliographe.store.access import OpenedStore

_DEEPEST = 20
"""Levels of topics after which a circle is suspected."""
_IDENTIFIERS = {"ISBN": BIBO.isbn13, "ISBN-10": BIBO.isbn10, "DOI": BIBO.doi, "ISSN": BIBO.issn}


class CardReader:
    """Reads cards from one store, in one language."""

    def __init__(self, opened: OpenedStore, language: Language) -> None:
        """Read what was said, and the abstracts; nothing that was inferred."""
        self._store = opened.store
        self._language = language

    def read(self, entry: NamedNode) -> Card:
        """Return the card of one entry."""
        record = next(iter(self._pointing(FOAF.primaryTopic, entry)), None)
        return Card(
            iri=entry.value,
            title=self._best(entry, DCTERMS.title) or entry.value,
            kind=" / ".join(self._names(entry, DCTERMS.type)),
            authors=self._authors(entry),
            others=any(text == "true" for text in self._texts(entry, BIBL.hasOtherAuthors)),
            contributions=self._contributions(entry),
            containers=tuple(self._container(node) for node in self._nodes(entry, DCTERMS.isPartOf)),
            publishers=self._names(entry, DCTERMS.publisher),
            places=self._texts(entry, BIBL.placeOfPublication),
            institutions=self._names(entry, BIBO.issuer),
            dates=self._texts(entry, BIBL.verbatimDate) or self._texts(entry, DCTERMS.issued),
            facts=self._facts(entry),
            identifiers=tuple(
                (name, text) for name, predicate in _IDENTIFIERS.items() for text in self._texts(entry, predicate)
            ),
            events=tuple(self._event(node) for node in self._nodes(entry, BIBO.presentedAt)),
            topics=tuple(self._topic(node) for node in self._nodes(entry, DCTERMS.subject)),
            keywords=self._texts(entry, SCHEMA.keywords),
            contents=self._texts(entry, DCTERMS.tableOfContents),
            parts=self._names(entry, DCTERMS.hasPart),
            part_of=self._dossiers(entry),
            links=tuple(node.value for node in self._nodes(entry, SCHEMA.url)),
            mentions=self._names(entry, SCHEMA.mentions),
            references=self._names(entry, DCTERMS.references),
            listed=tuple(sorted((self._place(item) for item in self._pointing(SCHEMA.item, entry)), key=_printed)),
            created=self._first(record, DCTERMS.created),
            modified=self._first(record, DCTERMS.modified),
            annotations=self._annotations(entry),
        )

    def _values(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        found = {
            quad.object
            for quad in self._store.quads_for_pattern(subject, predicate, None, DefaultGraph())
            if isinstance(quad.object, NamedNode | Literal)
        }
        return sorted(found, key=str)

    def _nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        return [value for value in self._values(subject, predicate) if isinstance(value, NamedNode)]

    def _texts(self, subject: NamedNode, predicate: NamedNode) -> tuple[str, ...]:
        return tuple(value.value for value in self._values(subject, predicate) if isinstance(value, Literal))

    def _first(self, subject: NamedNode | None, predicate: NamedNode) -> str:
        texts = self._texts(subject, predicate) if subject else ()
        return texts[0] if texts else ""

    def _pointing(self, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
        found = self._store.quads_for_pattern(None, predicate, value, DefaultGraph())
        return sorted({quad.subject for quad in found if isinstance(quad.subject, NamedNode)}, key=str)

    def _best(self, node: NamedNode, *predicates: NamedNode) -> str:
        """Return the value in the reader's language, else in any."""
        for predicate in predicates:
            literals = [value for value in self._values(node, predicate) if isinstance(value, Literal)]
            if literals:
                return min(literals, key=lambda one: (one.language != self._language, one.value)).value
        return ""

    def _name(self, value: NamedNode | Literal) -> str:
        if isinstance(value, Literal):
            return value.value
        name = self._best(value, FOAF.name, DCTERMS.title, SKOS.prefLabel)
        short = self._first(value, SCHEMA.alternateName)
        if name and short:
            return f"{name} ({short})"
        return name or value.value

    def _names(self, subject: NamedNode, predicate: NamedNode) -> tuple[str, ...]:
        return tuple(self._name(value) for value in self._values(subject, predicate))

    def _is_entry(self, node: NamedNode) -> bool:
        return bool(self._pointing(SCHEMA.item, node))

    def _authors(self, entry: NamedNode) -> tuple[str, ...]:
        """Return the authors in the order that the list says, then any that it leaves out."""
        places: dict[NamedNode | Literal, int] = {}
        for sequence in self._nodes(entry, BIBO.authorList):
            for quad in self._store.quads_for_pattern(sequence, None, None, DefaultGraph()):
                number = quad.predicate.value.removeprefix(f"{RDF.iri}_")
                if number.isdecimal() and isinstance(quad.object, NamedNode | Literal):
                    places[quad.object] = int(number)
        people = dict.fromkeys([*places, *self._values(entry, DCTERMS.creator)])
        return tuple(self._name(one) for one in sorted(people, key=lambda one: places.get(one, len(places) + 1)))

    def _contributions(self, entry: NamedNode) -> tuple[tuple[str, str], ...]:
        nodes = self._nodes(entry, PROV.qualifiedAttribution)
        nodes.sort(key=lambda node: (_number(self._first(node, SCHEMA.position)), node.value))
        return tuple(
            (", ".join(self._names(node, DCAT.hadRole)), ", ".join(self._names(node, PROV.agent))) for node in nodes
        )

    def _container(self, node: NamedNode) -> Container:
        classes = {value.value.removeprefix(BIBO.iri) for value in self._nodes(node, RDF.type)}
        if "Issue" in classes:
            return Container(
                "issue",
                ", ".join(self._names(node, DCTERMS.isPartOf)),
                self._first(node, BIBO.volume),
                self._first(node, BIBO.issue),
                self._best(node, DCTERMS.title),
            )
        kinds = {"Website": "website", "Series": "series", "EditedBook": "host"}
        if self._is_entry(node):
            return Container("host", self._name(node))
        kind = next((kinds[name] for name in classes if name in kinds), "")
        if not kind:
            kind = "periodical" if classes & {"Periodical", "Magazine", "Newspaper", "Journal"} else "other"
        return Container(kind, self._name(node))

    def _facts(self, entry: NamedNode) -> dict[str, tuple[str, ...]]:
        wanted = {
            "pages": BIBO.pages, "numPages": BIBO.numPages, "edition": BIBO.edition, "number": BIBO.number,
            "available": DCTERMS.available, "degree": BIBL.degreeStatement, "medium": BIBL.mediumStatement,
            "edtf": DCTERMS.date, "language": DCTERMS.language,
        }  # fmt: skip
        facts = {name: self._texts(entry, predicate) for name, predicate in wanted.items()}
        facts["accessed"] = self._texts(entry, BIBL.verbatimAccessDate) or self._texts(entry, FABIO.hasAccessDate)
        return {name: texts for name, texts in facts.items() if texts}

    def _event(self, node: NamedNode) -> str:
        parts = [
            self._best(node, DCTERMS.title),
            self._best(node, BIBL.verbatimDate),
            self._best(node, SCHEMA.location),
        ]
        return ", ".join(part for part in parts if part) or node.value

    def _topic(self, topic: NamedNode) -> tuple[str, ...]:
        path: list[str] = []
        here: NamedNode | None = topic
        while here is not None and len(path) < _DEEPEST:
            number = self._first(here, SKOS.notation)
            label = self._best(here, SKOS.prefLabel) or here.value
            path.insert(0, f"{number} {label}" if number else label)
            here = next(iter(self._nodes(here, SKOS.broader)), None)
        return tuple(path)

    def _dossiers(self, entry: NamedNode) -> tuple[str, ...]:
        wholes = {
            *self._pointing(DCTERMS.hasPart, entry),
            *filter(self._is_entry, self._nodes(entry, DCTERMS.isPartOf)),
        }
        return tuple(self._name(node) for node in sorted(wholes, key=str))

    def _place(self, item: NamedNode) -> Place:
        return Place(
            selection=", ".join(self._names(item, DCTERMS.isPartOf)),
            number=self._first(item, SCHEMA.position),
            source=", ".join(self._names(item, PROV.wasQuotedFrom)),
            first_line=self._first(item, BIBL.firstLine),
            last_line=self._first(item, BIBL.lastLine),
            labels=self._texts(item, BIBL.linkLabel),
        )

    def _annotations(self, entry: NamedNode) -> tuple[str, ...]:
        found = self._store.quads_for_pattern(entry, DCTERMS.abstract, None, None)
        return _distinct(quad.object.value for quad in found if isinstance(quad.object, Literal))


def _printed(place: Place) -> tuple[str, int]:
    return place.selection, _number(place.number)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))
