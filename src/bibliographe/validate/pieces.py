"""The files of a catalogue cut into pieces that several processes can read at once.

Only N-Triples can be cut: each line stands for itself. It is also what a file becomes when it grows
(`bibliographe.graph.files.TURTLE_LIMIT`).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from bibliographe.graph.refusals import not_opened, not_rdf
from bibliographe.validate.lines import lines_of, lines_of_ntriples
from bibliographe.validate.rdf_file import read_rdf, with_remedy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Triple

    from bibliographe.validate.lines import Line
    from bibliographe.validate.reading import DataFile

PIECE = 64_000_000
"""Bytes of a piece: some 400,000 statements."""
_CHUNK = 1_000_000
"""Bytes taken apart at a time."""
_LINES = 10_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one file, or all of it."""

    file: int
    """The place of its file among all files."""
    path: Path
    base: str
    number: int = 0
    """Its place among the pieces of its file."""
    start: int = 0
    end: int | None = None
    """Bytes from `start` on to before `end`; None stands for the whole file."""
    triples: tuple[Triple, ...] | None = None
    """What is held in memory already."""

    @property
    def size(self) -> int:
        """Return how many bytes of the disk it takes to read it."""
        if self.end is not None:
            return self.end - self.start
        try:
            return self.path.stat().st_size
        except OSError:
            return 0  # told when it is read

    def chunks(self) -> Iterator[list[Line]]:
        """Yield the statements in their order, repeated ones included, some thousands at a time.

        Raises `GraphError` with the line of the first fault in the whole file, or with why it cannot be opened.
        """
        if self.triples is None and self.end is not None:
            yield from self._ntriples(self.end)
            return
        lines = lines_of(read_rdf(self.path, self.base) if self.triples is None else self.triples)
        while chunk := list(islice(lines, _LINES)):
            yield chunk

    def _ntriples(self, end: int) -> Iterator[list[Line]]:
        try:
            with self.path.open("rb") as stream:
                stream.seek(self.start)
                while (left := end - stream.tell()) > 0:
                    # A piece ends with a line, so only what is read of its middle may end within one.
                    content = stream.read(min(_CHUNK, left))
                    content += stream.readline() if len(content) < left else b""
                    if not content:
                        return  # somebody has cut the file meanwhile
                    yield lines_of_ntriples(content)
        except SyntaxError as error:
            # The right line is named only when the file is read from its beginning.
            deque(read_rdf(self.path, self.base), maxlen=0)
            raise with_remedy(not_rdf(self.path, error)) from error
        except (OSError, ValueError) as error:
            raise with_remedy(not_opened(self.path, error)) from error


def pieces_of(number: int, file: DataFile, size: int = PIECE) -> Iterator[Piece]:
    """Yield the pieces of a file, which stands at place `number` among all files.

    Raises `GraphError` when it cannot be opened.
    """
    if file.kept is not None or file.path.suffix != ".nt":
        yield Piece(number, file.path, file.base, triples=file.kept)
        return
    try:
        with file.path.open("rb") as stream:
            length = file.path.stat().st_size
            start = count = 0
            while start < length or count == 0:
                stream.seek(start + size)
                stream.readline()
                end = min(stream.tell(), length)
                yield Piece(number, file.path, file.base, count, start, end)
                start, count = end, count + 1
    except OSError as error:
        raise with_remedy(not_opened(file.path, error)) from error
