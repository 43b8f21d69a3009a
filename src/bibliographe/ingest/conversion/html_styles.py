"""How an element looks: what its own style and the page's sheet of classes say of bold, italics and hiding.

Source: CSS 2.2, 15.7 (`font-weight`), 9.2.4 (`display: none`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_CLASS = re.compile(r"(?:[a-z0-9]+)?\.([\w-]+)")
_WEIGHT = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(\w+)", re.IGNORECASE)
_SLANT = re.compile(r"(?:^|;)\s*font-style\s*:\s*(\w+)", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_HEAVY = 600


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks; `as_is` keeps its spaces and line feeds."""

    bold: bool = False
    italic: bool = False
    url: str | None = None
    as_is: bool = False


class Sheet:
    """The rules of a page that name one class each; others are not needed to read a bibliography."""

    def __init__(self, text: str) -> None:
        self._said: dict[str, str] = {}
        for selectors, said in _RULE.findall(text):
            for selector in selectors.split(","):
                match = _CLASS.fullmatch(selector.strip())
                if match:
                    self._said[match[1]] = f"{self._said.get(match[1], '')};{said}"

    def look(self, node: etree._Element, look: Look) -> Look:
        """Return how an element looks that stands in text of a look."""
        said = self._of(node)
        if not said:
            return look
        weight, slant = _WEIGHT.findall(said), _SLANT.findall(said)
        if weight and weight[-1].lower() != "inherit":
            look = replace(look, bold=_is_heavy(weight[-1].lower()))
        if slant and slant[-1].lower() != "inherit":
            look = replace(look, italic=slant[-1].lower() in ("italic", "oblique"))
        return look

    def hides(self, node: etree._Element) -> bool:
        """Tell whether an element is not shown."""
        hidden = node.get("hidden") is not None or node.get("aria-hidden") == "true"
        return hidden or _HIDDEN.search(self._of(node)) is not None

    def _of(self, node: etree._Element) -> str:
        classes = (self._said.get(name, "") for name in (node.get("class") or "").split())
        return ";".join(filter(None, (*classes, node.get("style"))))


def _is_heavy(weight: str) -> bool:
    return int(weight) >= _HEAVY if weight.isdigit() else weight in ("bold", "bolder")
