"""What an import leaves behind: entries that a source lists no more, their places in it, unused authorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.records import Record
from bibliographe.graph.register import now
from bibliographe.graph.terms import PROV, SCHEMA, XSD, Statement

NAMED = frozenset({"agent", "event", "host", "issue", "periodical", "series", "website"})
AUTHORITIES = NAMED | {"scheme", "topic"}
"""Kinds of things that are there because others refer to them."""

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from bibliographe.graph.records import GraphFolder
    from bibliographe.graph.register import Register


def drop_old_listings(folder: GraphFolder, register: Register, source: NamedNode, described: set[NamedNode]) -> None:
    """Forget where an entry stood in this source before it moved to another heading."""
    for item in folder.lookups.subjects(PROV.wasQuotedFrom, source):
        if item not in described and described.intersection(folder.objects(item, SCHEMA.item)):
            folder.remove(item)
            register.withdrawn(item)


def vanished(
    folder: GraphFolder,
    source: NamedNode,
    described: set[NamedNode],
    gone: Callable[[NamedNode], bool] = lambda _thing: True,
) -> list[NamedNode]:
    """Return the entries and notes that this source was the origin of, and that it does not name any more.

    `gone` tells it of what is not `described`, where the source was not read as a whole.
    """
    found: set[NamedNode] = set()
    for subject in folder.lookups.subjects(PROV.wasQuotedFrom, source):
        listed = folder.objects(subject, SCHEMA.item) or [subject]
        named = {thing for thing in listed if isinstance(thing, NamedNode)}
        found.update(thing for thing in named - described if gone(thing))
    return sorted(found, key=lambda thing: thing.value)


def invalidate_listings(
    folder: GraphFolder, register: Register, source: NamedNode, vanished: Iterable[NamedNode]
) -> None:
    """Note that a source lists these entries no more: their numbers and lines are those of an older version of it."""
    gone = set(vanished)
    for item in folder.lookups.subjects(PROV.wasQuotedFrom, source):
        record = folder.record(item)
        listed = gone.intersection(folder.objects(item, SCHEMA.item))
        if record and listed and not folder.objects(item, PROV.invalidatedAtTime):
            moment = Statement(item, PROV.invalidatedAtTime, Literal(now(), datatype=XSD.dateTime))
            dated = Record(item, record.file, record.triples | {moment})
            untouched = register.untouched(record)
            folder.put(dated)
            (register.imported if untouched else register.observed)(dated)


def abandon(
    folder: GraphFolder, register: Register, described: AbstractSet[NamedNode], kinds: AbstractSet[str] | None = None
) -> list[NamedNode]:
    """Withdraw what a change has left without a use, of these `kinds`; what loses its use by that goes too."""
    gone: list[NamedNode] = []
    while True:
        found = [
            thing
            for thing in sorted(folder.lookups.lost(), key=lambda node: node.value)
            if thing not in described
            and folder.is_thing(thing)
            and (kinds is None or folder.minter.kind(thing) in kinds)
            and register.untouched(folder.record(thing))
        ]
        for thing in found:
            folder.remove(thing)
            register.withdrawn(thing)
        gone += found
        if not found:
            return gone


def discard(folder: GraphFolder, register: Register, added: Iterable[NamedNode]) -> set[NamedNode]:
    """Take out again, without a trace, the authorities of a statement that was not taken over; return them.

    Such as the issue that one more source names when the catalogue has the article in another.
    """
    open_ones = {thing for thing in added if folder.minter.kind(thing) in NAMED}
    gone: set[NamedNode] = set()
    while found := {thing for thing in open_ones - gone if not folder.lookups.referred(thing)}:
        for thing in found:
            folder.remove(thing)
            register.forget(thing)
        gone |= found
    return gone
