"""Lists: their items, what announces them, whether they are lists of references or of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.ingest.document.cited_blocks import anchors_of
from bibliographe.ingest.document.citing import before
from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.phrases import is_phrase
from bibliographe.ingest.document.units import by_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.units import Unit

_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class ItemList:
    """The items that follow one another, page breaks apart: their units, and what announces them."""

    units: tuple[int, ...]
    announced_by: int | None


def find_lists(units: Sequence[Unit], marks: Sequence[str]) -> list[ItemList]:
    """Return the lists of the document."""
    lists: list[ItemList] = []
    current: list[int] = []
    for unit in units:
        if unit.kind == "item":
            current.append(unit.number)
        elif current and marks[unit.number] not in FURNITURE:
            lists.append(ItemList(tuple(current), before(current[0], marks)))
            current = []
    if current:
        lists.append(ItemList(tuple(current), before(current[0], marks)))
    return lists


def cites(units: Sequence[Unit], marks: Sequence[str], items: ItemList) -> bool:
    """Return whether a list is a list of references rather than of contents."""
    blocks = list(by_block([units[number] for number in items.units]))
    depth = min(units[number].depth for number in items.units)
    starts = [block for block in blocks if block[0].marker and block[0].depth == depth] or blocks
    found = sum(any(True for _ in anchors_of(block, marks)) for block in starts)
    return found > 0 and (found >= _MOSTLY * len(starts) or _says_so(units, starts, items))


def _says_so(units: Sequence[Unit], starts: Sequence[Sequence[Unit]], items: ItemList) -> bool:
    """Return whether its numbers, `[12]`, or the heading over it make a list one of references."""
    headed = items.announced_by is not None and units[items.announced_by].kind == "heading"
    named = headed and is_phrase("REFERENCES", units[items.announced_by or 0].text)
    return named or all(block[0].marker.startswith("[") for block in starts)
