"""Statements as lines of N-Triples: what is large is read past, never held.

A line is canonical when it is as pyoxigraph writes the statement. Sorted, the lines of one subject stand together, for
no address holds the `>` that ends it.
"""

from __future__ import annotations

import re
from collections import deque
from contextlib import contextmanager
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from bibliographe.errors import GraphError
from bibliographe.graph.canonical import named
from bibliographe.graph.files import read_statements
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TextIO

    from bibliographe.graph.terms import Statement

_CHARACTERS = r"[A-Za-z0-9._~!$&'()*+,;=:@/?-]*+"
_IRI = rf"<[a-z]++:(?://[A-Za-z0-9.-]++(?=[/>])|(?!//)){_CHARACTERS}(?:\#{_CHARACTERS})?+>"
_STRING = r"\^\^<http://www\.w3\.org/2001/XMLSchema\#string>"
_LITERAL = rf'"[^\x00-\x1f\x7f"\\]*+"(?:@[a-z]{{2,3}}+(?:-[a-z]{{2}})?+|(?!{_STRING})\^\^{_IRI})?+'
_LINE = rf"{_IRI} {_IRI} (?:{_IRI}|{_LITERAL}) \.\n"
"""A line that needs no parser to be known as canonical: no escape, nothing that an address may not hold as it is."""
_ONE, _MANY = re.compile(_LINE), re.compile(rf"(?:{_LINE})*+")
_PARTS = re.compile(rf"^({_IRI}) ({_IRI}) ((?:{_IRI}|{_LITERAL}) \.\n)", re.MULTILINE)
_AT_ONCE = 1000
_CHARACTERS_AT_ONCE = 1 << 16
Parts = tuple[str, str, str]
"""A canonical line in parts: subject, predicate, and the rest with the value and the line's end."""


def line_of(statement: Statement) -> str:
    """Return a statement as a canonical line."""
    return f"{statement.subject} {statement.predicate} {statement.object} .\n"


def plain(chunk: str) -> bool:
    """Tell whether all these lines are canonical without asking a parser; False when only the parser can tell."""
    return _MANY.fullmatch(chunk) is not None


def canonical_line(line: str) -> str:
    """Return one line of N-Triples in its canonical form, empty when it says nothing.

    Raises `SyntaxError` when it is no N-Triples, `GraphError` on a blank node.
    """
    if _ONE.fullmatch(line):
        return line
    return "".join(line_of(named(quad.triple)) for quad in parse(line, RdfFormat.N_TRIPLES))


def canonical_chunks(path: Path, base: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the statements of one file of `graph/` in its order, some thousand canonical lines at a time.

    With each chunk comes whether the file has just these lines there. Raises `GraphError` with the line of the first
    fault, and on a blank node.
    """
    if path.suffix == ".nt":
        yield from _from_ntriples(path, base)
        return
    statements = read_statements(path, base)
    while lines := list(map(line_of, islice(statements, _AT_ONCE))):
        yield lines, False


def canonical_lines(path: Path, base: str) -> Iterator[str]:
    """Yield the same, line by line."""
    for lines, _as_written in canonical_chunks(path, base):
        yield from lines


def _from_ntriples(path: Path, base: str) -> Iterator[tuple[list[str], bool]]:
    with _read_by_us(path, base) as stream:
        while lines := list(islice(stream, _AT_ONCE)):
            # Most files hold nothing else, and the pattern costs a quarter of what the parser does.
            if plain("".join(lines)):
                yield lines, True
            else:
                canonical = [line for line in map(canonical_line, lines) if line]
                yield canonical, canonical == lines


@contextmanager
def _read_by_us(path: Path, base: str) -> Iterator[TextIO]:
    """Open a file of N-Triples, and have the parser word what is wrong with it."""
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            yield stream
    except (OSError, UnicodeDecodeError, SyntaxError, GraphError) as error:
        # The reader of graph/ meets the same fault, and tells it for a person with its line.
        deque(read_statements(path, base), maxlen=0)
        raise GraphError(Text(f"RDF illisible : {error}", f"unreadable RDF: {error}"), file=path) from error


def canonical_parts(path: Path, base: str) -> Iterator[tuple[list[Parts], bool]]:
    """Yield the same as `canonical_chunks`, each line in its parts: the pattern finds them by the way."""
    if path.suffix != ".nt":
        for lines, as_written in canonical_chunks(path, base):
            yield list(map(parts_of, lines)), as_written
        return
    with _read_by_us(path, base) as stream:
        while chunk := stream.read(_CHARACTERS_AT_ONCE):
            chunk += stream.readline()
            found: list[Parts] = _PARTS.findall(chunk)
            # Each find is one line from its start to its end: as many finds as lines are all that there is.
            if len(found) == chunk.count("\n") and chunk.endswith("\n"):
                yield found, True
                continue
            lines = list(StringIO(chunk, newline="\n"))
            canonical = [line for line in map(canonical_line, lines) if line]
            yield list(map(parts_of, canonical)), canonical == lines


def parts_of(line: str) -> Parts:
    """Return the parts of a canonical line."""
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest


def statements_of(lines: Iterable[str]) -> Iterator[Statement]:
    """Yield the statements of lines of N-Triples; raises `GraphError` on a blank node."""
    source = iter(lines)
    while chunk := "".join(islice(source, _AT_ONCE)):
        for quad in parse(chunk, RdfFormat.N_TRIPLES):
            yield named(quad.triple)


def subject_of(line: str) -> str:
    """Return the subject of a canonical line, with its angle brackets."""
    return line[: line.index(" ")]
