"""The book of a chapter and the entry of the same book: two descriptions of one thing, of which the entry stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.graph.describe.hosts import HOST
from bibliographe.graph.likeness import compatible
from bibliographe.graph.numbers import said_key
from bibliographe.graph.records import Record
from bibliographe.graph.terms import BIBO, DCTERMS, SCHEMA, TYPED, Statement
from bibliographe.graph.update import Outcome
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from bibliographe.graph.records import GraphFolder
    from bibliographe.graph.register import Register
    from bibliographe.graph.update import Update

BOOKS = frozenset({BIBO.Book, BIBO.CollectedDocument, BIBO.Manual, BIBO.Proceedings, BIBO.Report})
"""The classes of entries that chapters stand in."""


def complete_hosts(folder: GraphFolder, register: Register, update: Update) -> None:
    """Tie chapters to the entries of their books, once an import has brought either.

    The address of a book that had no entry leaves a tombstone that points to the entry, so that the chapter's source
    finds it again, and so that the catalogue is the same whichever of the two came first.
    """
    brought = [change.thing for change in update.changes if change.outcome in (Outcome.ADDED, Outcome.UPDATED)]
    hosts = {host for thing in brought for host in _hosts_of(folder, thing)}
    for host in sorted(hosts, key=lambda node: node.value):
        entry = _entry_of(folder, host)
        if entry is not None:
            _put_in_place(folder, register, host, entry)
            here = [change for change in update.changes if change.thing == host]
            if any(change.outcome is Outcome.ADDED for change in here):
                update.changes = [change for change in update.changes if change.thing != host]
            else:
                update.replaced.append((host, entry))


def _hosts_of(folder: GraphFolder, thing: NamedNode) -> Iterable[NamedNode]:
    """Return the books without an entry that `thing` is, or may be."""
    if folder.minter.kind(thing) == HOST:
        return [thing] if thing in folder else []
    if not BOOKS.intersection(folder.objects(thing, TYPED)):
        return []
    titles = (fold(title.value) for title in folder.objects(thing, DCTERMS.title))
    named = {other for title in titles for other in folder.lookups.titled(title)}
    numbered = {other for key in _numbers(folder, thing) for other in folder.lookups.numbered(key)}
    return [other for other in named | numbered if folder.minter.kind(other) == HOST]


def _entry_of(folder: GraphFolder, host: NamedNode) -> NamedNode | None:
    """Return the one entry of a book: it has its ISBN and a title like it, or its title and the year of a chapter.

    None when several could be meant.
    """
    titles = [title.value for title in folder.objects(host, DCTERMS.title)]
    numbers = _numbers(folder, host)
    numbered = {
        entry
        for key in numbers
        for entry in folder.lookups.numbered(key)
        if _is_book(folder, entry) and _titled_alike(folder, entry, titles)
    }
    if numbered:
        return next(iter(numbered)) if len(numbered) == 1 else None
    years = {_year(folder, chapter) for chapter in folder.lookups.subjects(DCTERMS.isPartOf, host)} - {""}
    named = {
        entry
        for title in titles
        for entry in folder.lookups.entries_titled(fold(title))
        if _is_book(folder, entry)
        and _year(folder, entry) in years
        and not (numbers and _numbers(folder, entry))  # which are others
    }
    return next(iter(named)) if len(named) == 1 else None


def _is_book(folder: GraphFolder, thing: NamedNode) -> bool:
    listed = folder.lookups.subjects(SCHEMA.item, thing)
    return bool(listed) and bool(BOOKS.intersection(folder.objects(thing, TYPED)))


def _titled_alike(folder: GraphFolder, entry: NamedNode, titles: list[str]) -> bool:
    own = [title.value for title in folder.objects(entry, DCTERMS.title)]
    return any(compatible(one, other) for one in own for other in titles)


def _year(folder: GraphFolder, thing: NamedNode) -> str:
    return next((date.value[:4] for date in folder.objects(thing, DCTERMS.issued)), "")


def _numbers(folder: GraphFolder, thing: NamedNode) -> set[str]:
    record = folder.record(thing)
    return {key for statement in record.triples if (key := said_key(statement))} if record else set()


def _put_in_place(folder: GraphFolder, register: Register, host: NamedNode, entry: NamedNode) -> None:
    """Make chapters part of the entry; one that a person corrected stays corrected."""
    for chapter in folder.lookups.subjects(DCTERMS.isPartOf, host):
        record = folder.record(chapter)
        if record and chapter != entry:
            untouched = register.untouched(record)
            moved = Statement(chapter, DCTERMS.isPartOf, entry)
            kept = record.triples - {Statement(chapter, DCTERMS.isPartOf, host)}
            placed = Record(chapter, record.file, kept | {moved})
            folder.put(placed)
            (register.imported if untouched else register.observed)(placed)
    folder.remove(host)
    register.withdrawn(host, replaced_by=entry)
