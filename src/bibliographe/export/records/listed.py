"""The entries of a catalogue in their order, each with the places where it is listed and the dates of its record.

Six passes through the store, whose lines are joined by sorting outside of memory: a third of what it takes to look up
the same entry by entry; and a catalogue may have more entries than fit.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.graph.terms import DCTERMS, FOAF, PROV, SCHEMA
from bibliographe.sorting import sorted_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

_PROPERTIES = {
    "item": (SCHEMA.item, NamedNode),
    "source": (PROV.wasQuotedFrom, NamedNode),
    "position": (SCHEMA.position, Literal),
    "record": (FOAF.primaryTopic, NamedNode),
    "created": (DCTERMS.created, Literal),
    "modified": (DCTERMS.modified, Literal),
}
_SAID = DefaultGraph()


class Listed(NamedTuple):
    """An entry that sources list: what lists it, by source and number, and when its record came and changed."""

    entry: NamedNode
    items: tuple[NamedNode, ...]
    created: str
    modified: str


def listed(store: Store) -> Iterator[Listed]:
    """Yield every listed entry once, in the order of the sources and of the numbers that they have in the first one."""
    with (
        sorted_lines(_said(store)) as said,
        sorted_lines(_by_entry(said)) as of_entries,
        sorted_lines(_by_place(of_entries)) as places,
    ):
        for line in places:
            _source, _number, entry, created, modified, items = line.rstrip("\n").split("\t")
            yield Listed(NamedNode(entry), tuple(map(NamedNode, items.split(" "))), created, modified)


def _said(store: Store) -> Iterator[str]:
    """Yield what items and records say, a line each: of what, which property, which value."""
    for name, (predicate, sort) in _PROPERTIES.items():
        for quad in store.quads_for_pattern(None, predicate, None, _SAID):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal) and type(value) is sort:
                yield f"{subject.value}\t{name}\t{' '.join(value.value.split())}\n"


def _by_entry(lines: Iterable[str]) -> Iterator[str]:
    """Yield a line for each place of an entry, and one for its record."""
    for subject, said in _groups(lines):
        values: dict[str, list[str]] = defaultdict(list)
        for _subject, name, value in said:
            values[name].append(value)
        source, position, created, modified = (
            next(iter(values[name]), "") for name in ("source", "position", "created", "modified")
        )
        number = position if position.isdecimal() else "0"
        for entry in values["item"]:
            yield f"{entry}\tplace\t{source}\t{number:0>12}\t{subject}\n"
        for entry in values["record"]:
            yield f"{entry}\trecord\t{created}\t{modified}\n"


def _by_place(lines: Iterable[str]) -> Iterator[str]:
    """Yield a line for each entry that is listed: its first place, then all that is known of it."""
    for entry, said in _groups(lines):
        fields = list(said)
        places = [one[2:] for one in fields if one[1] == "place"]
        created, modified = next((one[2:] for one in fields if one[1] == "record"), ("", ""))
        if places:
            source, number, _item = places[0]
            items = " ".join(item for _source, _number, item in places)
            yield "\t".join((source, number, entry, created, modified, items)) + "\n"


def _groups(lines: Iterable[str]) -> Iterator[tuple[str, Iterator[list[str]]]]:
    return groupby((line.rstrip("\n").split("\t") for line in lines), key=itemgetter(0))
