"""What conversions broke: bold that a heading opens and the next line closes, paragraphs that a header runs into."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from bibliographe.ingest.document.blocks import Block, Line
from bibliographe.model.entry import Span
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FAR_NUMBER = re.compile(r"\s*(?P<text>\S.*?)(?:\s{4,}|\t+)(?P<page>\d{1,4})\s*")
"""A line with a number far to its right, as a page's header has it, or a table of contents."""
_BROKEN = re.compile(r"(?:\bn\s?°|\b\d{4}\b|,\s*[^\W\d]+\s[-–—]$).*[,–—-]$")
"""A line of a citation that stops where none can."""
_BOLD = "**"
_MOST_LINES = 3
"""Lines after the heading's own among which the bold must be closed."""


def mended(blocks: Sequence[Block], source: Sequence[str]) -> Iterator[Block]:
    """Return `blocks` with each heading whole that Markdown ended with its line: `### **Un titre :` and `suite**`.

    `source` is the source's lines: marks that Markdown cannot pair are no longer in the blocks.
    """
    goes_on: Block | None = None
    for block, following in zip_longest(blocks, blocks[1:]):
        current, goes_on = goes_on or block, None
        count = _closing_line(current, following, source)
        if count is None or following is None:
            yield from [current] if current.lines or current.kind != "paragraph" else []
            continue
        lines = tuple(map(_bold, (*current.lines, *following.lines[:count])))
        yield replace(current, span=Span(current.span.first, lines[-1].span.last), lines=lines)
        rest = Span(lines[-1].span.last + 1, following.span.last)
        goes_on = replace(following, span=rest, lines=following.lines[count:])


def rejoined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Return `blocks` with each citation whole that a conversion broke in two: `septembre -`, `octobre 2022`."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None and _goes_on(waiting, block):
            span = Span(waiting.span.first, block.span.last)
            waiting = replace(waiting, span=span, lines=(*waiting.lines, *block.lines))
            continue
        if waiting is not None:
            yield waiting
        waiting = block
    if waiting is not None:
        yield waiting


def _goes_on(block: Block, following: Block) -> bool:
    if block.kind != "paragraph" or following.kind != "paragraph" or not block.lines or not following.lines:
        return False
    alike = (block.depth, block.quote) == (following.depth, following.quote) and not following.marker
    text = block.lines[-1].text.rstrip()
    return alike and _BROKEN.search(text) is not None and following.lines[0].text.lstrip()[:1].islower()


def _closing_line(heading: Block, following: Block | None, source: Sequence[str]) -> int | None:
    """Return how many lines of `following` belong to a heading that opens bold and does not close it."""
    if heading.kind != "heading" or following is None or following.kind != "paragraph" or len(heading.lines) != 1:
        return None
    opening = source[heading.span.first - 1]
    if opening.count(_BOLD) % 2 == 0 or following.span.first != heading.span.last + 1:
        return None
    for count, line in enumerate(following.lines[:_MOST_LINES], start=1):
        if source[line.span.last - 1].count(_BOLD) % 2:
            return count if source[line.span.last - 1].rstrip().endswith(_BOLD) else None
    return None


def _bold(line: Line) -> Line:
    return Line(tuple(replace(run, styles=run.styles | {"bold"}) for run in line.runs), line.span)


def parted_at_headers(blocks: Sequence[Block]) -> Iterator[Block]:
    """Return `blocks` with the lines that come back with a page number as paragraphs of their own."""
    printed = Counter(key for block in blocks for line in block.lines if (key := _header_key(line)))
    for block in blocks:
        if block.kind != "paragraph" or not any(printed.get(_header_key(line), 0) > 1 for line in block.lines):
            yield block
            continue
        stretch: list[Line] = []
        for line in block.lines:
            if printed.get(_header_key(line), 0) > 1:
                yield from _paragraph(block, stretch)
                yield from _paragraph(block, [line])
                stretch = []
            else:
                stretch.append(line)
        yield from _paragraph(block, stretch)


def _header_key(line: Line) -> str:
    match = FAR_NUMBER.fullmatch(line.text)
    return fold(match["text"]) if match else ""


def _paragraph(block: Block, lines: Sequence[Line]) -> Iterator[Block]:
    if lines:
        yield replace(block, lines=tuple(lines), span=Span(lines[0].span.first, lines[-1].span.last))
