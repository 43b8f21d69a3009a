"""Files of N-Triples read as one: the bulk loader writes files of its own for each call, which many calls pay for."""

from __future__ import annotations

import mmap
from contextlib import ExitStack
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, cast

from pyoxigraph import RdfFormat

from bibliographe.progress import SILENCE, Watched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from pyoxigraph import Store

    from bibliographe.progress import Progress

_BLANK = b"_:"
_LINES = 2000


class Chained:
    """Opens files one after the other; each begins on a line of its own."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Open nothing yet."""
        self._left = list(reversed(paths))
        self._open = ExitStack()
        self._stream: BinaryIO | None = None

    def __enter__(self) -> Chained:
        """Begin before the first file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file that is open."""
        self._open.close()

    def read(self, size: int = -1) -> bytes:
        """Read at most `size` bytes; none at the end of the last file."""
        while True:
            if self._stream is not None:
                piece = self._stream.read(size)
                if piece:
                    return piece
                self._open.close()
                self._stream = None
                return b"\n"  # where the last line of a file has no end
            if not self._left:
                return b""
            self._stream = self._open.enter_context(self._left.pop().open("rb"))


class Streamed:
    """Lines read as a file, after what is taken of them already."""

    def __init__(self, first: bytes, lines: Iterator[str]) -> None:
        self._piece = BytesIO(first)
        self._lines = lines

    def read(self, size: int = -1) -> bytes:
        """Read at most `size` bytes; none at the end."""
        piece = self._piece.read(size)
        if not piece:
            self._piece = BytesIO("".join(islice(self._lines, _LINES)).encode())
            piece = self._piece.read(size)
        return piece


def load_chained(store: Store, paths: Sequence[Path], progress: Progress = SILENCE) -> None:
    """Load files that may be chained into the default graph; raises `SyntaxError` when one is not N-Triples."""
    with Chained(paths) as stream:
        watched = cast("BinaryIO", Watched(cast("BinaryIO", stream), progress))
        store.bulk_load(watched, format=RdfFormat.N_TRIPLES)


def may_be_chained(path: Path) -> bool:
    """Tell whether a file says the same as a part of a longer one: a blank node has its name in one file only."""
    if path.suffix != ".nt" or not path.stat().st_size:
        return False
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(_BLANK) < 0
