"""Entries that share a number and were not made one: too little else speaks for it, or more than one could be meant."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from bibliographe.graph.numbers import DOI
from bibliographe.graph.terms import SCHEMA
from bibliographe.graph.traits import same_kind, traits_of
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from bibliographe.graph.records import GraphFolder

_MOST = 12
"""Entries with one number, beyond which it is a publisher's slip and no person wants every pair of them."""


def numbered_alike(folder: GraphFolder) -> Iterator[tuple[NamedNode, NamedNode, tuple[str, str], Text]]:
    """Yield pairs of listed entries of one kind with one DOI or ISBN, their titles, and why they are offered."""
    for key in folder.lookups.shared_numbers():
        things = [thing for thing in folder.lookups.numbered(key) if folder.lookups.subjects(SCHEMA.item, thing)]
        if not 1 < len(things) <= _MOST:
            continue
        read = {thing: traits_of(thing, folder.objects, folder.minter.kind) for thing in things}
        bearing = sorted((thing for thing in things if key in read[thing].numbers), key=lambda node: node.value)
        for first, second in combinations(bearing, 2):
            if same_kind(read[first], read[second]):
                titles = (read[first].printed[:1] or ("",))[0], (read[second].printed[:1] or ("",))[0]
                yield first, second, titles, _reason(key)


def _reason(key: str) -> Text:
    kind, _, number = key.partition(":")
    name = "DOI" if kind == DOI else "ISBN"
    return Text(f"même {name} : {number}", f"same {name}: {number}")
