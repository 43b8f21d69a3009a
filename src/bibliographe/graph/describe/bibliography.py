"""A whole source: its selection, topics, entries and notes, and what ties them together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.graph.describe.dossiers import DOSSIER_CLASS, match_parts
from bibliographe.graph.describe.entries import describe_entry, describe_item
from bibliographe.graph.describe.selections import describe_note, describe_selection, describe_source
from bibliographe.graph.describe.topics import describe_scheme, describe_topic, mint_topic
from bibliographe.graph.document_types import entry_class
from bibliographe.graph.terms import DCTERMS, Statement, text
from bibliographe.model.entry import Entry, Note, Scheme, Selection, Topic
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import NamedNode

    from bibliographe.graph.describe.description import Description
    from bibliographe.model.entry import Item


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is kept of the file that was read."""

    file_name: str
    media_type: str
    sha256: str


@dataclass(slots=True)
class Bibliography:
    """What one source says: its statements, and apart from them the sentences that stay at home."""

    description: Description
    abstracts: set[Statement] = field(default_factory=set)
    entries: list[tuple[Entry, NamedNode]] = field(default_factory=list)


def describe_bibliography(
    items: Iterable[Item],
    description: Description,
    facts: SourceFacts,
    known_titles: Callable[[str], set[NamedNode]],
) -> Bibliography:
    """Describe all that a reader yields.

    `known_titles` finds the entries that the catalogue has already by their folded title: a line of a dossier's
    contents or a quotation may be one of them.
    """
    items = list(items)
    bibliography = Bibliography(description)
    source = describe_source(description, facts.file_name, facts.media_type, facts.sha256)
    stated = next((item for item in items if isinstance(item, Selection)), None)
    selection = describe_selection(description, stated, source) if stated else None
    topics = [item for item in items if isinstance(item, Topic)]
    if topics:
        named = next((item for item in items if isinstance(item, Scheme)), None)
        title = stated.title if stated else named.title if named else facts.file_name
        scheme = describe_scheme(description, title, selection or source, None if stated else named)
        for topic in topics:
            describe_topic(description, topic, scheme)
    for entry in (item for item in items if isinstance(item, Entry)):
        heading = mint_topic(description, entry.topic) if entry.topic else None
        iri = describe_entry(description, entry, heading)
        describe_item(description, entry, iri, source=source, selection=selection, topic=heading)
        bibliography.entries.append((entry, iri))
        _keep_apart(bibliography, iri, entry.annotation, entry.language)
    titles = _titles(bibliography.entries, known_titles)
    _describe_parts(bibliography, titles)
    for note in (item for item in items if isinstance(item, Note)):
        iri = describe_note(
            description,
            note,
            source=source,
            selection=selection,
            topic=mint_topic(description, note.topic) if note.topic else None,
            entry_titled=lambda title: min(titles(title), key=str, default=None),
        )
        _keep_apart(bibliography, iri, note.text, description.language)
    return bibliography


def _keep_apart(bibliography: Bibliography, thing: NamedNode, sentences: str | None, language: str) -> None:
    if sentences:
        bibliography.abstracts.add(Statement(thing, DCTERMS.abstract, text(sentences, language)))


def _titles(
    entries: Iterable[tuple[Entry, NamedNode]], known: Callable[[str], set[NamedNode]]
) -> Callable[[str], set[NamedNode]]:
    own: dict[str, set[NamedNode]] = defaultdict(set)
    for entry, iri in entries:
        own[fold(entry.title)].add(iri)
    return lambda title: known(title) | own.get(title, set())


def _describe_parts(bibliography: Bibliography, titles: Callable[[str], set[NamedNode]]) -> None:
    """Tie a dossier to the entries that its contents name (`dcterms:hasPart`)."""
    for entry, iri in bibliography.entries:
        if entry_class(entry.kind) == DOSSIER_CLASS:
            lines = [line.text for line in entry.contents]
            for part in match_parts(iri, lines, titles):
                bibliography.description.say(iri, DCTERMS.hasPart, part)
