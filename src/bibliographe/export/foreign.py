"""RDF of another catalogue in the profile, read as records: they are matched with what one's own catalogue has.

RDF whose addresses are one's own is merged statement by statement (`bibliographe.graph.bulk`). Those of another
catalogue stay its own: what it calls an entry is kept as the key of the record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from bibliographe.config import Catalogue
from bibliographe.export.printed.selection import SelectionReader
from bibliographe.export.records.facts import COMMON
from bibliographe.export.records.losses import is_carried
from bibliographe.export.records.reading import EntryReader
from bibliographe.graph.bulk.recognising import in_the_profile
from bibliographe.graph.terms import DCTERMS
from bibliographe.ingest.linked.bibo import graph_of
from bibliographe.ingest.linked.places import Places, with_furniture
from bibliographe.ingest.linked.syntaxes import LOOKED_AT, syntax_of
from bibliographe.model.entry import Entry, Reading, Scheme, Topic, Unread
from bibliographe.progress import SILENCE, Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.ingest.linked.graph import Graph
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item, Span

_ENTRY = re.compile(r"https?://\S*/id/entry/[^/\s]+")
_ABSTRACTS = NamedNode("urn:bibliographe:abstracts")
_READ = COMMON | {
    "prov:qualifiedAttribution", "foaf:Agent", "bibl:hasOtherAuthors", "bibl:verbatimDate", "dcterms:available",
    "bibl:verbatimAccessDate", "bibl:mediumStatement", "dcterms:tableOfContents", "skos:Concept", "schema:mentions",
    "bibo:Periodical", "bibo:Website", "bibo:Issue", "bibo:Series", "bibo:EditedBook", "bibo:issn", "schema:Event",
    "schema:ListItem",
}  # fmt: skip
"""What of an entry has a field in `Entry`, by its path or the first part of it."""


class CatalogueRdfReader:
    """Reads the entries of another catalogue in the profile, under their topics."""

    extensions: tuple[str, ...] = (".ttl", ".nt", ".rdf", ".jsonld", ".nq", ".trig", ".xml")

    def recognises(self, source: Source) -> float:
        """Return how surely a text is RDF in the profile."""
        syntax = syntax_of(source)
        if syntax is None:
            return 0.0
        suffix = {"xml": ".rdf", "json": ".jsonld"}.get(syntax, ".ttl")
        return 0.9 if in_the_profile(source.text[:LOOKED_AT].encode(), suffix) else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield the topics that entries stand under, and the entries in the order of the file.

        Raises `SourceError` when the text is no RDF.
        """
        graph, rejects = graph_of(source)
        items = [*_items(graph, Places(source.lines, graph.statements(), rejects)), *rejects]
        yield from with_furniture(items, source.lines)


@dataclass(frozen=True, slots=True)
class _Other:
    """What is read of the other catalogue (`bibliographe.export.records.given.Given`)."""

    catalogue: Catalogue
    store: Store
    progress: Progress = SILENCE
    abstracts: tuple[NamedNode, ...] = (_ABSTRACTS,)

    @classmethod
    def of(cls, graph: Graph) -> _Other:
        """Load what a graph says, abstracts apart from the rest."""
        store = Store()
        store.bulk_extend(
            Quad(
                one.subject, one.predicate, one.object,
                _ABSTRACTS if one.predicate == DCTERMS.abstract else DefaultGraph(),
            )
            for one in graph.statements()
        )  # fmt: skip
        return cls(Catalogue(Path(), "urn:bibliographe:other/", {"fr": "Autre catalogue"}), store)


def _items(graph: Graph, places: Places) -> Iterator[Item]:
    other = _Other.of(graph)
    reader = EntryReader(other)
    found = [(places.span(graph.about(one)), reader.read(one)) for one in _entries(graph)]
    yield from _scheme(other)
    yield from _topics(graph, reader, [one for _span, one in found])
    # Numbers are those of the records in the file: where the other catalogue lists them is said with each.
    found.sort(key=lambda one: one[0].first)
    for position, (span, one) in enumerate(found, 1):
        yield _entry(one, position, span)


def _entries(graph: Graph) -> Iterator[NamedNode]:
    """Yield the entries that something is said of."""
    for subject in graph.subjects():
        if isinstance(subject, NamedNode) and _ENTRY.fullmatch(subject.value):
            yield subject


def _scheme(other: _Other) -> Iterator[Scheme]:
    """Yield what the topics are the topics of, where the other catalogue has one selection and its name says it."""
    names = SelectionReader(other).names()
    if len(names) == 1:
        yield Scheme(names[0].title, "fr")


def _topics(graph: Graph, reader: EntryReader, found: Iterable[Catalogued]) -> Iterator[Topic]:
    """Yield the topics that entries stand under, and those above them, each once, from the top down."""
    concepts = (one for one in graph.subjects() if isinstance(one, NamedNode) and "skos:Concept" in graph.classes(one))
    known = {topic.path: topic for topic in map(reader.topic, concepts)}
    used = {topic.path[:depth] for one in found for topic in one.topics for depth in range(1, len(topic.path) + 1)}

    def place(path: tuple[str, ...]) -> list[tuple[int, str]]:
        return [(known[path[:depth]].position if path[:depth] in known else 0, path[depth - 1])
                for depth in range(1, len(path) + 1)]  # fmt: skip

    for position, path in enumerate(sorted(used, key=place), 1):
        yield replace(known.get(path, Topic(path)), position=position)


def _entry(one: Catalogued, position: int, span: Span) -> Entry:
    topic = one.entry.topic or (one.topics[0].path if one.topics else None)
    elsewhere = [other.label for other in one.topics if other.path != topic]
    said = [(path, value) for path, value in one.said if path != "dcterms:abstract"]
    text = "\n".join([f"id: {one.iri}", *(f"{path}: {value}" for path, value in said)])
    return replace(
        one.entry,
        position=position,
        span=span,
        text=text,
        key=one.iri,
        topic=topic,
        keywords=tuple(dict.fromkeys((*one.entry.keywords, *elsewhere))),
        readings=(Reading("citation", span, text),),
        unread=tuple(Unread(path, value, span) for path, value in said if not is_carried(path, _READ)),
    )
