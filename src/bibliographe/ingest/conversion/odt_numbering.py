"""Automatic numbers of OpenDocument, counted as its programs count them.

Source: OpenDocument 1.3 part 3, 5.3.2 (`text:list`), 16.31 (`text:list-style`), 16.34 (`text:outline-style`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.counting import counted
from bibliographe.ingest.conversion.packages import attribute, local

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

BULLET = "-"
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_PLACE = re.compile(r"%(\d{1,2})%")


@dataclass(slots=True)
class Counter:
    """A list that is being counted: the style of its levels, and how far each has come."""

    levels: Mapping[int, etree._Element]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, start: int | None = None) -> str:
        """Count an item of a level, from 1, and return what is printed before it."""
        own = self.levels.get(level)
        first = number_in(own, "start-value", 1)
        self.counts[level] = start if start is not None else self.counts[level] + 1 if level in self.counts else first
        for deeper in [one for one in self.counts if one > level]:
            del self.counts[deeper]
        if own is None:
            return ""
        if local(own) in ("list-level-style-bullet", "list-level-style-image"):
            return BULLET
        return self._printed(own, level)

    def _printed(self, own: etree._Element, level: int) -> str:
        pattern = attribute(own, "num-list-format")
        if not attribute(own, "num-format"):
            said = "" if pattern is None or _PLACE.search(pattern) else pattern
            return said.strip()
        if pattern is None:
            shown = min(max(number_in(own, "display-levels", 1), 1), level)
            places = ".".join(f"%{one}%" for one in range(level - shown + 1, level + 1))
            pattern = f"{attribute(own, 'num-prefix') or ''}{places}{attribute(own, 'num-suffix') or ''}"
        return _PLACE.sub(lambda place: self._number(int(place[1])), pattern).strip()

    def _number(self, level: int) -> str:
        node = self.levels.get(level)
        number = self.counts.setdefault(level, number_in(node, "start-value", 1))
        return counted(number, _FORMS.get(attribute(node, "num-format") or "", "none"))


class Lists:
    """The lists of a document."""

    def __init__(self, styles: Mapping[str, etree._Element]) -> None:
        """Count nothing yet; `styles` are those of `list_styles`."""
        self._levels = {
            name: {number_in(level, "level", 1): level for level in node if "level-style" in local(level)}
            for name, node in styles.items()
        }
        self._by_id: dict[str, Counter] = {}
        self._last: dict[str, Counter] = {}
        self.headings = Counter(self._levels.get("", {}))

    def begin(self, node: etree._Element, around: Counter | None) -> Counter:
        """Return what counts the items of a list: that of the list around it, or of the one that it goes on with."""
        style = attribute(node, "style-name") or ""
        if around is not None:
            return Counter(self._levels[style], around.counts) if style and style in self._levels else around
        goes_on = self._by_id.get(attribute(node, "continue-list") or "")
        if goes_on is None and attribute(node, "continue-numbering") == "true":
            goes_on = self._last.get(style)
        # Without a style of its own a list is printed with bullets or not at all: nothing tells of numbers.
        counter = Counter(self._levels.get(style, {}) if style else {}, goes_on.counts if goes_on else {})
        self._last[style] = counter
        self._by_id[attribute(node, "id") or ""] = counter
        return counter


def number_in(node: etree._Element | None, name: str, other: int) -> int:
    """Return a number that an attribute holds."""
    said = attribute(node, name)
    return int(said) if said and re.fullmatch(r"-?\d{1,9}", said) else other
