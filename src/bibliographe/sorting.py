"""Sorting more lines than memory holds."""

from __future__ import annotations

import heapq
import tempfile
from contextlib import ExitStack, contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from bibliographe.scratch import WorkFolder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CHUNK = 400_000
"""Lines sorted at a time: some 100 MB of them."""
_CHARACTERS = 24_000_000
"""Characters of lines sorted at a time by a `RunWriter`."""
_AT_ONCE = 64
"""Runs merged at a time: a process may not open files without end."""

Run = list[str] | Path
"""Sorted lines: in memory, or in a file of UTF-8."""


@contextmanager
def sorted_lines(lines: Iterable[str], chunk: int = _CHUNK) -> Iterator[Iterator[str]]:
    """Give the lines in the order of their characters, each once; every line ends with a line end.

    Past `chunk` lines they wait in temporary files, which are gone when the context is left.
    """
    with ExitStack() as stack:
        pieces: list[Iterable[str]] = []
        source = iter(lines)
        while piece := sorted(islice(source, chunk)):
            if not pieces and len(piece) < chunk:
                pieces.append(piece)
                break
            # No line end stands raw within a line, so the file gives back the lines that it was given.
            file = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            file.writelines(piece)
            file.seek(0)
            pieces.append(file)
        merged = heapq.merge(*pieces) if len(pieces) > 1 else iter(pieces[0] if pieces else ())
        yield (line for line, _same in groupby(merged))


class RunWriter:
    """Sorts lines as they come, and puts them into files of `folder` before they fill the memory.

    The files stay until whoever made the folder removes it, so that another process may read them. Without a folder
    the lines stay in memory.
    """

    def __init__(self, folder: Path | None, name: str, characters: int = _CHARACTERS) -> None:
        self.folder, self.name, self.characters = folder, name, characters
        self.runs: list[Run] = []
        self._lines: list[str] = []
        self._size = 0

    def add(self, line: str) -> None:
        """Take a line, which ends with a line end and has no other."""
        self._lines.append(line)
        self._size += len(line)
        if self._size > self.characters and self.folder is not None:
            self._put_away(self.folder)

    def close(self) -> list[Run]:
        """Return the runs, each sorted; equal lines are kept."""
        if self._lines and self.folder is not None:
            self._put_away(self.folder)
        elif self._lines:
            self.runs.append(sorted(self._lines))
            self._lines = []
        return self.runs

    def _put_away(self, folder: Path) -> None:
        self._lines.sort()
        path = folder / f"{self.name}-{len(self.runs)}"
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(self._lines)
        self.runs.append(path)
        self._lines, self._size = [], 0


@contextmanager
def merged(runs: Sequence[Run], at_once: int = _AT_ONCE) -> Iterator[Iterator[str]]:
    """Give the lines of several runs in the order of their characters; equal lines are kept."""
    runs = list(runs)
    with ExitStack() as stack:
        if len(runs) > at_once:
            folder = stack.enter_context(WorkFolder())
            while len(runs) > at_once:
                path = folder / f"{len(runs)}"
                with merged(runs[:at_once]) as lines, path.open("w", encoding="utf-8", newline="\n") as stream:
                    stream.writelines(lines)
                runs = [*runs[at_once:], path]
        sources = [
            run if isinstance(run, list) else stack.enter_context(run.open(encoding="utf-8", newline="\n"))
            for run in runs
        ]
        yield iter(sources[0]) if len(sources) == 1 else heapq.merge(*sources)
