"""Records read past: each thing with its lines and those of the nodes that belong to it, in the order of addresses."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import groupby, islice
from typing import TYPE_CHECKING

from bibliographe.graph.content_hash import hash_of
from bibliographe.graph.lines import subject_of
from bibliographe.graph.records import OWNED_KINDS, OWNING
from bibliographe.progress import SILENCE
from bibliographe.sorting import sorted_lines
from bibliographe.work import mapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from bibliographe.graph.sorted_files import Block, SortedFiles
    from bibliographe.progress import Progress

_OWNING = tuple(f" {predicate} <" for predicate in OWNING)
_AT_ONCE = 2000
"""Records hashed in one call."""


@contextmanager
def record_blocks(files: SortedFiles, base: str, progress: Progress = SILENCE) -> Iterator[Iterator[Block]]:
    """Give the lines of each record, sorted, the records in the order of their addresses."""
    with sorted_lines(_owners(files)) as owners, sorted_lines(_owned(owners, files.blocks())) as belonging:
        yield _with_belonging(files.blocks(), belonging, base, progress)


def _owners(files: SortedFiles) -> Iterator[str]:
    """Yield a node that belongs to a thing, and the thing."""
    first, second = _OWNING
    for line in files.raw():
        if first in line or second in line:
            subject, predicate, node = line.split(" ", 2)
            if f" {predicate} <" in _OWNING and node.startswith("<"):
                yield f"{node[:-3]} {subject}\n"


def _owned(owners: Iterator[str], blocks: Iterator[Block]) -> Iterator[str]:
    """Yield a thing and a line of a node that belongs to it."""
    here, lines = "", list[str]()
    for node, pairs in groupby(owners, subject_of):
        while here < node:
            # Past the last subject nothing is left to find.
            here, lines = next(blocks, ("\U0010ffff", []))
        if here == node:
            for pair in pairs:
                thing = pair[len(node) + 1 : -1]
                yield from (f"{thing} {line}" for line in lines)


def _with_belonging(
    blocks: Iterator[Block], belonging: Iterator[str], base: str, progress: Progress
) -> Iterator[Block]:
    groups = ((thing, list(group)) for thing, group in groupby(belonging, subject_of))
    owner, owned = next(groups, ("\U0010ffff", []))
    prefix, apart = f"<{base}id/", tuple(f"<{base}id/{kind}/" for kind in OWNED_KINDS)
    for subject, lines in blocks:
        progress.advance(len(lines))
        while owner < subject:
            owner, owned = next(groups, ("\U0010ffff", []))
        if not subject.startswith(prefix) or subject.startswith(apart):
            continue
        if owner == subject:
            lines = sorted({*lines, *(line[len(owner) + 1 :] for line in owned)})
        yield subject, lines


def hashes_of(records: list[Block]) -> list[tuple[str, str]]:
    """Return the thing and the content hash of each record."""
    return [(thing, hash_of(lines)) for thing, lines in records]


def hashed(blocks: Iterator[Block], executor: Executor | None = None) -> Iterator[tuple[str, str]]:
    """Yield each record's thing, with its angle brackets, and its content hash; an executor shares the work."""
    chunks = iter(lambda: list(islice(blocks, _AT_ONCE)), [])
    for found in mapped(hashes_of, chunks, executor):
        yield from found
