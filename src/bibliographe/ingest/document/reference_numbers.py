"""Lists of references that the text cites by number, `[1] Dumas A., …`: each number begins an item."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from bibliographe.ingest.document.blocks import Block, Line
from bibliographe.ingest.document.runs import cut, plain, trimmed
from bibliographe.model.entry import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REFERENCE_NUMBER = re.compile(r"\s*\[(?P<number>\d{1,3})\]\s*(?=\S)")
"""The number that a text cites a reference by: `[12] DUMAS Anne, …`."""
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MOSTLY = 0.5
_LARGEST_STEP = 3
"""What was cut out of a list leaves a gap."""


def itemised(blocks: Sequence[Block]) -> Iterator[Block]:
    """Return `blocks` with each line of a paragraph that a counted number begins as the item of a list.

    Lines that follow without a number go on with the item. Numbers that do not count on are no list's, nor are those
    of records whose title has a line of its own.
    """
    counted = _counted(blocks)
    for block in blocks:
        starts = [index for index, line in enumerate(block.lines) if id(line) in counted]
        if not starts or starts[0] != 0:
            yield block
            continue
        for first, last in pairwise([*starts, len(block.lines)]):
            yield _item(block, block.lines[first:last], closes=last == len(block.lines))


def _counted(blocks: Sequence[Block]) -> set[int]:
    """Return the identities of the lines whose numbers count on from one to the next."""
    found: list[tuple[int, Line]] = []
    whole = 0
    for block in blocks:
        if block.kind != "paragraph":
            continue
        for line, following in zip_longest(block.lines, block.lines[1:]):
            match = REFERENCE_NUMBER.match(line.text)
            if match:
                alone = following is None or REFERENCE_NUMBER.match(following.text) is not None
                whole += alone or _YEAR.search(line.text) is not None
                found.append((int(match["number"]), line))
    if whole < _MOSTLY * len(found):
        return set()
    kept: set[int] = set()
    for (number, line), (following_number, other) in pairwise(found):
        if 0 < following_number - number <= _LARGEST_STEP:
            kept |= {id(line), id(other)}
    return kept


def _item(block: Block, lines: Sequence[Line], *, closes: bool) -> Block:
    text = plain(lines[0].runs)
    match = REFERENCE_NUMBER.match(text)
    start = match.end() if match else 0
    first = Line(trimmed(cut(lines[0].runs, start, len(text))), lines[0].span)
    span = Span(lines[0].span.first, block.span.last if closes else lines[-1].span.last)
    marker = f"[{match['number']}]" if match else block.marker
    return replace(block, kind="item", depth=max(1, block.depth), marker=marker, span=span, lines=(first, *lines[1:]))
