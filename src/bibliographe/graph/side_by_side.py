"""Several sorted readings side by side."""

from __future__ import annotations

from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEY = itemgetter(0)


def side_by_side(*readings: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, dict[int, Any]]]:
    """Yield each thing with what each reading has of it, by the reading's number; each must be in the things' order."""
    numbered = [_numbered(number, reading) for number, reading in enumerate(readings)]
    for thing, group in groupby(merge(*numbered, key=_KEY), _KEY):
        yield thing, {number: what for _thing, number, what in group}


def _numbered(number: int, reading: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, int, Any]]:
    for thing, what in reading:
        yield thing, number, what
