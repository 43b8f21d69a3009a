"""Blocks to units, one for each printed line: in plain text, title, people and citation are lines of one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.ingest.document.blocks import Line
from bibliographe.ingest.document.labels import offers_link
from bibliographe.ingest.document.phrases import is_phrase
from bibliographe.ingest.document.reference_numbers import REFERENCE_NUMBER
from bibliographe.ingest.document.runs import Runs, cut, joined, styles_of, text_of, trimmed
from bibliographe.ingest.document.tables_read import TABLE_HEAD, told_apart
from bibliographe.model.entry import Span
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.document.blocks import Block, BlockKind

_BULLET = re.compile(r"\s*(?:[•◦▪■□●○‣⁃✓✔➢➤►▶▸▹→⇒❖♦✦✶✱◼◻·–—]\s*)+(?=\S)")
_POINTER = re.compile(r"\s*(?:[★☆☞◆◇➜➔➝➞➟➡⮕⇨❯👉📄📖🔗🎧🎥🎬💻📰📥]\ufe0f?\s*)+(?=\S)")
"""What points to a line without making it one of a list: `➜ Lire l'article`."""
_SHORT_RULE = 4
_TEXT_WORDS = 2
_NAME_AND_ADDRESS = re.compile(r"(?P<name>[^:()\[\]]{3,120}?)\s*[:–—-]\s+(?P<address><?(?:https?://|www\.)\S+)")
_BETWEEN_LINKS = " \t|•·/;,.:–—-→()[]"


@dataclass(slots=True)
class Unit:
    """One printed line with its place in its block.

    `gap` counts the blank lines before it; `opens` and `closes` say whether its block begins or ends with it,
    `tops_page` whether a form feed stands before it.
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
    tops_page: bool = False
    heads_table: bool = False
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
    for number, block in enumerate(told_apart(blocks)):
        if block.kind == "rule":
            units.append(Unit(len(units), "rule", block.span, quote=block.quote, block=number))
            _underline(units, source)
            continue
        units.extend(_units_of(len(units), number, block))
    _measure_gaps(units, source)
    return units


def _units_of(first: int, block_number: int, block: Block) -> Iterator[Unit]:
    """Return the units of one block; a link at the end of a line of text is a unit of its own."""
    printed = [line for line in block.lines if _says_something(line)]
    lines = [part for line in printed for part in _parted(line, block)]
    bulleted = block.kind == "paragraph" and bool(lines) and _BULLET.match(lines[0].text) is not None
    for index, line in enumerate(lines):
        bullet = _BULLET.match(line.text)
        number = REFERENCE_NUMBER.match(line.text) if index == 0 and block.kind == "item" else None
        sign = bullet or _POINTER.match(line.text) or number
        runs = cut(line.runs, sign.end(), len(line.text)) if sign else line.runs
        marker = block.marker if index == 0 else ""
        if bullet and not marker and block.kind == "paragraph":
            marker = bullet[0].strip()
        drawn = bulleted or (bool(marker) and block.kind == "paragraph")
        closes = index == len(lines) - 1
        yield Unit(
            first + index,
            "item" if drawn else block.kind,
            Span(line.span.first, max(line.span.last, block.span.last if closes else 0)),
            runs,
            level=block.level,
            depth=1 if drawn else block.depth,
            quote=block.quote,
            marker=marker,
            underlined=block.underlined,
            block=block_number,
            opens=index == 0,
            closes=closes,
            heads_table=block.marker == TABLE_HEAD,
        )


def _says_something(line: Line) -> bool:
    pictured = any("image" in run.styles for run in line.runs)
    return pictured or any(character.isalnum() for character in line.text)


def _parted(line: Line, block: Block) -> list[Line]:
    """Part a line of text from the links at its end: `Localtis, 8 février 2024. [Lire l'article](…)`."""
    text = line.text
    led = _led_by_link(line, block)
    if led:
        return led
    start = len(text)
    for run in reversed(line.runs):
        linked = "link" in run.styles and (offers_link(clean(run.text)) or is_phrase("LINK_LABEL", run.text))
        if not linked and (run.text.strip(_BETWEEN_LINKS) or start == len(text)):
            break
        start -= len(run.text)
    before = text[:start].strip(_BETWEEN_LINKS)
    if block.kind == "heading" or start == len(text) or len(before.split()) < _TEXT_WORDS or offers_link(before):
        return [line]
    return [
        Line(trimmed(cut(line.runs, 0, start)), line.span),
        Line(trimmed(cut(line.runs, start, len(text))), line.span),
    ]


def _led_by_link(line: Line, block: Block) -> list[Line]:
    """Part an item that begins with a link that leads somewhere from what is said of it: `[Site](…) : le portail`.

    A name before a printed address is parted from it likewise: `Le portail : https://…`.
    """
    address = _NAME_AND_ADDRESS.fullmatch(line.text.strip()) if block.kind == "item" and block.marker else None
    if address and not is_phrase("LINK_LABEL", address["name"]) and not offers_link(address["name"]):
        start = line.text.index(address["address"])
        name = trimmed(cut(line.runs, 0, line.text.index(address["name"]) + len(address["name"])))
        return [Line(name, line.span), Line(trimmed(cut(line.runs, start, len(line.text))), line.span)]
    first = line.runs[0] if line.runs else None
    if block.kind != "item" or not block.marker or first is None or "link" not in first.styles or not first.url:
        return []
    said = line.text[len(first.text) :].strip(_BETWEEN_LINKS)
    if offers_link(clean(first.text)) or first.url.startswith("#") or len(said.split()) < _TEXT_WORDS:
        return []
    if not line.text[len(first.text) :].lstrip().startswith((":", "–", "—", "-", ",", ".")):
        return []
    following = next((run for run in line.runs[1:] if run.text.strip(_BETWEEN_LINKS)), None)
    if following is not None and following.styles & {"link", "italic"}:
        return []  # `[Anne Dumas](…) - *Titre*, Dunod, 2021`: the title comes next
    start = line.text.index(said, len(first.text))
    return [Line((first,), line.span), Line(trimmed(cut(line.runs, start, len(line.text))), line.span)]


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
        unit.tops_page = any("\f" in line for line in source[last : unit.span.first])
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
