"""Sorting more lines than memory holds."""

from __future__ import annotations

import heapq
import tempfile
from contextlib import ExitStack, contextmanager
from itertools import groupby, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CHUNK = 400_000
"""Lines sorted at a time: some 100 MB of them."""


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
