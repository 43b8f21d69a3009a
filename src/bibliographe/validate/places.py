"""The file and line at which things are described, for as many things as somebody asks about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.graph.term_scan import scan
from bibliographe.validate.results import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from bibliographe.graph.term_scan import Occurrence
    from bibliographe.validate.reading import Data, DataFile

_SUBJECT_LINE = re.compile(r"<([^<>\s]*)>")
_LINES = (".ttl", ".nt", ".trig", ".nq")
"""Formats in which a subject begins a line."""


def find_places(data: Data, wanted: Collection[str]) -> dict[str, Place]:
    """Return where each of some nodes is described, in the last file that does; one reading of the files' lines."""
    nodes = frozenset(wanted)
    found: dict[str, Place] = {}
    for file in data.files if nodes else ():
        found |= _places(file, nodes, data.catalogue.base if data.catalogue else "")
    return found


def _places(file: DataFile, nodes: frozenset[str], base: str) -> dict[str, Place]:
    if file.kept is None and file.path.suffix == ".nt":
        return {node: Place(file.path, line) for node, line in _in_ntriples(file, nodes)}
    here = {value for triple in file.read() if (value := getattr(triple.subject, "value", "")) in nodes}
    lines = _subject_lines(file, here | {node.removeprefix(base) for node in here}) if here else {}
    return {node: Place(file.path, lines.get(node) or lines.get(node.removeprefix(base))) for node in here}


def _subject_lines(file: DataFile, names: Collection[str]) -> dict[str, int]:
    """Return the first line that begins with each address, as written (relative or whole)."""
    found: dict[str, int] = {}
    if file.path.suffix not in _LINES:
        return found
    with file.path.open(encoding="utf-8", errors="replace") as stream:
        for number, line in enumerate(stream, start=1):
            match = _SUBJECT_LINE.match(line)
            if match and match[1] in names:
                found.setdefault(match[1], number)
    return found


def _in_ntriples(file: DataFile, nodes: frozenset[str]) -> Iterator[tuple[str, int | None]]:
    """Yield the subjects of a file each of whose statements is a line, with the first of their lines."""
    left = {f"<{node}>".encode() for node in nodes} | {f"_:{node}".encode() for node in nodes}
    before = b""
    with file.path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            subject = line[: line.find(b" ")]
            if subject != before and subject in left:
                left.discard(subject)
                text = subject.decode()
                yield (text[1:-1], number) if text[0] == "<" else (text[2:], None)
            before = subject


def line_of(path: Path, name: str) -> int | None:
    """Return the line that begins with an address, or else the first on which it stands."""
    lines, found = _uses(path, name)
    first = (term.line for term in found if lines[term.line - 1].startswith(term.written))
    return next(first, found[0].line if found else None)


def line_saying(path: Path, name: str, values: Collection[str]) -> int | None:
    """Return the first line on which an address stands beside one of `values` as written, or else the first."""
    lines, found = _uses(path, name)
    both = (term.line for term in found if any(value in lines[term.line - 1] for value in values))
    return next(both, found[0].line if found else None)


def _uses(path: Path, name: str) -> tuple[list[str], list[Occurrence]]:
    """Return the lines of a file, and where an address stands in it."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return text.splitlines(), [term for term in scan(text).terms if term.iri == name]
