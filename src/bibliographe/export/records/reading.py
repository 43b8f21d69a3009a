"""Reading entries out of the store, one after the other."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.export.records.catalogued import Catalogued, Listing
from bibliographe.export.records.citations import citation_of, containers_of, said_of_containers
from bibliographe.export.records.listed import Listed, listed
from bibliographe.export.records.nodes import Nodes
from bibliographe.export.records.people import agent_of, contributions_of, said_of_people
from bibliographe.export.records.said import as_others, is_other, said_below, said_of, worded_alike
from bibliographe.export.records.spoken import spoken
from bibliographe.graph.document_types import UNKNOWN
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, FOAF, PROV, SCHEMA, SKOS, TYPE, TYPED
from bibliographe.model.entry import ContentsLine, Entry, Link, Span, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from bibliographe.export.records.citations import Containers
    from bibliographe.export.records.given import Given
    from bibliographe.export.records.nodes import Node

_DEEPEST = 20
"""Levels of topics after which a circle is suspected."""
_TOPICS = 2_000
"""Topics kept with their paths."""
_ELSEWHERE = frozenset(
    {
        TYPED, BIBO.authorList, DCTERMS.issued, BIBO.pageStart, BIBO.pageEnd, DCTERMS.isPartOf, BIBO.presentedAt,
        PROV.qualifiedAttribution, DCTERMS.creator, DCTERMS.subject, DCTERMS.title,
    }
)  # fmt: skip
"""What follows from other statements, or is told with the nodes that it leads to."""


class EntryReader:
    """Reads the entries of one catalogue."""

    def __init__(self, opened: Given, nodes: Nodes | None = None) -> None:
        """Read what is given away, through `nodes` where others look up the same."""
        self._store = opened.store
        self._nodes = nodes or Nodes.of(opened)
        self.topic = lru_cache(_TOPICS)(self._topic_of)
        """Returns a topic with its path from the top down."""

    def entries(self) -> Iterator[Catalogued]:
        """Yield every entry once, in the order of the sources and of the numbers that they have in the first one."""
        return map(self._read, listed(self._store))

    def read(self, iri: NamedNode) -> Catalogued:
        """Return one entry."""
        nodes = self._nodes
        items = sorted(map(nodes.node, nodes.pointing(SCHEMA.item, iri)), key=_order)
        records = [nodes.node(one) for one in nodes.pointing(FOAF.primaryTopic, iri)[:1]]
        created, modified = (
            next(filter(None, (one.text(predicate) for one in records)), "")
            for predicate in (DCTERMS.created, DCTERMS.modified)
        )
        return self._read(Listed(iri, tuple(item.iri for item in items), created, modified))

    def outline(self, iri: NamedNode) -> Entry:
        """Return what a line of a list tells of an entry: what it is, who made it, where and when it appeared."""
        node = self._nodes.node(iri)
        return self._outline(node, containers_of(self._nodes, node))

    def _outline(self, node: Node, within: Containers) -> Entry:
        language = spoken(node.text(DCTERMS.language))
        return Entry(
            title=node.text(DCTERMS.title, language) or node.iri.value,
            kind=next((one.value.removeprefix(TYPE.iri) for one in node.nodes(DCTERMS.type)), UNKNOWN),
            position=0,
            span=Span(1, 1),
            text="",
            language=language,
            contributions=contributions_of(self._nodes, node),
            others=node.text(BIBL.hasOtherAuthors) == "true",
            citation=citation_of(self._nodes, node, within, language),
        )

    def _read(self, place: Listed) -> Catalogued:
        iri = place.entry
        nodes = self._nodes
        node = nodes.node(iri)
        items = list(map(nodes.node, place.items))
        listings = [self._listing(item) for item in items]
        within = containers_of(nodes, node)
        topics = tuple(map(self.topic, node.nodes(DCTERMS.subject)))
        abstracts = nodes.abstract_texts(iri)
        outline = self._outline(node, within)
        entry = replace(
            outline,
            position=listings[0].position if listings else 0,
            key=items[0].text(DCTERMS.identifier) if items else None,
            topic=listings[0].topic or None if listings else None,
            keywords=node.texts(SCHEMA.keywords),
            annotation="\n\n".join(abstracts) or None,
            contents=_contents(node.text(DCTERMS.tableOfContents, outline.language)),
            links=tuple(Link(link.value, link.value) for link in node.nodes(SCHEMA.url)),
            mentions=tuple(agent_of(nodes, value) for value in node.values(SCHEMA.mentions)),
        )
        return Catalogued(
            iri.value,
            entry,
            topics,
            tuple(listings),
            place.created,
            place.modified,
            tuple(self._said(node, items, entry, topics, within)),
        )

    def _listing(self, item: Node) -> Listing:
        selections, topics = item.nodes(DCTERMS.isPartOf), item.nodes(DCTERMS.subject)
        return Listing(
            next((one.value for one in item.nodes(PROV.wasQuotedFrom)), ""),
            item.number(SCHEMA.position),
            self._nodes.shared(selections[0]).text(DCTERMS.title) if selections else None,
            self.topic(topics[0]).path if topics else (),
        )

    def _topic_of(self, iri: NamedNode) -> Topic:
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
        nodes, language = self._nodes, entry.language
        yield "dcterms:title", entry.title
        yield from (pair for pair in said_of(node, DCTERMS.title, nodes, language) if is_other(pair[0]))
        yield from said_of_people(entry.contributions)
        yield from said_of_containers(nodes, node, within, language)
        for number, iri in enumerate(node.nodes(BIBO.presentedAt)):
            said = said_below("schema:Event", nodes.shared(iri), nodes, language)
            yield from as_others(said) if number else said
        for topic in topics:
            yield "dcterms:subject", " > ".join(topic.path)
            if topic.notation:
                yield "skos:Concept/skos:notation", topic.notation
        for predicate in sorted(set(node.said) - _ELSEWHERE - worded_alike(node), key=str):
            yield from said_of(node, predicate, nodes, language)
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


def _contents(text: str | None) -> tuple[ContentsLine, ...]:
    """Return a table of contents, which is text with two spaces for each level."""
    found = (re.match(r"( *)(.*)", line) for line in (text or "").split("\n"))
    return tuple(ContentsLine(one[2], len(one[1]) // 2) for one in found if one and one[2])
