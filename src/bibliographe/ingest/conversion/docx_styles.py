"""Styles of Word: which paragraphs are headings, which text is bold, by the styles that they are based on.

Source: ECMA-376 part 1, 17.7 (styles), 17.7.3 (toggle properties), 17.3.1.20 (`outlineLvl`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.packages import attribute, child, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_LONGEST_CHAIN = 20
_BODY_LEVEL = 9
_HEADING_NAME = re.compile(r"(?:heading|titre|überschrift|título|titolo)\s*([1-9])", re.IGNORECASE)
_LIST_NAME = re.compile(r"list (?:bullet|number) ([2-5])", re.IGNORECASE)
_TITLE_NAME = re.compile(r"title|titre|titel", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off"})


def is_on(node: etree._Element | None) -> bool | None:
    """Return what a toggle says: on, off, or None where it is not there."""
    if node is None:
        return None
    return (attribute(node, "val") or "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """One style, with what it takes from those that it is based on."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    level: int = 0
    """Of a heading, from 1; 0 for other paragraphs."""
    number: tuple[str | None, str | None] = (None, None)
    """The list of its paragraphs (`numId`), and their level in it (`ilvl`)."""
    depth: int = 0
    """How deep its paragraphs stand where each level is a list of its own: 1 for Word's `List Bullet 2`."""


class Styles:
    """The styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read none yet; `root` is the element `w:styles`."""
        nodes = [one for one in root if local(one) == "style"] if root is not None else []
        self._nodes = {attribute(one, "styleId") or "": one for one in nodes}
        default = child(root, "docDefaults", "rPrDefault", "rPr")
        self._default = (bool(is_on(child(default, "b"))), bool(is_on(child(default, "i"))))
        self._own = next(
            (attribute(one, "styleId") or "" for one in nodes if _is_default_paragraph(one)),
            "",
        )
        self._known: dict[str, Style] = {}

    def paragraph(self, name: str | None) -> Style:
        """Return the style of a paragraph, that of all paragraphs where it names none."""
        return self.named(name or self._own)

    def named(self, name: str | None) -> Style:
        """Return a style by its id."""
        if not name:
            return Style()
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def look(self, paragraph: Style, properties: etree._Element | None) -> tuple[bool, bool, bool]:
        """Return whether a run is bold, italic and hidden."""
        own = self.named(attribute(child(properties, "rStyle"), "val"))
        bold, italic = is_on(child(properties, "b")), is_on(child(properties, "i"))
        hidden = is_on(child(properties, "vanish"))
        return (
            (paragraph.bold != own.bold or self._default[0]) if bold is None else bold,
            (paragraph.italic != own.italic or self._default[1]) if italic is None else italic,
            (paragraph.hidden or own.hidden) if hidden is None else hidden,
        )

    def _read(self, name: str) -> Style:
        chain = list(self._chain(name))
        runs = [child(one, "rPr") for one in chain]
        paragraphs = [child(one, "pPr") for one in chain]
        return Style(
            bold=_first_said(runs, "b"),
            italic=_first_said(runs, "i"),
            hidden=_first_said(runs, "vanish"),
            level=self._level(name, chain, paragraphs),
            number=(_first_value(paragraphs, "numId"), _first_value(paragraphs, "ilvl")),
            depth=_depth(chain),
        )

    def _chain(self, name: str) -> Iterator[etree._Element]:
        for _ in range(_LONGEST_CHAIN):
            node = self._nodes.get(name)
            if node is None:
                return
            yield node
            name = attribute(child(node, "basedOn"), "val") or ""

    def _level(self, name: str, chain: list[etree._Element], paragraphs: list[etree._Element | None]) -> int:
        for properties in paragraphs:
            said = attribute(child(properties, "outlineLvl"), "val")
            if said is not None:
                return int(said) + 1 if said.isdigit() and int(said) < _BODY_LEVEL else 0
        for called in [attribute(child(one, "name"), "val") or "" for one in chain] or [name]:
            heading = _HEADING_NAME.fullmatch(called)
            if heading:
                return int(heading[1])
            if _TITLE_NAME.fullmatch(called):
                return 1
        return 0


def _depth(chain: list[etree._Element]) -> int:
    names = (_LIST_NAME.fullmatch(attribute(child(one, "name"), "val") or "") for one in chain)
    return next((int(found[1]) - 1 for found in names if found), 0)


def _is_default_paragraph(node: etree._Element) -> bool:
    return attribute(node, "type") == "paragraph" and (attribute(node, "default") or "0").lower() not in _OFF


def _first_said(properties: list[etree._Element | None], name: str) -> bool:
    return next((said for one in properties if (said := is_on(child(one, name))) is not None), False)


def _first_value(properties: list[etree._Element | None], name: str) -> str | None:
    found = (attribute(child(one, "numPr", name), "val") for one in properties)
    return next((value for value in found if value is not None), None)
