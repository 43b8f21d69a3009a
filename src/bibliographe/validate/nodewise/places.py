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


def blocks_of(text: bytes) -> Iterator[tuple[int, int]]:
    """Yield where blocks of whole lines begin and end in a text."""
    start = 0
    while start < len(text):
        end = text.find(b"\n", start + _BLOCK) + 1 or len(text)
        yield start, end
        start = end


@dataclass(frozen=True, slots=True)
class _Block:
    path: Path
    start: int
    end: int
    is_plain: bool
    """Whether each of its lines begins as this program writes subjects."""

    def lines_about(self, node: str) -> list[str]:
        """Return the lines that may be about a node: all those that are."""
        text = _read(self.path, self.start, self.end - self.start)
        if not self.is_plain:
            return text.decode().split("\n")
        lines: list[bytes] = []
        sign = f"<{node}> ".encode()
        at = text.find(sign)
        while at >= 0:
            end = text.find(b"\n", at) + 1 or len(text)
            if at == 0 or text[at - 1 : at] == b"\n":  # else it is a value
                lines.append(text[at:end])
            at = text.find(sign, end)
        return b"".join(lines).decode().split("\n")


def _read(path: Path, start: int, length: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(_opened(path).fileno(), length, start)
    with path.open("rb") as stream:  # on Windows
        stream.seek(start)
        return stream.read(length)


@lru_cache(_OPEN)
def _opened(path: Path) -> FileIO:
    return path.open("rb", buffering=0)  # closed with the last that knows of it


class Places:
    """The blocks that say something of each node."""

    def __init__(self) -> None:
        """Know of no block yet."""
        self._blocks: list[_Block] = []
        self._numbers = array("Q")

    def add(self, path: Path, start: int, end: int, subjects: Iterable[str], *, is_plain: bool) -> None:
        """Note a block of a file, and of which nodes it says something."""
        number = len(self._blocks)
        self._blocks.append(_Block(path, start, end, is_plain))
        self._numbers.extend([crc32(subject.encode()) << _BITS | number for subject in subjects])

    def close(self) -> None:
        """Put what was noted in order, after which it can be asked."""
        self._numbers = array("Q", sorted(self._numbers))

    def lines_about(self, node: str) -> list[str]:
        """Return the lines that may be about a node, all those that are; without their ends."""
        sign = crc32(node.encode())
        at = bisect_left(self._numbers, sign << _BITS)
        found: list[str] = []
        while at < len(self._numbers) and self._numbers[at] >> _BITS == sign:
            found += self._blocks[self._numbers[at] & ((1 << _BITS) - 1)].lines_about(node)
            at += 1
        return found
