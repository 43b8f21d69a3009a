"""Styles of OpenDocument: which text is bold, in italics or hidden, by the styles that they are based on.

Source: OpenDocument 1.3 part 3, 16.2 (`style:style`), 16.29.26 (`style:text-properties`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.packages import attribute, child, local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

_LONGEST_CHAIN = 20
_HEAVY = 600


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False


class Styles:
    """The styles of a document, those of paragraphs and those of text."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        """Know the styles of some members."""
        self._nodes: dict[tuple[str, str], etree._Element] = {}
        for root in roots:
            for node in root.iter("{*}style"):
                key = attribute(node, "family") or "", attribute(node, "name") or ""
                self._nodes.setdefault(key, node)

    def look(self, family: str, name: str | None, around: Look) -> Look:
        """Return how text of a style looks that stands in text of a look."""
        weight = slant = display = None
        for node in self._chain(family, name):
            said = child(node, "text-properties")
            weight = weight or attribute(said, "font-weight")
            slant = slant or attribute(said, "font-style")
            display = display or attribute(said, "display")
        return Look(
            around.bold if weight is None else _is_heavy(weight),
            around.italic if slant is None else slant in ("italic", "oblique"),
            around.hidden if display is None else display == "none",
        )

    def names(self, name: str | None) -> list[str]:
        """Return the names of a paragraph's style and of those that it is based on."""
        return [attribute(node, "name") or "" for node in self._chain("paragraph", name)] or [name or ""]

    def _chain(self, family: str, name: str | None) -> Iterator[etree._Element]:
        for _ in range(_LONGEST_CHAIN):
            node = self._nodes.get((family, name or ""))
            if node is None:
                return
            yield node
            name = attribute(node, "parent-style-name")


def _is_heavy(weight: str) -> bool:
    return int(weight) >= _HEAVY if re.fullmatch(r"\d{1,4}", weight) else weight == "bold"


def list_styles(roots: Iterable[etree._Element]) -> dict[str, etree._Element]:
    """Return the styles of lists by their names, that of headings by an empty one."""
    found: dict[str, etree._Element] = {}
    for root in roots:
        for node in root.iter("{*}list-style", "{*}outline-style"):
            found.setdefault(attribute(node, "name") or "" if local(node) == "list-style" else "", node)
    return found
