"""The files of `graph/` as sorted lines, whatever they are.

What is sorted is read where it lies, the rest is sorted on disk. A reading goes over them several times, each time in
constant memory.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter, lt
from typing import TYPE_CHECKING

from bibliographe.graph.lines import canonical_chunks
from bibliographe.progress import SILENCE
from bibliographe.scratch import WorkFolder
from bibliographe.sorting import sorted_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bibliographe.progress import Progress

Block = tuple[str, list[str]]
"""A subject, with its angle brackets, and its lines."""
_LARGE = 8_000_000
"""Bytes from which a file is looked at for being sorted already; smaller ones are sorted together."""


@dataclass(slots=True)
class SortedFiles:
    """Several files of `graph/`, read together in the order of their subjects, as often as needed."""

    counts: dict[Path, int] = field(default_factory=dict)
    """How many different statements each file holds."""
    pieces: list[Path] = field(default_factory=list)
    """Files of sorted canonical lines."""

    def add(self, path: Path) -> None:
        """Read this file of sorted canonical lines too."""
        self.pieces.append(path)

    def keep(self, path: Path, lines: Iterable[str]) -> int:
        """Read these sorted canonical lines too, from a new file; return how many they are."""
        count = 0
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            for count, line in enumerate(lines, start=1):  # noqa: B007
                stream.write(line)
        self.add(path)
        return count

    def raw(self) -> Iterator[str]:
        """Yield every line, sorted within a file only."""
        yield from chain.from_iterable(map(_raw, self.pieces))

    def lines(self) -> Iterator[str]:
        """Yield every statement once, sorted."""
        merged = merge(*map(_raw, self.pieces)) if len(self.pieces) > 1 else self.raw()
        return (line for line, _same in groupby(merged))

    def blocks(self) -> Iterator[Block]:
        """Yield the lines of each subject, sorted, the subjects in order."""
        if len(self.pieces) < 2:
            yield from _blocks(self.raw())
            return
        # Merged by subject, which takes a fraction of the comparisons that lines would.
        streams = [_blocks(_raw(piece)) for piece in self.pieces]
        for subject, group in groupby(merge(*streams, key=itemgetter(0)), itemgetter(0)):
            first, *others = (lines for _subject, lines in group)
            yield subject, sorted({*first, *(line for lines in others for line in lines)}) if others else first


@contextmanager
def sorted_files(paths: Iterable[Path], base: str, progress: Progress = SILENCE) -> Iterator[SortedFiles]:
    """Give these files as sorted lines; what had to be sorted waits in temporary files until the context is left.

    Raises `GraphError` when one is not RDF, with its line.
    """
    with WorkFolder() as folder:
        found, small = SortedFiles(), []
        for path in paths:
            if path.suffix != ".nt" or path.stat().st_size < _LARGE:
                small.append(path)
                continue
            count = _count_sorted(path, base, progress)
            if count is None:
                with sorted_lines(_told(path, base, progress)) as lines:
                    count = found.keep(folder / f"{len(found.counts)}.nt", lines)
            else:
                found.add(path)
            found.counts[path] = count
        if small:
            with sorted_lines(_distinct(small, base, found.counts, progress)) as lines:
                found.keep(folder / "small.nt", lines)
        yield found


def _count_sorted(path: Path, base: str, progress: Progress) -> int | None:
    """Return how many lines a file has, None when they are not canonical and sorted, each once."""
    last, count = "", 0
    for lines, as_written in canonical_chunks(path, base):
        progress.advance(sum(map(len, lines)))
        if not as_written or not all(map(lt, (last, *lines), lines)):
            return None
        last, count = lines[-1], count + len(lines)
    return count


def _distinct(paths: Iterable[Path], base: str, counts: dict[Path, int], progress: Progress) -> Iterator[str]:
    for path in paths:
        lines = set(_told(path, base, progress))
        counts[path] = len(lines)
        yield from lines


def _told(path: Path, base: str, progress: Progress) -> Iterator[str]:
    for lines, _as_written in canonical_chunks(path, base):
        progress.advance(sum(map(len, lines)))
        yield from lines


def _raw(path: Path) -> Iterator[str]:
    return path.open(encoding="utf-8", newline="\n")


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    key, block = " ", list[str]()
    for line in lines:
        if line.startswith(key):
            block.append(line)
            continue
        if block:
            yield key[:-1], block
        key, block = line[: line.index(" ") + 1], [line]
    if block:
        yield key[:-1], block
