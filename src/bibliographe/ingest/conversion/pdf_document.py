"""The parts of a PDF: headings by their size, paragraphs by the room around them, lines by what would have fitted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bibliographe.errors import SourceError
from bibliographe.i18n import Text
from bibliographe.ingest.conversion.pdf_furniture import without_page_furniture
from bibliographe.ingest.conversion.pdf_glyphs import sheets_of
from bibliographe.ingest.conversion.pdf_joining import Words, joined
from bibliographe.ingest.conversion.pdf_lines import Line, lines_of, usual_leading
from bibliographe.ingest.conversion.written import Aside, Part, Piece, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.source import Source

_BULLET = re.compile(r"[•◦▪■□●○‣⁃✓✔➢➤►▶▸▹❖♦✦\uf0a7\uf0b7\uf0d8\uf076\u2013\u2014-]\s+|[•◦▪\uf0b7\uf0a7]")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s|\d{1,2}(?:\.\d{1,2})+\.?\s|[IVX]{1,5}[.)]\s|[A-Z][.)]\s")
_LARGER = 1.08
_APART = 0.2
"""Sizes of the font by which lines of two paragraphs stand further from each other than those of one."""
_HEADING_LINES = 6
_MOST_LEVELS = 6
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", "»", "…")
_ENDS = (".", "!", "?", "»", ":", ";", "…")


class PdfText:
    """A PDF taken apart: its `parts`, and its `asides`."""

    def __init__(self, source: Source) -> None:
        """Take it apart.

        Raises `SourceError` when it cannot be read, or holds no text.
        """
        sheets = sheets_of(source)
        lines = [line for number, sheet in enumerate(sheets) for line in lines_of(sheet, number)]
        if not lines:
            raise _pictures(source)
        self.asides: list[Aside] = [Aside("hidden", sheet.turned) for sheet in sheets if sheet.turned]
        heights = [sheet.height for sheet in sheets]
        lines, beside = without_page_furniture(lines, heights)
        self.asides += beside
        self.parts = list(_Paragraphs(lines).parts())


class _Paragraphs:
    """Puts lines together to paragraphs."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.glyphs)
        self._body = max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0
        larger = sorted((size for size in sizes if size > self._body * _LARGER), reverse=True)
        self._levels = {size: min(level, _MOST_LEVELS) for level, size in enumerate(larger, start=1)}
        self._leading = usual_leading([line for line in lines if line.size == self._body]) or 1.2
        self._words = Words(line.text for line in lines)
        self._margins: dict[tuple[float, float], float] = {}

    def parts(self) -> Iterator[Part]:
        """Yield paragraphs, headings and items in order."""
        block: list[Line] = []
        indents: list[float] = []
        for line in self._lines:
            if block and self._begins(block, line):
                yield self._part(block, indents)
                block = []
            block.append(line)
        if block:
            yield self._part(block, indents)

    def _begins(self, block: Sequence[Line], line: Line) -> bool:
        """Tell whether a line begins a paragraph of its own after the lines of another."""
        last = block[-1]
        if abs(last.size - line.size) > 0.6 or _BULLET.match(line.text):
            return True
        if last.page != line.page or last.column != line.column or line.base > last.base:
            return not self._runs_over(last, line)
        if last.base - line.base > (self._leading + _APART) * line.size:
            return True
        outdented = line.left < last.left - 4
        return outdented and (len(block) > 1 or _BULLET.match(block[0].text) is not None)

    def _runs_over(self, last: Line, line: Line) -> bool:
        """Tell whether a paragraph goes on over the end of a page or a column."""
        if self._level(last) or last.bold != line.bold or last.text.endswith(_ENDS) or _NUMBERED.match(line.text):
            return False
        return self._wraps(last, line) and line.text[:1].islower()

    def _wraps(self, last: Line, line: Line) -> bool:
        """Tell whether a line went on below only because its next word did not fit."""
        room = last.column[1] - last.right
        return line.first_word_width() + 0.2 * line.size > room - 0.5

    def _breaks(self, last: Line, line: Line) -> bool:
        """Tell whether a line of a paragraph was begun on purpose."""
        if line.text[:1].islower() and last.text.endswith("-"):
            return False
        if _ADDRESS.fullmatch(line.text.strip()) and last.text.rstrip().endswith(_SENTENCE_ENDS):
            return True  # an address is a word too long for the room that most lines leave
        return not self._wraps(last, line) or (last.bold and not line.bold) or _NUMBERED.match(line.text) is not None

    def _level(self, line: Line) -> int:
        return self._levels.get(line.size, 0)

    def _part(self, block: Sequence[Line], indents: list[float]) -> Part:
        pieces: list[Piece] = list(block[0].pieces)
        level = self._level(block[0]) if len(block) <= _HEADING_LINES else 0
        for last, line in pairwise(block):
            if not level and self._breaks(last, line):
                pieces = [*pieces, Piece("\n"), *line.pieces]
            else:
                pieces = joined(pieces, line.pieces, self._words)
        if level:
            return Part("heading", tuple(pieces), level)
        bullet = _BULLET.match(text_of(pieces))
        if bullet is None:
            return Part("paragraph", tuple(pieces))
        depth = _depth(indents, block[0].left)
        return Part("item", tuple(_cut(pieces, bullet.end())), depth=depth, marker="-", tight=True)


def _depth(indents: list[float], left: float) -> int:
    """Return how deep an item stands, by how far it is indented; `indents` holds those of the items around it."""
    while indents and indents[-1] > left + 4:
        indents.pop()
    if not indents or left > indents[-1] + 4:
        indents.append(left)
    return len(indents) - 1


def _cut(pieces: Sequence[Piece], count: int) -> Iterator[Piece]:
    """Yield pieces without their first `count` characters."""
    for piece in pieces:
        text = piece.text[count:]
        count = max(0, count - len(piece.text))
        if text:
            yield replace(piece, text=text)


def _pictures(source: Source) -> SourceError:
    return SourceError(
        Text("PDF sans texte : ses pages sont des images", "a PDF without text: its pages are pictures"),
        file=source.file_name,
        remedy=Text(
            "faites-y reconnaître le texte (OCR), ou donnez le document dont il fut tiré",
            "have its text recognised (OCR), or give the document that it was made from",
        ),
    )
