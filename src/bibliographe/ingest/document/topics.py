"""The themes that a table of contents or a number makes sure of, and what may head anything at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.looks import PLAIN, is_capitals, look_of, strength
from bibliographe.ingest.document.phrases import is_phrase
from bibliographe.ingest.document.rubrics import find_rubrics
from bibliographe.ingest.document.units import joined_text

if TYPE_CHECKING:
    from bibliographe.ingest.document.divisions import Ground
    from bibliographe.ingest.document.looks import Look
    from bibliographe.ingest.document.units import Unit

_LONGEST = 200
_MOST_LINES = 2
"""Lines of a numbered theme that is too long for one."""


@dataclass(slots=True)
class Topics:
    """The units that begin a theme, and how such units look."""

    numbers: set[int] = field(default_factory=set)
    looks: set[Look] = field(default_factory=set)
    rubrics: set[int] = field(default_factory=set)
    """Those of them that nothing sets off."""


def find_topics(ground: Ground) -> Topics:
    """Return the themes that a table of contents, a number or their place over lists makes sure of."""
    topics = Topics()
    for unit in ground.units:
        if unit.number in ground.taken or not may_head(ground, unit):
            continue
        listed = ground.toc.find(unit.text) is not None or (
            unit.marker and ground.toc.find(f"{unit.marker} {unit.text}")
        )
        if (listed and (strength(unit) < PLAIN or unit.alone)) or _is_numbered(ground, unit):
            topics.numbers.add(unit.number)
            topics.looks.add(look_of(unit))
    topics.rubrics = find_rubrics(ground)
    topics.numbers |= topics.rubrics
    return topics


def may_head(ground: Ground, unit: Unit) -> bool:
    """Return whether a line may be the heading of a theme, an entry or a note."""
    if ground.marks[unit.number] or not unit.opens:
        return False
    if unit.number in ground.toc.units or unit.number in ground.unread:
        return False
    if unit.number in ground.document.closed and not _is_lone_item(ground, unit):
        return False
    return len(unit.text) <= _LONGEST and unit.kind != "row"


def stands_out(ground: Ground, unit: Unit) -> bool:
    """Return whether a line without a number is set off as headings are."""
    if not may_head(ground, unit) or unit.kind == "item":
        return False
    if unit.alone and (ground.is_over_kind_line(unit) or is_phrase("NOTE", unit.text)):
        return True
    if unit.kind == "heading" or (unit.underlined and unit.alone):
        return True
    if not unit.alone or evidence.is_prose(unit.text) or unit.text.endswith((":", ",", ";")):
        return False
    return bool(unit.styles & {"bold", "link"}) or (is_capitals(unit.text) and "italic" not in unit.styles)


def _is_lone_item(ground: Ground, unit: Unit) -> bool:
    """Return whether what Markdown takes for a list of one numbered item may be a numbered heading."""
    items = ground.list_of.get(unit.number)
    return items is not None and unit.marker[:1].isalnum() and ground.holds_one(items)


def _is_numbered(ground: Ground, unit: Unit) -> bool:
    numbering = ground.numbering_of(unit)
    block = _block_of(ground, unit)
    if numbering is None or len(block) > _MOST_LINES:
        return False
    if unit.kind == "heading" or (numbering.style.startswith("word") and unit.closes):
        return True
    text = joined_text(block)
    if evidence.is_prose(text) or text[-1] in ".;,":
        return False
    if numbering.style in ("capital", "small") and evidence.people(unit.text):
        return False
    return strength(unit) < PLAIN or all(not ground.marks[one.number] for one in block)


def _block_of(ground: Ground, unit: Unit) -> list[Unit]:
    """Return the lines of the block that a line begins."""
    end = unit.number + 1
    while end < len(ground.units) and ground.units[end].block == unit.block:
        end += 1
    return ground.units[unit.number : end]
