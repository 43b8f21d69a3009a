"""Reading an entry's card from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.export.card import Card, Container, Place
from bibliographe.export.records.nodes import Nodes
from bibliographe.export.records.people import attributions_of, authors_of
from bibliographe.graph.terms import BIBL, BIBO, DCAT, DCTERMS, FABIO, FOAF, PROV, RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    from bibliographe.export.records.nodes import Node, Value
    from bibliographe.i18n import Language
    from bibliographe.store.access import OpenedStore

_DEEPEST = 20
"""Levels of topics after which a circle is suspected."""
_IDENTIFIERS = {"ISBN": BIBO.isbn13, "ISBN-10": BIBO.isbn10, "DOI": BIBO.doi, "ISSN": BIBO.issn}
_HOLDERS = {"Website": "website", "Series": "series", "EditedBook": "host"}
_PERIODICALS = {"Periodical", "Magazine", "Newspaper", "Journal"}


class CardReader:
    """Reads cards from one store, in one language."""

    def __init__(self, opened: OpenedStore, language: Language) -> None:
        """Read what was said, and the abstracts; nothing that was inferred."""
        self._store = opened.store
        self._nodes = Nodes(opened.store)
        self._language = language

    def read(self, entry: NamedNode) -> Card:
        """Return the card of one entry."""
        node, pointing = self._nodes.node(entry), self._nodes.pointing
        record = next((self._nodes.node(one) for one in pointing(FOAF.primaryTopic, entry)), None)
        return Card(
            iri=entry.value,
            title=self._best(node, DCTERMS.title) or entry.value,
            kind=" / ".join(self._names(node, DCTERMS.type)),
            authors=tuple(map(self._label, authors_of(self._nodes, node))),
            others="true" in node.texts(BIBL.hasOtherAuthors),
            contributions=self._contributions(node),
            containers=tuple(map(self._container, self._under(node, DCTERMS.isPartOf))),
            publishers=self._names(node, DCTERMS.publisher),
            places=node.texts(BIBL.placeOfPublication),
            institutions=self._names(node, BIBO.issuer),
            dates=node.texts(BIBL.verbatimDate) or node.texts(DCTERMS.issued),
            facts=_facts(node),
            identifiers=tuple(
                (name, text) for name, predicate in _IDENTIFIERS.items() for text in node.texts(predicate)
            ),
            events=tuple(map(self._event, self._under(node, BIBO.presentedAt))),
            topics=tuple(map(self._topic, self._under(node, DCTERMS.subject))),
            keywords=node.texts(SCHEMA.keywords),
            contents=node.texts(DCTERMS.tableOfContents),
            parts=self._names(node, DCTERMS.hasPart),
            part_of=self._dossiers(node),
            links=tuple(value.value for value in node.nodes(SCHEMA.url)),
            mentions=self._names(node, SCHEMA.mentions),
            references=self._names(node, DCTERMS.references),
            listed=tuple(
                sorted((self._place(self._nodes.node(item)) for item in pointing(SCHEMA.item, entry)), key=_printed)
            ),
            created=_first(record, DCTERMS.created) if record else "",
            modified=_first(record, DCTERMS.modified) if record else "",
            annotations=self._annotations(entry),
        )

    def _under(self, node: Node, predicate: NamedNode) -> list[Node]:
        return [self._nodes.shared(value) for value in node.nodes(predicate)]

    def _best(self, node: Node, predicate: NamedNode) -> str:
        """Return the value in the reader's language, else in any."""
        return node.text(predicate, self._language) or ""

    def _label(self, value: Value) -> str:
        return self._nodes.label(value, self._language)

    def _names(self, node: Node, predicate: NamedNode) -> tuple[str, ...]:
        return tuple(map(self._label, node.values(predicate)))

    def _is_entry(self, iri: NamedNode) -> bool:
        return bool(self._nodes.pointing(SCHEMA.item, iri))

    def _contributions(self, entry: Node) -> tuple[tuple[str, str], ...]:
        return tuple(
            (", ".join(self._names(node, DCAT.hadRole)), ", ".join(self._names(node, PROV.agent)))
            for node in attributions_of(self._nodes, entry)
        )

    def _container(self, node: Node) -> Container:
        classes = {value.value.removeprefix(BIBO.iri) for value in node.nodes(RDF.type)}
        if "Issue" in classes:
            return Container(
                "issue",
                ", ".join(self._names(node, DCTERMS.isPartOf)),
                _first(node, BIBO.volume),
                _first(node, BIBO.issue),
                self._best(node, DCTERMS.title),
            )
        if self._is_entry(node.iri):
            return Container("host", self._label(node.iri))
        kind = next((_HOLDERS[name] for name in classes if name in _HOLDERS), "")
        if not kind:
            kind = "periodical" if classes & _PERIODICALS else "other"
        return Container(kind, self._label(node.iri))

    def _event(self, node: Node) -> str:
        parts = (self._best(node, name) for name in (DCTERMS.title, BIBL.verbatimDate, SCHEMA.location))
        return ", ".join(filter(None, parts)) or node.iri.value

    def _topic(self, topic: Node) -> tuple[str, ...]:
        path: list[str] = []
        here: Node | None = topic
        while here is not None and len(path) < _DEEPEST:
            number = _first(here, SKOS.notation)
            label = self._best(here, SKOS.prefLabel) or here.iri.value
            path.insert(0, f"{number} {label}" if number else label)
            here = next(iter(self._under(here, SKOS.broader)), None)
        return tuple(path)

    def _dossiers(self, entry: Node) -> tuple[str, ...]:
        wholes = {
            *self._nodes.pointing(DCTERMS.hasPart, entry.iri),
            *filter(self._is_entry, entry.nodes(DCTERMS.isPartOf)),
        }
        return tuple(self._label(node) for node in sorted(wholes, key=str))

    def _place(self, item: Node) -> Place:
        return Place(
            selection=", ".join(self._names(item, DCTERMS.isPartOf)),
            number=_first(item, SCHEMA.position),
            source=", ".join(self._names(item, PROV.wasQuotedFrom)),
            first_line=_first(item, BIBL.firstLine),
            last_line=_first(item, BIBL.lastLine),
            labels=item.texts(BIBL.linkLabel),
        )

    def _annotations(self, entry: NamedNode) -> tuple[str, ...]:
        found = self._store.quads_for_pattern(entry, DCTERMS.abstract, None, None)
        return tuple(sorted({quad.object.value for quad in found if isinstance(quad.object, Literal)}))


def _facts(entry: Node) -> dict[str, tuple[str, ...]]:
    wanted = {
        "pages": BIBO.pages, "numPages": BIBO.numPages, "edition": BIBO.edition, "number": BIBO.number,
        "available": DCTERMS.available, "degree": BIBL.degreeStatement, "medium": BIBL.mediumStatement,
        "edtf": DCTERMS.date, "language": DCTERMS.language,
    }  # fmt: skip
    facts = {name: entry.texts(predicate) for name, predicate in wanted.items()}
    facts["accessed"] = entry.texts(BIBL.verbatimAccessDate) or entry.texts(FABIO.hasAccessDate)
    return {name: texts for name, texts in facts.items() if texts}


def _first(node: Node, predicate: NamedNode) -> str:
    return next(iter(node.texts(predicate)), "")


def _printed(place: Place) -> tuple[str, int]:
    return place.selection, int(place.number) if place.number.isdecimal() else 0
