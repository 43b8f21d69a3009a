"""Where in files of N-Triples something is said of a node: to read it there costs a fraction of a look-up on disk.

A store in a folder looks each term of each statement up by itself, and the longer, the more it holds. In the files,
what is said of a node mostly stands together: one number for it tells the block of some lines to read.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import FileIO
    from pathlib import Path

_BLOCK = 16_000
"""Bytes of a block, to which its last line is added."""
_OPEN = 200
"""Files that a process keeps open, of which a system allows some hundreds."""
_BITS = 32
_IN_BUCKET = 6
"""Bits of how many numbers there are between two of those whose places are known: a search among all of some millions
waits for memory at each step."""


def blocks_of(text: bytes) -> Iterator[tuple[int, int]]:
    """Yield where blocks of whole lines begin and end in a text."""
    start = 0
    while start < len(text):
        end = text.find(b"\n", start + _BLOCK) + 1 or len(text)
        yield start, end
        start = end


@dataclass(frozen=True, slots=True)
class Block:
    """Some whole lines of a file."""

    path: Path
    start: int
    end: int
    is_plain: bool
    """Whether those of its lines that were noted are written as this program writes them."""

    def lines_about(self, node: str) -> list[str]:
        """Return the lines that may be about a node: all those that are."""
        return self._lines_with(f"<{node}> ".encode(), at_their_start=True)

    def lines_saying(self, predicate: str) -> list[str]:
        """Return the lines that may have a predicate: all those that do."""
        return self._lines_with(f"> <{predicate}> ".encode(), at_their_start=False)

    def _lines_with(self, sign: bytes, *, at_their_start: bool) -> list[str]:
        text = self._text()
        if not self.is_plain:
            return text.decode().split("\n")
        lines: list[bytes] = []
        at = text.find(sign)
        while at >= 0:
            start, end = text.rfind(b"\n", 0, at) + 1, text.find(b"\n", at) + 1 or len(text)
            if start == at or not at_their_start:  # else what is looked for as a subject is a value
                lines.append(text[start:end])
            at = text.find(sign, end)
        return b"".join(lines).decode().split("\n")

    def _text(self) -> bytes:
        return _read(self.path, self.start, self.end - self.start)


def _read(path: Path, start: int, length: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(_opened(path).fileno(), length, start)
    with path.open("rb") as stream:  # on Windows
        stream.seek(start)
        return stream.read(length)


@lru_cache(_OPEN)
def _opened(path: Path) -> FileIO:
    return path.open("rb", buffering=0)  # closed with the last that knows of it


def reopen_files() -> None:
    """Open files anew when they are next read: others may have taken their places."""
    _opened.cache_clear()


class Places:
    """The blocks in which each of some texts stands: one number for each text and block."""

    def __init__(self) -> None:
        """Know of no block yet."""
        self._blocks: list[Block] = []
        self._numbers = array("Q")
        self._starts, self._shift = array("Q", (0, 0)), _BITS

    def add(self, block: Block, texts: Iterable[bytes]) -> None:
        """Note a block, and which texts stand in it; one that stands there twice may be told twice."""
        number = len(self._blocks)
        self._blocks.append(block)
        self._numbers.extend([crc32(text) << _BITS | number for text in texts])

    def close(self) -> None:
        """Put what was noted in order, after which it can be asked."""
        self._numbers = array("Q", sorted(self._numbers))
        bits = min(max(0, len(self._numbers).bit_length() - _IN_BUCKET), _BITS)
        self._starts, self._shift = _starts(self._numbers, bits), _BITS - bits

    def times(self, text: bytes, most: int) -> int:
        """Return how often a text may have been told, up to `most` times; never less than it was."""
        numbers, sign = self._numbers, crc32(text)
        found = first = self._first(sign)
        last = min(first + most, len(numbers))
        while found < last and numbers[found] >> _BITS == sign:
            found += 1
        return found - first

    def blocks_with(self, text: bytes) -> Iterator[Block]:
        """Yield the blocks in which a text may stand, all those in which it does."""
        sign = crc32(text)
        at, before = self._first(sign), -1
        while at < len(self._numbers) and self._numbers[at] >> _BITS == sign:
            number = self._numbers[at] & ((1 << _BITS) - 1)
            if number != before:
                yield self._blocks[number]
            before = number
            at += 1

    def _first(self, sign: int) -> int:
        """Return where the numbers of a sign begin, or would."""
        bucket = sign >> self._shift
        return bisect_left(self._numbers, sign << _BITS, self._starts[bucket], self._starts[bucket + 1])


def _starts(numbers: array[int], bits: int) -> array[int]:
    """Return where the sorted numbers with each of the first so many bits begin, and where all end."""
    starts = array("Q", [0])
    step = 4 * (len(numbers) >> bits) + 1
    for bucket in range(1, 1 << bits):
        least, before = bucket << (2 * _BITS - bits), starts[-1]
        near = min(before + step, len(numbers))
        at = bisect_left(numbers, least, before, near)
        starts.append(at if at < near else bisect_left(numbers, least, near))
    starts.append(len(numbers))
    return starts
