"""Rows that a person has added to a table that `bibliographe export` wrote: new entries, of a source of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.export.records.nodes import Nodes
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.edits import Edit
from bibliographe.graph.importing import Importing, check_source_id
from bibliographe.graph.iri import Minter
from bibliographe.graph.terms import DCTERMS, PROV, SCHEMA
from bibliographe.graph.update import Outcome
from bibliographe.graph.wanted import Changes, ReadSource
from bibliographe.ingest.records.languages import UNKNOWN
from bibliographe.ingest.title_languages import language_shown
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from bibliographe.config import Catalogue
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Entry
    from bibliographe.store.access import OpenedStore


class Added(NamedTuple):
    """The entry of a new row, and its address."""

    entry: Entry
    thing: NamedNode
    is_new: bool
    """False where the catalogue had it already: the row was imported before, or another source has the entry."""


class Additions(NamedTuple):
    """Entries of new rows with their numbers in their source, and the addresses that those of known rows have."""

    entries: list[Entry]
    before: dict[int, NamedNode]


def completed(entries: list[Entry], opened: OpenedStore, source_id: str) -> Additions:
    """Return entries of new rows with a language, and with numbers that follow those of rows that were added before.

    A row that was added before, by its text or by its title, keeps its number, so that a second import of the table
    changes nothing.
    """
    catalogue = opened.catalogue
    known: dict[str, int] = {}
    before: dict[int, NamedNode] = {}
    for keys, number, thing in _listed(Nodes.of(opened), Minter(catalogue.base).mint("source", source_id)):
        known |= dict.fromkeys(keys, number)
        before[number] = thing
    last = max(before, default=0)
    found = []
    for entry in entries:
        number = known.get(entry.text) or known.get(fold(entry.title)) or last + 1
        last, known[entry.text] = max(last, number), number
        said = entry.language
        language = language_shown(entry.title, catalogue.languages[0]) if said == UNKNOWN else said
        found.append(replace(entry, position=number, language=language))
    return Additions(found, before)


def _listed(nodes: Nodes, source: NamedNode) -> Iterator[tuple[list[str], int, NamedNode]]:
    """Yield the texts and titles of the entries of a source, their numbers and addresses."""
    for listing in map(nodes.node, nodes.pointing(PROV.wasQuotedFrom, source)):
        for entry in listing.nodes(SCHEMA.item):
            titles = map(fold, nodes.node(entry).texts(DCTERMS.title))
            yield [*titles, *listing.texts(PROV.value)], listing.number(SCHEMA.position), entry


def add(catalogue: Catalogue, source: Source, source_id: str, additions: Additions, *, dry_run: bool) -> list[Added]:
    """Bring entries of new rows into the catalogue, matched as those of any source.

    Topics are left to `under_topics`. Raises `GraphError` as an import does, and `SourceError` when another file was
    imported under the same identifier; nothing is written then.
    """
    untopical = [replace(entry, topic=None) for entry in additions.entries]
    facts = SourceFacts(source.file_name, source.media_type, source.sha256)
    read = ReadSource(untopical, check_source_id(source_id), facts, Changes(additions.before))
    with Importing(catalogue, dry_run=dry_run) as importing:
        importing.begin([read])
        report = importing.bring(read)
        importing.commit()
    new = {change.thing for change in report.update.of(Outcome.ADDED)}
    things = {entry.position: thing for entry, thing in report.addresses}
    found = []
    for one in additions.entries:
        thing = things[one.position]
        found.append(Added(one, thing, thing in new))
        new.discard(thing)  # a row that stands there twice is one entry
    return found


def under_topics(added: list[Added]) -> list[Edit]:
    """Return the corrections that put new entries under the topics of their rows."""
    new = [one for one in added if one.is_new and one.entry.topic]
    return [Edit(one.thing, replace(one.entry, topic=None), one.entry) for one in new]
