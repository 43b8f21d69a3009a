"""Blocks to units, one for each printed line: in plain text, title, people and citation are lines of one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.ingest.document.runs import Runs, cut, joined, plain, styles_of, text_of
from bibliographe.model.entry import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.document.blocks import Block, BlockKind, Line

_BULLET = re.compile(r"\s*(?:[•◦▪■□●○‣⁃✓✔➢➤►▶→⇒·–—]\s*)+(?=\S)")
_SHORT_RULE = 4


@dataclass(slots=True)
class Unit:
    """One printed line with its place in its block.

    `gap` counts the blank lines before it; `opens` and `closes` say whether its block begins or ends with it.
    """

    number: int
    kind: BlockKind
    span: Span
    runs: Runs = ()
    level: int = 0
    depth: int = 0
    quote: int = 0
    marker: str = ""
    underlined: bool = False
    block: int = 0
    opens: bool = True
    closes: bool = True
    gap: int = 0
    text: str = field(init=False)
    styles: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Work out what is asked again and again."""
        self.text = text_of(self.runs)
        self.styles = styles_of(self.runs)

    @property
    def strong(self) -> bool:
        """Return whether it is set off as titles are: a heading, or bold, or a link as a whole."""
        return self.kind == "heading" or bool(self.styles & {"bold", "link"})

    @property
    def alone(self) -> bool:
        """Return whether it is a block of its own."""
        return self.opens and self.closes


def read_units(blocks: Sequence[Block], source: Sequence[str]) -> list[Unit]:
    """Return the units of `blocks`; `source` is the source's lines, to see blank ones and underlines."""
    units: list[Unit] = []
    for number, block in enumerate(blocks):
        if block.kind == "rule":
            units.append(Unit(len(units), "rule", block.span, quote=block.quote, block=number))
            _underline(units, source)
            continue
        lines = [line for line in block.lines if _says_something(line)]
        for index, line in enumerate(lines):
            units.append(_unit(len(units), number, block, line, (index, len(lines))))
    _measure_gaps(units, source)
    return units


def _says_something(line: Line) -> bool:
    return any(character.isalnum() for character in line.text) or "image" in {
        s for run in line.runs for s in run.styles
    }


def _unit(number: int, block_number: int, block: Block, line: Line, place: tuple[int, int]) -> Unit:
    index, count = place
    runs, marker, kind, depth = line.runs, block.marker if index == 0 else "", block.kind, block.depth
    bullet = _BULLET.match(plain(runs))
    if bullet:
        runs = cut(runs, bullet.end(), len(plain(runs)))
        if not marker and kind == "paragraph":
            marker, kind, depth = bullet[0].strip(), "item", 1
    return Unit(
        number,
        kind,
        Span(line.span.first, max(line.span.last, block.span.last if index == count - 1 else 0)),
        runs,
        level=block.level,
        depth=depth,
        quote=block.quote,
        marker=marker,
        underlined=block.underlined,
        block=block_number,
        opens=index == 0,
        closes=index == count - 1,
    )


def _underline(units: list[Unit], source: Sequence[str]) -> None:
    """Mark the line that the rule just read is drawn under."""
    if len(units) < 2:
        return
    line, rule = units[-2], units[-1]
    drawn = source[rule.span.first - 1].strip()
    if line.kind == "paragraph" and line.opens and line.closes and line.span.last == rule.span.first - 1:
        line.underlined = len(drawn) >= max(_SHORT_RULE, len(line.text) // 2)


def _measure_gaps(units: Sequence[Unit], source: Sequence[str]) -> None:
    last = 0
    for unit in units:
        between = source[last : unit.span.first - 1]
        unit.gap = sum(not line.strip(" \t>\f\v") for line in between)
        last = unit.span.last


def span_of(units: Sequence[Unit]) -> Span:
    """Return the lines from the first unit to the last."""
    return Span(units[0].span.first, units[-1].span.last)


def joined_runs(units: Sequence[Unit]) -> Runs:
    """Return the runs of several lines as one."""
    return joined([unit.runs for unit in units])


def joined_text(units: Sequence[Unit]) -> str:
    """Return the text of several lines as one."""
    return text_of(joined_runs(units))


def by_block(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Return the units grouped by the block that they stand in."""
    group: list[Unit] = []
    for unit in units:
        if group and group[-1].block != unit.block:
            yield group
            group = []
        group.append(unit)
    if group:
        yield group
