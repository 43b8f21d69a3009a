"""How far a long work is, told to whoever wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from bibliographe.i18n import Text

_STEP = 20_000


class Progress(Protocol):
    """Hears of each stage, and of each step in it."""

    def stage(self, name: Text, total: int | None = None) -> None:
        """Begin a stage; `total` is the number of its steps, None when it is not known."""
        ...

    def advance(self, steps: int = 1) -> None:
        """Tell that so many more steps of this stage are done."""
        ...


class Silence:
    """Tells nobody anything."""

    def stage(self, name: Text, total: int | None = None) -> None:
        """Say nothing."""

    def advance(self, steps: int = 1) -> None:
        """Say nothing."""


SILENCE: Progress = Silence()


def told(lines: Iterable[str], progress: Progress) -> Iterator[str]:
    """Yield the same lines, telling every some thousands how many there were."""
    count = 0
    for count, line in enumerate(lines, start=1):
        if not count % _STEP:
            progress.advance(_STEP)
        yield line
    progress.advance(count % _STEP)


class Watched:
    """A file that tells how many bytes of it were read, and counts its lines."""

    def __init__(self, stream: BinaryIO, progress: Progress = SILENCE) -> None:
        self._stream, self._progress = stream, progress
        self._untold = 0
        self.lines = 0

    def read(self, size: int = -1) -> bytes:
        """Read at most `size` bytes."""
        piece = self._stream.read(size)
        self.lines += piece.count(b"\n")
        self._untold += len(piece)
        if self._untold > 1 << 20 or not piece:
            self._progress.advance(self._untold)
            self._untold = 0
        return piece
