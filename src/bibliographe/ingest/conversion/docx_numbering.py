"""Automatic numbers of Word, counted as Word counts them: `1.`, `1.2.`, `III –`, `c)`.

Source: ECMA-376 part 1, 17.9 (numbering): 17.9.11 (`lvlText`), 17.9.10 (`lvlRestart`), 17.9.26 (`startOverride`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.counting import counted
from bibliographe.ingest.conversion.docx_styles import is_on
from bibliographe.ingest.conversion.packages import attribute, child, local

if TYPE_CHECKING:
    from lxml import etree

BULLET = "-"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class _Level:
    """How one level of a list counts and prints."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    restarts: int | None = None
    """The level from 1 whose numbers begin it again; 0 for none; None for any above it."""
    digits: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A list as it is defined, with how far it has counted; several lists of a document may share one."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        """Count nothing yet; `root` is the element `w:numbering`."""
        nodes = list(root) if root is not None else []
        abstract = {attribute(one, "abstractNumId"): one for one in nodes if local(one) == "abstractNum"}
        by_style = {
            attribute(child(one, "styleLink"), "val"): one
            for one in abstract.values()
            if child(one, "styleLink") is not None
        }
        shared: dict[str | None, _List] = {}
        self._lists: dict[str, _List] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        for node in (one for one in nodes if local(one) == "num"):
            number, key = attribute(node, "numId") or "", attribute(child(node, "abstractNumId"), "val")
            if key not in shared:
                definition = abstract.get(key)
                linked = attribute(child(definition, "numStyleLink"), "val")
                shared[key] = _List(_levels(by_style.get(linked, definition) if linked else definition))
            overrides = [one for one in node if local(one) == "lvlOverride"]
            own = {level: one for override in overrides for level, one in _levels(override).items()}
            base = shared[key]
            self._lists[number] = _List({**base.levels, **own}, base.counts) if own else base
            self._overrides[number] = {
                _number(attribute(one, "ilvl"), 0): _number(attribute(child(one, "startOverride"), "val"), 1)
                for one in overrides
                if child(one, "startOverride") is not None
            }

    def level_of_style(self, number: str, style: str | None) -> int:
        """Return the level of a list that paragraphs of a style stand on."""
        levels = self._lists[number].levels if number in self._lists else {}
        return next((level for level, one in levels.items() if style and one.style == style), 0)

    def next(self, number: str, level: int) -> str | None:
        """Count one paragraph, and return what is printed before it: `BULLET`, a number, nothing (None)."""
        found = self._lists.get(number)
        if found is None or not 0 <= level < _LEVELS:
            return None
        own = found.levels.get(level, _Level())
        override = self._overrides.get(number, {}).pop(level, None)
        counts = found.counts
        counts[level] = override if override is not None else counts[level] + 1 if level in counts else own.start
        for deeper in [one for one in counts if one > level and _restarts(found.levels.get(one), level)]:
            del counts[deeper]
        if own.form == "bullet":
            return BULLET
        return _PLACE.sub(lambda place: self._printed(found, int(place[1]) - 1, own), own.text).strip() or None

    def _printed(self, found: _List, level: int, asking: _Level) -> str:
        one = found.levels.get(level, _Level())
        number = found.counts.setdefault(level, one.start)
        return counted(number, "decimal" if asking.digits else one.form)


def _restarts(level: _Level | None, counted_level: int) -> bool:
    """Tell whether a number of a level above makes this one begin again."""
    return level is None or level.restarts is None or counted_level < level.restarts


def _levels(node: etree._Element | None) -> dict[int, _Level]:
    found = [one for one in node if local(one) == "lvl"] if node is not None else []
    return {_number(attribute(one, "ilvl"), 0): _level(one) for one in found}


def _level(node: etree._Element) -> _Level:
    restart = attribute(child(node, "lvlRestart"), "val")
    form = attribute(child(node, "numFmt"), "val") or "decimal"
    text = attribute(child(node, "lvlText"), "val") or ""
    return _Level(
        form=form,
        text="" if form == "none" and not _PLACE.sub("", text).strip() else text,
        start=_number(attribute(child(node, "start"), "val"), 1),
        restarts=_number(restart, 0) if restart is not None else None,
        digits=bool(is_on(child(node, "isLgl"))),
        style=attribute(child(node, "pStyle"), "val"),
    )


def _number(said: str | None, other: int) -> int:
    return int(said) if said and re.fullmatch(r"-?\d{1,9}", said) else other
