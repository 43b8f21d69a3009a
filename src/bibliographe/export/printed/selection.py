"""Reading a selection out of the store: its title block, its headings in order, what it lists and its notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.export.records.citations import date_of
from bibliographe.export.records.nodes import Nodes
from bibliographe.export.records.people import agent_of
from bibliographe.export.records.reading import EntryReader
from bibliographe.graph.iri import last_part
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, PROV, SCHEMA, SKOS, TYPE, TYPED
from bibliographe.model.entry import Event, Selection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.given import Given
    from bibliographe.export.records.nodes import Node

_DEEPEST = 20
"""Levels of headings after which a circle is suspected."""


@dataclass(frozen=True, slots=True)
class PrintedTopic:
    """A heading: `path` holds the addresses from the top down, its own one last."""

    path: tuple[str, ...]
    labels: tuple[str, ...]
    notation: str | None
    position: int


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """A place where the selection lists an entry; `text` is what the source prints there."""

    catalogued: Catalogued
    position: int
    line: int
    topic: str | None = None
    text: str = ""
    labels: tuple[str, ...] = ()
    """Of its links, in the order of `text`."""


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """An editorial note; `text` is empty where abstracts stay at home."""

    iri: str
    title: str
    line: int
    topic: str | None = None
    text: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedSelection:
    """All of a selection."""

    iri: str
    selection: Selection
    topics: tuple[PrintedTopic, ...]
    items: tuple[PrintedItem, ...]
    notes: tuple[PrintedNote, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a selection can be asked for by."""

    iri: str
    title: str
    file_name: str

    @property
    def name(self) -> str:
        """Return the last part of its address."""
        return last_part(self.iri)


class SelectionReader:
    """Reads the selections of one catalogue."""

    def __init__(self, opened: Given) -> None:
        """Read what is given away: the text of abstracts and notes only where the settings let it go."""
        self._store = opened.store
        self._nodes = Nodes.of(opened)
        self._entries = EntryReader(opened, self._nodes)

    def names(self) -> list[Named]:
        """Return the selections of the catalogue by their titles."""
        found = []
        for iri in self._nodes.pointing(DCTERMS.type, TYPE.selection):
            node = self._nodes.node(iri)
            sources = node.nodes(PROV.wasDerivedFrom)
            file_name = self._nodes.node(sources[0]).text(DCTERMS.title) if sources else None
            found.append(Named(iri.value, node.text(DCTERMS.title) or iri.value, file_name or ""))
        return sorted(found, key=lambda one: (one.title, one.iri))

    def read(self, iri: str) -> PrintedSelection:
        """Return one selection."""
        node = self._nodes.node(NamedNode(iri))
        language = node.text(DCTERMS.language) or "fr"
        parts = [self._nodes.node(one) for one in self._nodes.pointing(DCTERMS.isPartOf, node.iri)]
        items = [self._item(one, language) for one in parts if SCHEMA.ListItem in one.values(TYPED)]
        notes = [self._note(one, language) for one in parts if BIBO.Note in one.values(TYPED)]
        return PrintedSelection(
            iri,
            self._title_block(node, language),
            tuple(self._topics(node, {item.topic for item in items if item.topic}, language)),
            tuple(sorted(items, key=lambda one: (one.position, one.line, one.catalogued.iri))),
            tuple(sorted(notes, key=lambda one: (one.line, one.iri))),
        )

    def _title_block(self, node: Node, language: str) -> Selection:
        nodes = self._nodes
        return Selection(
            title=node.text(DCTERMS.title, language) or node.iri.value,
            language=language,
            edition=node.text(BIBO.edition, language),
            event=next((self._event(nodes.node(one), language) for one in node.nodes(BIBO.presentedAt)), None),
            issued=date_of(node, language),
            compilers=tuple(agent_of(nodes, value) for value in node.values(DCTERMS.creator)),
            statement=node.text(BIBL.compilationStatement, language),
        )

    def _event(self, node: Node, language: str) -> Event:
        organizers = node.values(SCHEMA.organizer)
        return Event(
            node.text(DCTERMS.title, language),
            date_of(node, language),
            node.text(SCHEMA.location, language),
            agent_of(self._nodes, organizers[0]) if organizers else None,
            node.text(BIBO.edition, language),
        )

    def _topics(self, selection: Node, used: set[str], language: str) -> Iterator[PrintedTopic]:
        """Yield the headings in order: those of the selection's schemes, and others that its items stand under."""
        schemes = self._nodes.pointing(DCTERMS.source, selection.iri)
        own = {topic for scheme in schemes for topic in self._nodes.pointing(SKOS.inScheme, scheme)}
        topics = [self._topic(iri, language) for iri in own | {NamedNode(one) for one in used}]
        yield from sorted(topics, key=lambda one: (one.position, len(one.path), one.path))

    def _topic(self, iri: NamedNode, language: str) -> PrintedTopic:
        node = here = self._nodes.shared(iri)
        path, labels = [iri.value], [node.text(SKOS.prefLabel, language) or iri.value]
        while (broader := here.nodes(SKOS.broader)) and len(path) < _DEEPEST:
            here = self._nodes.shared(broader[0])
            path.insert(0, here.iri.value)
            labels.insert(0, here.text(SKOS.prefLabel, language) or here.iri.value)
        return PrintedTopic(tuple(path), tuple(labels), node.text(SKOS.notation), node.number(SCHEMA.position))

    def _item(self, node: Node, language: str) -> PrintedItem:
        entry = node.nodes(SCHEMA.item)[0]
        text = node.text(PROV.value, language) or ""
        labels = sorted(node.texts(BIBL.linkLabel), key=lambda label: (text.find(label), label))
        return PrintedItem(
            self._entries.read(entry),
            node.number(SCHEMA.position),
            node.number(BIBL.firstLine),
            next((one.value for one in node.nodes(DCTERMS.subject)), None),
            text,
            tuple(labels),
        )

    def _note(self, node: Node, language: str) -> PrintedNote:
        return PrintedNote(
            node.iri.value,
            node.text(DCTERMS.title, language) or node.iri.value,
            node.number(BIBL.firstLine),
            next((one.value for one in node.nodes(DCTERMS.subject)), None),
            "\n".join(self._nodes.abstract_texts(node.iri)),
            node.texts(BIBL.sourceStatement),
        )
