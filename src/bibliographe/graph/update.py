"""Bringing what a source says into the catalogue, without losing what people did to it.

A record that a person corrected is left as it is, and the difference is reported. A record that a person took out stays
out. A thing that several sources speak of gains what is new and keeps what is contradicted, which is reported too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bibliographe.graph.agreement import compare
from bibliographe.graph.leavings import AUTHORITIES, abandon, discard, drop_old_listings, invalidate_listings, vanished
from bibliographe.graph.records import RESERVED_STEMS, Record
from bibliographe.graph.terms import DCTERMS, PROV, SCHEMA, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import NamedNode

    from bibliographe.graph.records import GraphFolder
    from bibliographe.graph.register import Register


class Outcome(StrEnum):
    """What became of one record of an import."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    KEPT = "kept"
    """A correction by hand stands against what the source says."""
    CONTRADICTED = "contradicted"
    """Another source said otherwise first; what is new was added, what contradicts was not."""
    MENDED = "mended"
    """It was missing although others refer to it."""
    LEFT_OUT = "left-out"
    """A person removed or withdrew it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record's outcome; `missing` is what the source says and the catalogue does not, `extra` the reverse."""

    outcome: Outcome
    thing: NamedNode
    missing: frozenset[Statement] = frozenset()
    extra: frozenset[Statement] = frozenset()
    finer: frozenset[Statement] = frozenset()
    """Of what is missing, that which contradicts nothing but says it more precisely."""


@dataclass(slots=True)
class Update:
    """All changes of one import, and the things of the same source that it no longer names."""

    changes: list[Change] = field(default_factory=list)
    vanished: list[NamedNode] = field(default_factory=list)
    """Entries and notes that this source listed and names no more: kept, until a person withdraws them."""
    replaced: list[tuple[NamedNode, NamedNode]] = field(default_factory=list)
    """Books of chapters, each with the entry that the catalogue has of it now."""
    abandoned: list[NamedNode] = field(default_factory=list)
    """Agents, issues, topics… that nothing refers to since this import, and that no one corrected: withdrawn."""

    def of(self, outcome: Outcome) -> list[Change]:
        """Return the changes with this outcome."""
        return [change for change in self.changes if change.outcome is outcome]


def apply(
    records: Iterable[Record],
    folder: GraphFolder,
    register: Register,
    source: NamedNode,
    gone: Callable[[NamedNode], bool] = lambda _thing: True,
) -> Update:
    """Bring the records of one source into `folder` and `register`; nothing is written to disk.

    `source` is the address of the source file's record; `gone` tells which of the entries that it listed, and that are
    not among the records, it lists no more.
    """
    records = list(records)
    update = Update()
    described = {record.iri for record in records}
    folder.lookups.mark()
    shared = {thing for thing in described if _is_listed_elsewhere(folder, thing, source)}
    for record in records:
        current = folder.record(record.iri)
        if current is None:
            in_use = folder.lookups.was_referred(record.iri) or folder.lacks_file(record.file)
            change = _absent(record, register, in_use=in_use)
            final = record if change.outcome in (Outcome.ADDED, Outcome.MENDED) else None
        else:
            exclusive = record.file not in RESERVED_STEMS and record.iri not in shared
            change, final = _present(record, current, folder, register, exclusive=exclusive)
            if change.outcome is Outcome.KEPT and record.iri in shared:
                final = _with_new_topics(current, record, described)
        if final is not None:
            folder.put(final)
            (register.observed if change.outcome is Outcome.KEPT else register.imported)(final)
        elif current is not None and current.triples == record.triples:
            register.imported(current)  # a correction that the source has taken over is none any more
        update.changes.append(change)
    _restore_needed(records, folder, register, update)
    drop_old_listings(folder, register, source, described)
    update.vanished = vanished(folder, source, described, gone)
    invalidate_listings(folder, register, source, update.vanished)
    update.abandoned = abandon(folder, register, described)
    added = {change.thing for change in update.of(Outcome.ADDED)}
    needless = discard(folder, register, added)
    update.changes = [change for change in update.changes if change.thing not in needless]
    return update


def _absent(record: Record, register: Register, *, in_use: bool) -> Change:
    known = register.get(record.iri)
    missing = record.triples
    if known is None:
        return Change(Outcome.ADDED, record.iri)
    if known.withdrawn is None and in_use:
        return Change(Outcome.MENDED, record.iri, missing)
    return Change(Outcome.LEFT_OUT, record.iri, missing)


def _restore_needed(records: Iterable[Record], folder: GraphFolder, register: Register, update: Update) -> None:
    """Bring back the agents, issues, topics… that were out and that something refers to again."""
    absent = {
        record.iri: record
        for record in records
        if record.iri not in folder and folder.minter.kind(record.iri) in AUTHORITIES
    }
    outcomes = {change.thing: number for number, change in enumerate(update.changes)}
    while needed := [thing for thing in absent if folder.lookups.referred(thing)]:
        for thing in needed:
            record = absent.pop(thing)
            folder.put(record)
            register.imported(record)
            update.changes[outcomes[thing]] = Change(Outcome.MENDED, thing, record.triples)


def _present(
    record: Record, current: Record, folder: GraphFolder, register: Register, *, exclusive: bool
) -> tuple[Change, Record | None]:
    missing, extra = record.triples - current.triples, current.triples - record.triples
    if not missing and (not extra or not exclusive):
        return Change(Outcome.UNCHANGED, record.iri), None
    if not register.untouched(current):
        return Change(Outcome.KEPT, record.iri, missing, extra if exclusive else frozenset()), None
    if exclusive:
        return Change(Outcome.UPDATED, record.iri, missing, extra), record
    return _added_to(record, current, folder)


def _added_to(record: Record, current: Record, folder: GraphFolder) -> tuple[Change, Record | None]:
    """Add to a shared record what contradicts nothing in it."""
    found = compare(record, current, folder)
    final = Record(current.iri, current.file, current.triples | found.welcome) if found.welcome else None
    if found.contradicting:
        missing, settled = frozenset(found.contradicting), frozenset(found.settled)
        return Change(Outcome.CONTRADICTED, current.iri, missing, settled, frozenset(found.finer)), final
    outcome = Outcome.UPDATED if final else Outcome.UNCHANGED
    return Change(outcome, current.iri, frozenset(found.welcome)), final


def _with_new_topics(current: Record, record: Record, described: set[NamedNode]) -> Record | None:
    """Add to a corrected entry the topics under which one more source prints it: no correction can be about those."""
    new = {
        triple
        for triple in record.triples - current.triples
        if triple.predicate == DCTERMS.subject and triple.object in described
    }
    return Record(current.iri, current.file, current.triples | new) if new else None


def _is_listed_elsewhere(folder: GraphFolder, thing: NamedNode, source: NamedNode) -> bool:
    """Tell whether another source lists this entry too."""
    items = folder.lookups.subjects(SCHEMA.item, thing)
    return any(source not in folder.objects(item, PROV.wasQuotedFrom) for item in items if folder.is_thing(item))
