"""Reading entries out of the store, one after the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from bibliographe.export.records.catalogued import Catalogued, Listing
from bibliographe.export.records.citations import citation_of, containers_of, said_below, said_of_containers
from bibliographe.export.records.nodes import Nodes, curie
from bibliographe.export.records.people import agent_of, contributions_of, said_of_people
from bibliographe.graph.document_types import UNKNOWN
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, FOAF, PROV, SCHEMA, SKOS, TYPE, TYPED
from bibliographe.model.entry import ContentsLine, Entry, Link, Span, Topic
from bibliographe.sorting import sorted_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.records.citations import Containers
    from bibliographe.export.records.given import Given
    from bibliographe.export.records.nodes import Node

_DEEPEST = 20
"""Levels of topics after which a circle is suspected."""
_ELSEWHERE = frozenset(
    {
        TYPED, BIBO.authorList, DCTERMS.issued, BIBO.pageStart, BIBO.pageEnd, DCTERMS.isPartOf, BIBO.presentedAt,
        PROV.qualifiedAttribution, DCTERMS.creator, DCTERMS.subject, DCTERMS.title,
    }
)  # fmt: skip
"""What follows from other statements, or is told with the nodes that it leads to."""


class EntryReader:
    """Reads the entries of one catalogue."""

    def __init__(self, opened: Given) -> None:
        """Read what is given away: abstracts only where the settings let them go."""
        self._store = opened.store
        self._nodes = Nodes(opened.store, opened.abstracts)

    def entries(self) -> Iterator[Catalogued]:
        """Yield every entry once, in the order of the sources and of the numbers that they have in the first one."""
        # Sorted outside of memory: a catalogue may have more entries than fit.
        with sorted_lines(self._listed()) as lines:
            for line in lines:
                _source, _number, entry, item = line.rstrip("\n").split("\t")
                iri = NamedNode(entry)
                items = self._nodes.pointing(SCHEMA.item, iri)
                if len(items) == 1 or item == self._first(items).value:
                    yield self.read(iri)

    def read(self, iri: NamedNode) -> Catalogued:
        """Return one entry."""
        nodes = self._nodes
        node = nodes.node(iri)
        language = node.text(DCTERMS.language) or "fr"
        items = self._items(iri)
        listings = [self._listing(item) for item in items]
        contributions = contributions_of(nodes, node)
        within = containers_of(nodes, node)
        topics = tuple(map(self._topic, node.nodes(DCTERMS.subject)))
        abstracts = nodes.abstracts(iri)
        entry = Entry(
            title=node.text(DCTERMS.title, language) or iri.value,
            kind=next((one.value.removeprefix(TYPE.iri) for one in node.nodes(DCTERMS.type)), UNKNOWN),
            position=listings[0].position if listings else 0,
            span=Span(1, 1),
            text="",
            key=items[0].text(DCTERMS.identifier) if items else None,
            language=language,
            contributions=contributions,
            others=node.text(BIBL.hasOtherAuthors) == "true",
            citation=citation_of(nodes, node, within, language),
            topic=listings[0].topic or None if listings else None,
            keywords=node.texts(SCHEMA.keywords),
            annotation="\n\n".join(abstracts) or None,
            contents=_contents(node.text(DCTERMS.tableOfContents, language)),
            links=tuple(Link(link.value, link.value) for link in node.nodes(SCHEMA.url)),
            mentions=tuple(agent_of(nodes, value) for value in node.values(SCHEMA.mentions)),
        )
        record = [nodes.node(one) for one in nodes.pointing(FOAF.primaryTopic, iri)[:1]]
        return Catalogued(
            iri.value,
            entry,
            topics,
            tuple(listings),
            (record[0].text(DCTERMS.created) or "") if record else "",
            (record[0].text(DCTERMS.modified) or "") if record else "",
            tuple(self._said(node, items, entry, topics, within)),
        )

    def _listed(self) -> Iterator[str]:
        """Yield a line for each place where an entry is listed, that sorts as the places follow each other."""
        for quad in self._store.quads_for_pattern(None, SCHEMA.item, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                source, number, _item = _order(self._nodes.node(quad.subject))
                yield f"{source}\t{number:012}\t{quad.object.value}\t{quad.subject.value}\n"

    def _first(self, items: list[NamedNode]) -> NamedNode:
        return min(map(self._nodes.node, items), key=_order).iri

    def _items(self, entry: NamedNode) -> list[Node]:
        return sorted(map(self._nodes.node, self._nodes.pointing(SCHEMA.item, entry)), key=_order)

    def _listing(self, item: Node) -> Listing:
        selections, topics = item.nodes(DCTERMS.isPartOf), item.nodes(DCTERMS.subject)
        return Listing(
            next((one.value for one in item.nodes(PROV.wasQuotedFrom)), ""),
            item.number(SCHEMA.position),
            self._nodes.shared(selections[0]).text(DCTERMS.title) if selections else None,
            self._topic(topics[0]).path if topics else (),
        )

    def _topic(self, iri: NamedNode) -> Topic:
        path: list[str] = []
        first = here = self._nodes.shared(iri)
        while len(path) < _DEEPEST:
            path.insert(0, here.text(SKOS.prefLabel) or here.iri.value)
            broader = here.nodes(SKOS.broader)
            if not broader:
                break
            here = self._nodes.shared(broader[0])
        return Topic(tuple(path), first.text(SKOS.notation), first.number(SCHEMA.position))

    def _said(
        self, node: Node, items: list[Node], entry: Entry, topics: tuple[Topic, ...], within: Containers
    ) -> Iterator[tuple[str, str]]:
        nodes = self._nodes
        yield "dcterms:title", entry.title
        # The hub has one title; those in other languages are told as a property of their own.
        yield from (("dcterms:title/other", text) for text in node.texts(DCTERMS.title) if text != entry.title)
        yield from said_of_people(entry.contributions)
        yield from said_of_containers(nodes, within)
        for iri in node.nodes(BIBO.presentedAt):
            yield from said_below("schema:Event", nodes.shared(iri), nodes)
        for topic in topics:
            yield "dcterms:subject", " > ".join(topic.path)
            if topic.notation:
                yield "skos:Concept/skos:notation", topic.notation
        passed = _ELSEWHERE | _said_twice(node)
        for predicate in sorted(set(node.said) - passed, key=str):
            yield from ((curie(predicate), nodes.label(value)) for value in node.said[predicate])
        if entry.annotation:
            yield "dcterms:abstract", entry.annotation
        for item in items:
            yield "schema:ListItem/schema:position", item.text(SCHEMA.position) or ""
            yield from (("schema:ListItem/dcterms:identifier", text) for text in item.texts(DCTERMS.identifier))
            yield from (("schema:ListItem/bibl:linkLabel", text) for text in item.texts(BIBL.linkLabel))


def _order(item: Node) -> tuple[str, int, str]:
    """Return what places where entries are listed are sorted by: the source, the number in it, the address."""
    source = next((one.value for one in item.nodes(PROV.wasQuotedFrom)), "")
    return source, item.number(SCHEMA.position), item.iri.value


def _said_twice(node: Node) -> set[NamedNode]:
    """Return the wordings that say no more than the dates that they are of."""
    return {BIBL.verbatimDate} if node.text(BIBL.verbatimDate) == node.text(DCTERMS.date) else set()


def _contents(text: str | None) -> tuple[ContentsLine, ...]:
    """Return a table of contents, which is text with two spaces for each level."""
    found = (re.match(r"( *)(.*)", line) for line in (text or "").split("\n"))
    return tuple(ContentsLine(one[2], len(one[1]) // 2) for one in found if one and one[2])
