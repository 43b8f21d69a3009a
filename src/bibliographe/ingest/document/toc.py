"""The selection's own table of contents: which lines it takes up, and which themes it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bibliographe.ingest.document.evidence import is_prose
from bibliographe.ingest.document.links import all_links
from bibliographe.ingest.document.looks import strength
from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.numbering import Numbering, read_numbering
from bibliographe.ingest.document.phrases import is_phrase
from bibliographe.ingest.document.runs import plain
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.units import Unit

_LEADERS = re.compile(
    r"^(?P<label>.*?\S)(?:\s*(?:\.\s?){4,}\s*|\s*…+[\s.…]*|\s*_{3,}\s*|\s*\t+\s*|\s{3,})(?:p\.?\s*|page\s+)?"
    r"(?P<page>\d{1,4})\s*$"
)
_BARE_PAGE = re.compile(r"^(?P<label>.*?\S)\s+\(?(?:p\.?\s*)?(?P<page>\d{1,3})\)?\s*$")
_CITES = re.compile(r"\bn\s?°|\b(?:19|20)\d\d\b")
_ENOUGH = 3
_LONGEST_LABEL = 250
_LEVELS = 2
"""Looks that tell themes from those under them; more are chance."""


@dataclass(frozen=True, slots=True)
class TocLine:
    """One line of a table of contents; `depth` is its nesting as far as the source shows it."""

    label: str
    numbering: Numbering | None
    depth: int
    paged: bool


@dataclass(slots=True)
class TableOfContents:
    """The lines of a table of contents by the number of their unit, and what they say by folded label."""

    units: set[int] = field(default_factory=set)
    lines: dict[str, TocLine] = field(default_factory=dict)

    @property
    def nested(self) -> bool:
        """Return whether it shows which theme stands under which."""
        return any(line.depth for line in self.lines.values())

    def find(self, text: str) -> TocLine | None:
        """Return the line that names the theme `text`, with or without its number."""
        key = fold(text)
        if key in self.lines:
            return self.lines[key]
        numbering = read_numbering(text)
        found = self.lines.get(fold(numbering.label)) if numbering else None
        if found and found.numbering and numbering and found.numbering.notation != numbering.notation:
            return None
        return found


def find_toc(units: Sequence[Unit], marks: Sequence[str], end: int) -> TableOfContents:
    """Return the table of contents that stands among the first `end` units; an empty one when there is none."""
    for start in range(end):
        unit = units[start]
        if unit.kind != "rule" and is_phrase("TOC_HEADING", unit.text):
            toc = _collect(units, marks, start + 1, end)
            if toc.lines:
                toc.units.add(start)
                return toc
    anchored = [number for number in range(end) if _is_anchored(units[number])]
    if len(anchored) > 1 and all(
        not units[number].strong or _is_anchored(units[number]) for number in range(*anchored[:2])
    ):
        return _collect(units, marks, anchored[0], end)
    repeated = _named_again(units, end)
    if len(repeated) > 1:
        return _collect(units, marks, repeated[0], end)
    paged = [number for number in range(end) if _paged(units[number])]
    for first in range(len(paged) - _ENOUGH + 1):
        if paged[first + _ENOUGH - 1] - paged[first] <= _ENOUGH:
            return _collect(units, marks, paged[first], end)
    return TableOfContents()


def _named_again(units: Sequence[Unit], end: int) -> list[int]:
    """Return the lines that end with a page number and, without it, stand as lines of their own further down."""
    pairs = [(number, match) for number in range(end) if (match := _BARE_PAGE.match(units[number].text))]
    if not pairs:
        return []
    later = {fold(unit.text) for unit in units[pairs[0][0] :]}
    return [number for number, match in pairs if fold(match["label"]) in later]


def is_numbered_page(unit: Unit) -> bool:
    """Return whether a line reads `1 - Le cadre juridique p. 2`: no citation, where a table of contents may stand."""
    match = _BARE_PAGE.match(unit.text)
    return match is not None and read_numbering(match["label"]) is not None and not _CITES.search(match["label"])


def find_closing_toc(units: Sequence[Unit], marks: Sequence[str], start: int) -> TableOfContents:
    """Return the table of contents that ends the document after `start`, most of whose lines are headings above it."""
    for number in range(start, len(units)):
        unit = units[number]
        if unit.kind == "rule" or not is_phrase("TOC_HEADING", unit.text):
            continue
        toc = _collect(units, marks, number + 1, len(units))
        last = max((one.number for one in units if marks[one.number] not in FURNITURE), default=0)
        above = [one for one in units[:number] if one.strong or one.alone]
        headings = {fold(text) for one in above for text in (one.text, _label(one.text))}
        named = sum(key in headings for key in toc.lines)
        if last in toc.units and named * 2 > len(toc.lines):
            toc.units.add(number)
            return toc
    return TableOfContents()


def _label(text: str) -> str:
    numbering = read_numbering(text)
    return numbering.label if numbering else text


def _is_anchored(unit: Unit) -> bool:
    """Return whether a line is a link to a place in the document itself, as converters write a table of contents."""
    return (
        unit.kind in ("paragraph", "item")
        and bool(unit.runs)
        and all_links(unit.runs)
        and all(re.match(r"#\S", run.url or "") for run in unit.runs if "link" in run.styles)
    )


def _paged(unit: Unit) -> re.Match[str] | None:
    return _LEADERS.match(plain(unit.runs)) if unit.kind != "rule" else None


def _collect(units: Sequence[Unit], marks: Sequence[str], start: int, end: int) -> TableOfContents:
    """Take the lines from `start` on, up to the first that repeats one of them or is none."""
    toc = TableOfContents()
    strengths: dict[str, int] = {}
    waiting: list[int] = []
    pending = ""
    for number in range(start, end):
        unit = units[number]
        if marks[number] in FURNITURE:
            waiting.append(number)
            continue
        line = _toc_line(unit, pending)
        if line is None:
            if not _may_continue(unit, toc):
                break
            pending = "" if unit.kind == "row" else unit.text
            waiting.append(number)
            continue
        if toc.find(line.label) or (unit.kind == "heading" and not line.paged) or (waiting and _over(unit, line, toc)):
            break
        pending = ""
        toc.units.update(waiting, {number})
        waiting.clear()
        toc.lines[fold(line.label)] = line
        strengths[fold(line.label)] = strength(unit)
    _nest_by_looks(toc, strengths)
    return toc


def _nest_by_looks(toc: TableOfContents, strengths: dict[str, int]) -> None:
    """Where neither numbers nor lists nest the themes, take those set off (capitals, bold) for the ones above."""
    ranks = sorted(set(strengths.values()))
    numbered = any(line.numbering for line in toc.lines.values())
    if toc.nested or numbered or len(ranks) != _LEVELS or next(iter(strengths.values())) != ranks[0]:
        return
    for key, line in toc.lines.items():
        toc.lines[key] = replace(line, depth=ranks.index(strengths[key]))


def _over(unit: Unit, line: TocLine, toc: TableOfContents) -> bool:
    """After a rule, only what looks like the lines before still belongs to the table."""
    return not line.paged and any(one.paged for one in toc.lines.values()) and unit.kind != "row"


def _may_continue(unit: Unit, toc: TableOfContents) -> bool:
    """Return whether a line without a page may be the first half of one, or the head of a table."""
    if unit.kind == "row":
        return True
    paged = not toc.lines or any(line.paged for line in toc.lines.values())
    return paged and unit.kind == "paragraph" and not is_prose(unit.text) and not unit.alone


def _toc_line(unit: Unit, before: str) -> TocLine | None:
    text = clean(f"{before} {unit.marker if unit.marker[:1].isalnum() else ''}") + " " + plain(unit.runs)
    match = _LEADERS.match(text.strip())
    if match is None and (unit.kind in ("item", "row", "heading") or read_numbering(text) or _is_anchored(unit)):
        match = _BARE_PAGE.match(clean(text))
    label = clean(match["label"].rstrip(". ") if match else text)
    numbering = read_numbering(label)
    if match is None and numbering is None and unit.kind != "item" and not _is_anchored(unit):
        return None
    said = numbering.label if numbering else label  # the `a` of `B.1.a.` is no verb
    if len(label) > _LONGEST_LABEL or (match is None and is_prose(said)):
        return None
    depth = len(numbering.parts) - 1 if numbering else max(0, unit.depth - 1)
    return TocLine(said, numbering, depth, match is not None)
