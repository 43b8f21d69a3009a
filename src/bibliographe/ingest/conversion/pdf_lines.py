"""Characters to lines, in the order in which people read a page: in one column or in two."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.pdf_glyphs import Look
from bibliographe.ingest.conversion.written import Piece, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bibliographe.ingest.conversion.pdf_glyphs import Glyph, Sheet

_FAR = 1.6
"""Sizes of the font between two characters that a tab parts."""
_WORD = 0.18
_LEAST_GUTTER = 8.0
_LEAST_LINES = 6
"""Lines on each side that make two columns."""
_LEAST_CHARACTERS = 14
_LEAST_LEADING, _USUAL_LEADING, _MOST_LEADING, _SAME = 0.9, 1.2, 2.2, 0.04
_FEW = 0.15
"""Of the lines that may run over the gutter between columns, beyond which there is none."""


@dataclass
class Line:
    """A printed line; `column` holds the left and the right end of the column that it stands in."""

    glyphs: list[Glyph]
    page: int = 0
    column: tuple[float, float] = (0.0, 0.0)
    left: float = field(init=False)
    right: float = field(init=False)
    base: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        """Measure it."""
        self.left = min(glyph.left for glyph in self.glyphs)
        self.right = max(glyph.right for glyph in self.glyphs)
        sizes = sorted(glyph.look.size for glyph in self.glyphs)
        self.size = sizes[len(sizes) // 2]
        full = [glyph.base for glyph in self.glyphs if glyph.look.size >= self.size - 1]
        self.base = median(full)

    @cached_property
    def text(self) -> str:
        """Return its text."""
        return text_of(self.pieces)

    @property
    def bold(self) -> bool:
        """Return whether all of it is bold."""
        return all(glyph.look.bold for glyph in self.glyphs if glyph.text.isalnum())

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Return its text with its looks."""
        found: list[tuple[str, Look]] = []
        last: Glyph | None = None
        for glyph in self.glyphs:
            space = _between(last, glyph) if last else ""
            if found and (not space or last is None or last.look == glyph.look) and _alike(found[-1][1], glyph.look):
                found[-1] = found[-1][0] + space + glyph.text, glyph.look
            else:
                found += [(space, Look(self.size, False, False)), (glyph.text, glyph.look)]
            last = glyph
        return tuple(Piece(text, look.bold, look.italic, look.url) for text, look in found if text)

    def first_word_width(self) -> float:
        """Return how much room its first word takes."""
        last = self.glyphs[0]
        for glyph in self.glyphs[1:]:
            if _between(last, glyph):
                break
            last = glyph
        return last.right - self.left


def _alike(one: Look, other: Look) -> bool:
    return (one.bold, one.italic, one.url) == (other.bold, other.italic, other.url)


def _between(last: Glyph, glyph: Glyph) -> str:
    gap, size = glyph.left - last.right, max(last.look.size, glyph.look.size)
    if gap > _FAR * size:
        return "\t"
    return " " if (gap > _WORD * size and (glyph.spaced or gap > 0.3 * size)) or (glyph.spaced and gap > -size) else ""


def lines_of(sheet: Sheet, page: int) -> list[Line]:
    """Return the lines of a page, those of the left column before those of the right one."""
    stretches = [stretch for stretch in _stretches(sheet.glyphs) if stretch]
    if not stretches:
        return []
    gutter = _gutter(stretches, sheet.width)
    if gutter is None:
        return _in_column(stretches, page)
    return list(_in_columns(stretches, gutter, page))


def _stretches(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield characters that follow one another on a line without a gap as wide as one between columns."""
    stretch: list[Glyph] = []
    for glyph in glyphs:
        if stretch and not _goes_on(stretch[-1], glyph):
            yield stretch
            stretch = []
        stretch.append(glyph)
    yield stretch


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.look.size, glyph.look.size)
    return abs(glyph.base - last.base) < 0.5 * size and -1.2 * size < glyph.left - last.right < _FAR * size


def _in_column(stretches: Sequence[list[Glyph]], page: int) -> list[Line]:
    """Return the lines that stretches make which stand beside each other, from top to bottom."""
    rows: list[list[list[Glyph]]] = []
    for stretch in sorted(stretches, key=lambda one: -median(glyph.base for glyph in one)):
        size = max(glyph.look.size for glyph in stretch)
        base = median(glyph.base for glyph in stretch)
        for row in reversed(rows[-3:]):
            other = median(glyph.base for glyph in row[0])
            if abs(other - base) < 0.45 * max(size, row[0][0].look.size) and not _overlaps(row, stretch):
                row.append(stretch)
                break
        else:
            rows.append([stretch])
    lines = [Line([g for part in sorted(row, key=lambda one: one[0].left) for g in part], page) for row in rows]
    if lines:
        column = min(line.left for line in lines), max(line.right for line in lines)
        for line in lines:
            line.column = column
    return lines


def _overlaps(row: Sequence[list[Glyph]], stretch: list[Glyph]) -> bool:
    return any(part[0].left < stretch[-1].right - 1 and stretch[0].left < part[-1].right - 1 for part in row)


def _gutter(stretches: Sequence[list[Glyph]], width: float) -> tuple[float, float] | None:
    """Return the left and the right end of the room between two columns, None where there is one column."""
    spans = [(one[0].left, max(glyph.right for glyph in one), len(one)) for one in stretches]
    edges = sorted({round(left, 1) for left, _, _ in spans if 0.25 * width < left < 0.75 * width})
    best: tuple[float, tuple[float, float]] | None = None
    for edge in edges:
        right = [one for one in spans if one[0] >= edge - 1]
        over = [one for one in spans if one[0] < edge - 1 and one[1] > edge - _LEAST_GUTTER]
        left = [one for one in spans if one[1] <= edge - _LEAST_GUTTER]
        long_left = [one for one in left if one[2] >= _LEAST_CHARACTERS]
        long_right = [one for one in right if one[2] >= _LEAST_CHARACTERS and one[0] < edge + 40]
        if min(len(long_left), len(long_right)) < _LEAST_LINES or len(long_right) * 2 < len(right):
            continue
        if len(over) > max(_FEW * len(spans), 3) or not _stack(long_right):
            continue
        score = len(long_right) - 2 * len(over)
        if best is None or score > best[0]:
            best = score, (max(one[1] for one in left), edge)
    return best[1] if best else None


def _stack(spans: Sequence[tuple[float, float, int]]) -> bool:
    """Tell whether lines begin where others do, as those of a column."""
    starts = [round(left / 4) for left, _, _ in spans]
    return starts.count(max(set(starts), key=starts.count)) * 2 >= len(starts)


def _in_columns(stretches: Sequence[list[Glyph]], gutter: tuple[float, float], page: int) -> Iterator[Line]:
    """Yield the lines of a page in two columns; what runs over both parts them into an upper and a lower half."""
    middle = gutter[1] - 1
    band: list[list[Glyph]] = []
    wide = [
        one for one in stretches if one[0].left < middle - _LEAST_GUTTER and max(glyph.right for glyph in one) > middle
    ]
    bars = sorted({round(median(glyph.base for glyph in one), 1) for one in wide}, reverse=True)
    tops = [*bars, float("-inf")]
    rest = sorted((one for one in stretches if one not in wide), key=lambda one: -one[0].base)
    for top in tops:
        band = [one for one in rest if one[0].base > top]
        rest = [one for one in rest if one[0].base <= top]
        yield from _in_column([one for one in band if one[0].left < middle], page)
        yield from _in_column([one for one in band if one[0].left >= middle], page)
        yield from _in_column([one for one in wide if round(median(glyph.base for glyph in one), 1) == top], page)


def usual_leading(lines: Sequence[Line]) -> float:
    """Return how far lines of one paragraph stand from each other, in sizes of their font.

    What begins with a small letter goes on from the line above; most other lines may be paragraphs by themselves.
    """
    steps = [
        (round((one.base - other.base) / one.size, 2), other.text[:1].islower())
        for one, other in pairwise(lines)
        if one.page == other.page and one.column == other.column and abs(one.size - other.size) < 1
    ]
    possible = [(step, goes_on) for step, goes_on in steps if _LEAST_LEADING <= step <= _MOST_LEADING]
    inside = [step for step, goes_on in possible if goes_on]
    if inside:
        return median(inside)
    often = [step for step, _ in possible if sum(abs(step - other) < _SAME for other, _ in possible) > 1]
    return min(often, default=_USUAL_LEADING)
