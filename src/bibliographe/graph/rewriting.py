"""A source's file with some lines taken out and others added, in its order."""

from __future__ import annotations

from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING

from bibliographe.sorting import RunWriter, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bibliographe.graph.drafts import Draft
    from bibliographe.graph.sorted_files import SortedFiles

_AT_ONCE = 10_000


class Rewriting:
    """Gathers the lines to add and to take out, past what memory holds in files of `folder` where there is one."""

    def __init__(self, folder: Path | None) -> None:
        self._added, self._removed = RunWriter(folder, "added"), RunWriter(folder, "removed")

    def note(self, added: Iterable[str], removed: Iterable[str]) -> None:
        """Take note of what one record gains and loses."""
        for line in added:
            self._added.add(line)
        for line in removed:
            self._removed.add(line)

    def write(self, current: SortedFiles, draft: Draft) -> bool:
        """Write the file's new lines into `draft`; False, and nothing is written, when they are the old ones."""
        added, removed = self._added.close(), self._removed.close()
        if not added and not removed:
            return False
        with ExitStack() as stack:
            new = stack.enter_context(merged(added)) if added else iter(())
            gone = stack.enter_context(merged(removed)) if removed else iter(())
            lines = (line for line, _same in groupby(merge(_less(current.lines(), gone), new)))
            while chunk := list(islice(lines, _AT_ONCE)):
                draft.extend(chunk)
        return True


def _less(lines: Iterator[str], gone: Iterator[str]) -> Iterator[str]:
    here = next(gone, None)
    for line in lines:
        while here is not None and here < line:
            here = next(gone, None)
        if line != here:
            yield line
