"""What an import leaves behind: entries that a source lists no more, their places in it, unused authorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.records import Record
from bibliographe.graph.register import now
from bibliographe.graph.terms import PROV, SCHEMA, SKOS, XSD, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.graph.records import GraphFolder
    from bibliographe.graph.register import Register


def referred(folder: GraphFolder) -> set[NamedNode | Literal]:
    """Return all that something refers to."""
    return {triple.object for triple in folder.triples() if triple.predicate != SKOS.topConceptOf}


def drop_old_listings(folder: GraphFolder, register: Register, source: NamedNode, described: set[NamedNode]) -> None:
    """Forget where an entry stood in this source before it moved to another heading."""
    for item in list(folder):
        entries = folder.objects(item, SCHEMA.item)
        listed_here = source in folder.objects(item, PROV.wasQuotedFrom)
        if listed_here and item not in described and described.intersection(entries):
            folder.remove(item)
            register.withdrawn(item)


def vanished(folder: GraphFolder, source: NamedNode, described: set[NamedNode]) -> list[NamedNode]:
    """Return the entries and notes that this source was the origin of, and that it does not name any more."""
    found: set[NamedNode] = set()
    for triple in folder.triples():
        if triple.predicate == PROV.wasQuotedFrom and triple.object == source:
            listed = folder.objects(triple.subject, SCHEMA.item) or [triple.subject]
            found.update(thing for thing in listed if isinstance(thing, NamedNode) and thing not in described)
    return sorted(found, key=lambda thing: thing.value)


def invalidate_listings(
    folder: GraphFolder, register: Register, source: NamedNode, vanished: Iterable[NamedNode]
) -> None:
    """Note that a source lists these entries no more: their numbers and lines are those of an older version of it."""
    gone = set(vanished)
    for item in list(folder):
        record = folder.record(item)
        listed_here = source in folder.objects(item, PROV.wasQuotedFrom) and gone.intersection(
            folder.objects(item, SCHEMA.item)
        )
        if record and listed_here and not folder.objects(item, PROV.invalidatedAtTime):
            moment = Statement(item, PROV.invalidatedAtTime, Literal(now(), datatype=XSD.dateTime))
            dated = Record(item, record.file, record.triples | {moment})
            untouched = register.untouched(record)
            folder.put(dated)
            (register.imported if untouched else register.observed)(dated)


def abandon(
    folder: GraphFolder, register: Register, before: set[NamedNode | Literal], described: set[NamedNode]
) -> list[NamedNode]:
    """Withdraw what this import has left without a use; what loses its use by that goes too."""
    gone: list[NamedNode] = []
    while True:
        in_use = referred(folder) | described
        found = [
            thing
            for thing in folder
            if thing in before and thing not in in_use and register.untouched(folder.record(thing))
        ]
        for thing in found:
            folder.remove(thing)
            register.withdrawn(thing)
        gone += found
        if not found:
            return gone
