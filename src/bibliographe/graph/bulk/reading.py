"""An RDF file as canonical lines with their places, and what in it cannot be taken.

N-Triples are read line by line, so that a fault costs one line; Turtle ends at the first fault, as its grammar has it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from pyoxigraph import RdfFormat, parse

from bibliographe.errors import GraphError, SourceError
from bibliographe.graph.bulk.outside import refuse_entities, with_own_context
from bibliographe.graph.bulk.refusals import BLANK, ENCODING, SYNTAX
from bibliographe.graph.canonical import named
from bibliographe.graph.lines import canonical_line, line_of, plain
from bibliographe.graph.refusals import not_opened, not_rdf
from bibliographe.model.entry import Reject, Span
from bibliographe.progress import SILENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.i18n import Text
    from bibliographe.progress import Progress

FORMATS = {
    ".nt": RdfFormat.N_TRIPLES,
    ".ttl": RdfFormat.TURTLE,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
}
"""What is read, by the usual extension of each syntax."""
_AT_ONCE = 1000
_SHOWN = 300


class Read(NamedTuple):
    """A statement as a canonical line, and the line of the file where it ends, counted from 1."""

    line: str
    number: int


def read_rdf(path: Path, suffix: str, base: str, progress: Progress = SILENCE) -> Iterator[Read | Reject]:
    """Yield each statement of a file, or why it is none; tells its progress in bytes.

    `suffix` says what it is written in (`FORMATS`); graphs of quads are folded into one. Raises `SourceError` when the
    file cannot be opened, or has a fault in any syntax but N-Triples.
    """
    try:
        with path.open("rb") as stream:
            if suffix == ".nt":
                yield from _ntriples(stream, progress)
            else:
                yield from _parsed(stream, suffix, base, progress)
    except SyntaxError as error:
        raise _whole(not_rdf(path, error)) from error
    except OSError as error:
        raise _whole(not_opened(path, error)) from error


def _whole(error: GraphError) -> SourceError:
    return SourceError(error.message, file=error.file, line=error.line, remedy=error.remedy)


def rejected(number: int, text: str, reason: tuple[Text, Text]) -> Reject:
    """Return the reject of one line, its text cut to what a person can look at."""
    shown = text.rstrip("\r\n")
    message, remedy = reason
    return Reject(Span(number, number), shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…", message, remedy)


def _ntriples(stream: BinaryIO, progress: Progress) -> Iterator[Read | Reject]:
    number = 0
    while raw := list(islice(stream, _AT_ONCE)):
        progress.advance(sum(map(len, raw)))
        chunk = b"".join(raw).decode("utf-8", "surrogateescape")
        if plain(chunk):
            lines = chunk.splitlines(keepends=True) if chunk.isascii() else _lines(chunk)
            yield from map(Read, lines, range(number + 1, number + len(lines) + 1))
            number += len(raw)
            continue
        for piece in raw:
            number += 1
            yield from _one(piece, number)


def _lines(chunk: str) -> list[str]:
    """Cut at line feeds only: `str.splitlines` knows other line ends, which a literal may hold."""
    return [f"{line}\n" for line in chunk.split("\n")[:-1]]


def _one(raw: bytes, number: int) -> Iterator[Read | Reject]:
    try:
        text = raw.decode("utf-8")
        line = canonical_line(text)
    except UnicodeDecodeError:
        yield rejected(number, raw.decode("utf-8", "replace"), ENCODING)
    except SyntaxError as error:
        message, remedy = SYNTAX
        words = (error.msg or str(error)).rpartition(": ")[2]
        yield rejected(number, text, (message.format(words=words), remedy))
    except GraphError:
        yield rejected(number, text, BLANK)
    else:
        if line:
            yield Read(line, number)


def _checked(stream: BinaryIO, suffix: str) -> BinaryIO:
    """Return a stream that names nothing outside itself: entities are refused, our own JSON-LD context put in."""
    if suffix == ".rdf":
        refuse_entities(stream)
    return with_own_context(stream) if suffix == ".jsonld" else stream


class _LineByLine:
    """Gives a parser one line at a time, so that the last line given is where a statement ends.

    A line that is longer than what is asked for comes in pieces: the parser would end the process otherwise.
    """

    def __init__(self, stream: BinaryIO, progress: Progress) -> None:
        self._stream, self._progress = stream, progress
        self.number = 0
        self._is_whole = True

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.readline(size)
        self.number += bool(piece) and self._is_whole
        self._is_whole = piece.endswith(b"\n")
        self._progress.advance(len(piece))
        return piece


def _parsed(stream: BinaryIO, suffix: str, base: str, progress: Progress) -> Iterator[Read | Reject]:
    lines = _LineByLine(_checked(stream, suffix), progress)
    for quad in parse(cast("BinaryIO", lines), FORMATS[suffix], base_iri=base):
        try:
            yield Read(line_of(named(quad.triple)), lines.number)
        except GraphError:
            yield rejected(lines.number, str(quad.triple), BLANK)
