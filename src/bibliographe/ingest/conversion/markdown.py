"""Parts of a document as Markdown: one text with lines that people can be told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.inline import lines_of
from bibliographe.ingest.conversion.written import Aside, Part, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.ingest.conversion.written import Pieces

ASIDES = "<!-- … -->"
"""The line after which stand footnotes, comments, and the heads and feet of pages, one a line."""
_MARKER = re.compile(r"[-+*]|\d{1,3}[.)]")
_DEEPEST_HEADING = 6
_DEEPEST_LIST = 20


def markdown_of(parts: Iterable[Part], asides: Iterable[Aside] = ()) -> str:
    """Return a document as Markdown; what stands beside its text comes after the line `ASIDES`."""
    writer = _Writer()
    for part in parts:
        writer.write(part)
    beside = [f"{aside.kind}: {' '.join(aside.text.split())}" for aside in dict.fromkeys(asides) if aside.text.strip()]
    return "\n".join([*writer.lines, *(["", ASIDES, *beside] if beside else []), ""])


class _Writer:
    """Writes parts one after the other, remembering how far the lists around them are indented."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[tuple[int, int]] = []
        """The items that the next one may stand in: how deep each stands, and where its text begins."""

    def write(self, part: Part) -> None:
        if part.kind == "blank":
            if self.lines:
                self._add([""])
            return
        if part.kind != "item":
            self._open = []
        lines = self._lines(part)
        if not lines:
            return
        quoted = [f"{'> ' * part.quote}{line}".rstrip() for line in lines]
        if self.lines and not (part.tight and part.kind == "item" and part.marker):
            self._add([""])
        self._add(quoted)

    def _add(self, lines: Iterable[str]) -> None:
        self.lines.extend(lines)

    def _lines(self, part: Part) -> list[str]:
        if part.kind == "rule":
            return ["---"]
        if part.kind == "table":
            return _table(part.rows)
        if part.kind == "heading":
            return _heading(part)
        lines = lines_of(part.pieces)
        return self._item(part, lines) if part.kind == "item" and lines else lines

    def _item(self, part: Part, lines: list[str]) -> list[str]:
        deeper = part.depth + bool(not part.marker)
        while self._open and (self._open[-1][0] >= deeper or len(self._open) > _DEEPEST_LIST):
            self._open.pop()
        indent = self._open[-1][1] if self._open else 0
        if not part.marker:
            return [" " * indent + line for line in lines]
        first, *others = lines
        own = len(part.marker) + 1 if _MARKER.fullmatch(part.marker) else 0
        self._open.append((part.depth, indent + own))
        return [f"{' ' * indent}{part.marker} {first}", *(" " * (indent + own) + line for line in others)]


def _heading(part: Part) -> list[str]:
    pieces = part.pieces
    if all(piece.bold or not piece.text.strip() for piece in pieces):  # it looks as all headings of its level do
        pieces = tuple(type(piece)(piece.text, italic=piece.italic, url=piece.url) for piece in pieces)
    lines = lines_of(pieces)
    number = f"{part.marker} " if part.marker else ""
    sign = "#" * min(max(part.level, 1), _DEEPEST_HEADING)
    return [f"{sign} {number}{'<br>'.join(lines)}"] if lines else []


def _table(rows: tuple[tuple[Pieces, ...], ...]) -> list[str]:
    width = max(map(len, rows))
    written = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    written.insert(1, ["---"] * width)
    return [f"| {' | '.join(row)} |" for row in written]


def _cell(pieces: Pieces) -> str:
    if not text_of(pieces).strip():
        return ""
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(lines_of(pieces)).replace("\t", " "))
