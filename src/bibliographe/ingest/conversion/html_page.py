"""The parts of a web page, by its elements."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from bibliographe.ingest.conversion.html_styles import Look, Sheet
from bibliographe.ingest.conversion.written import Aside, Part, Piece, in_list, says_something, text_of, told_as_table

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 200
_SILENT = frozenset(
    {"script", "style", "template", "noscript", "svg", "iframe", "object", "canvas", "select", "textarea", "input"}
    | {"head", "math", "audio", "video", "datalist", "noframes", "applet", "map"}
)
_BESIDE = {"nav": "navigation", "menu": "navigation", "button": "navigation", "dialog": "navigation"}
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "li", "main", "ol", "p"}
    | {"pre", "section", "summary", "ul", "caption", "legend", "tr", "td", "th", "tbody", "thead", "tfoot", "table"}
)
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HEADING = re.compile(r"h([1-6])")


class TooDeepError(Exception):
    """Elements stand inside each other deeper than those of any page."""


@dataclass(slots=True)
class _Place:
    """Where the walk is: what the paragraphs there are."""

    kind: str = "paragraph"
    level: int = 0
    quote: int = 0
    lists: int = 0


class Page:
    """A page taken apart: its `parts`, and its `asides`."""

    def __init__(self, text: str) -> None:
        parser = etree.HTMLParser(
            encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
        )
        root = etree.fromstring(text.encode(), parser)
        self.asides: list[Aside] = []
        self.parts: list[Part] = []
        if root is None:
            return
        title = root.find(".//title")
        sheet = Sheet("\n".join(one.text or "" for one in root.iter("style")))
        main = _main_of(root)
        walk = _Walk(sheet, self.asides, main)
        body = root.find("body")
        walk.element(root if body is None else body, Look(), _Place(), 0)
        self.parts = list(walk.flushed())
        if title is not None and title.text and title.text.strip():
            self.asides.append(Aside("title", title.text))


def _main_of(root: etree._Element) -> etree._Element | None:
    """Return the element that holds what the page is about, where it says so."""
    found = root.findall(".//main") or root.findall(".//*[@role='main']")
    return found[0] if len(found) == 1 else None


class _Walk:
    """Goes through elements in their order, and makes a part of each paragraph."""

    def __init__(self, sheet: Sheet, asides: list[Aside], main: etree._Element | None = None) -> None:
        self._sheet = sheet
        self._asides = asides
        self._main = main
        self._around = set(main.iterancestors()) if main is not None else set()
        self._parts: list[Part] = []
        self._pieces: list[Piece] = []
        self._place = _Place()

    def flushed(self) -> list[Part]:
        """Return all parts, the last one ended."""
        self._end()
        return self._parts

    def element(self, node: etree._Element, look: Look, place: _Place, depth: int) -> None:
        """Go through one element."""
        if depth > DEEPEST:
            raise TooDeepError
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _SILENT or self._is_beside(node, tag):
            return
        look = self._sheet.look(node, look)
        if tag == "br":
            self._pieces.append(Piece("\n"))
        elif tag == "img":
            self._asides.append(Aside("picture", node.get("alt") or ""))
        elif tag == "hr":
            self._end()
            self._parts.append(Part("rule", quote=place.quote))
        elif heading := _HEADING.fullmatch(tag):
            self._block(node, look, replace(place, kind="heading", level=int(heading[1])), depth)
        elif tag == "table":
            self._end()
            self._parts += self._table(node, look, place, depth)
        elif tag in ("ul", "ol", "dir"):
            self._end()
            self._list(node, look, place, depth)
        elif tag in _BLOCKS:
            quoted = replace(place, quote=place.quote + 1) if tag == "blockquote" else place
            self._block(node, look, quoted, depth)
        else:
            self._inside(node, self._inline(node, tag, look), place, depth)

    def _is_beside(self, node: etree._Element, tag: str) -> bool:
        """Tell whether an element stands beside the text, and keep what it says."""
        kind = _BESIDE.get(tag) or ("navigation" if node.get("role") in ("navigation", "search", "menu") else None)
        if self._main is not None and node is not self._main and node not in self._around:
            inside = any(one is self._main for one in node.iterancestors())
            kind = kind or (None if inside else "navigation")
        elif tag == "footer" and not any(one.tag in ("article", "section") for one in node.iterancestors()):
            kind = kind or "footer"
        if self._sheet.hides(node):
            kind = "hidden"
        if kind:
            said = " ".join(str(text) for text in node.itertext() if text.strip())
            self._asides.append(Aside(kind, said))  # type: ignore[arg-type]
        return kind is not None

    def _inline(self, node: etree._Element, tag: str, look: Look) -> Look:
        if tag in _BOLD:
            return replace(look, bold=True)
        if tag in _ITALIC:
            return replace(look, italic=True)
        if tag == "a" and node.get("href"):
            return replace(look, url=node.get("href"))
        return look

    def _block(self, node: etree._Element, look: Look, place: _Place, depth: int) -> None:
        self._end()
        self._place = place
        self._inside(node, replace(look, as_is=True) if node.tag == "pre" else look, place, depth)
        self._end()

    def _inside(self, node: etree._Element, look: Look, place: _Place, depth: int) -> None:
        self._text(node.text, look)
        for child in node:
            self.element(child, look, place, depth + 1)
            if child.tag in _BLOCKS or _HEADING.fullmatch(str(child.tag)):
                self._end()
                self._place = place
            self._text(child.tail, look)

    def _text(self, text: str | None, look: Look) -> None:
        if text:
            said = text if look.as_is else _SPACES.sub(_space, text)
            self._pieces.append(Piece(said, look.bold, look.italic, look.url))

    def _end(self) -> None:
        """End the paragraph that is open."""
        pieces, self._pieces = tuple(self._pieces), []
        if text_of(pieces).strip():
            place = self._place
            kind = "heading" if place.kind == "heading" else "paragraph"
            self._parts.append(Part(kind, _closed_up(pieces), level=place.level, quote=place.quote))  # type: ignore[arg-type]
        elif any("\xa0" in piece.text for piece in pieces):
            self._parts.append(Part("blank"))

    def _apart(self, node: etree._Element, look: Look, place: _Place, depth: int) -> list[Part]:
        """Return the parts inside an element, not yet among all others."""
        walk = _Walk(self._sheet, self._asides)
        walk._place = place
        walk._inside(node, look, place, depth)
        return walk.flushed()

    def _list(self, node: etree._Element, look: Look, place: _Place, depth: int) -> None:
        number = _number(node.get("start"), 1)
        inner = replace(place, lists=place.lists + 1)
        for child in node:
            if child.tag in ("ul", "ol", "dir"):
                self._list(child, look, inner, depth + 1)
                continue
            parts = self._apart(child, self._sheet.look(child, look), inner, depth + 1)
            marker = "-"
            if node.tag == "ol" and child.tag == "li":
                number = _number(child.get("value"), number)
                marker = _marked(node.get("type") or "1", number)
                number += 1
            tight = not any(one.tag == "p" for one in child)
            items = in_list(parts, place.lists, marker)
            self._parts += [replace(one, tight=tight) if one.kind == "item" else one for one in items]

    def _table(self, node: etree._Element, look: Look, place: _Place, depth: int) -> Iterator[Part]:
        for caption in node.iterchildren("caption"):
            yield from self._apart(caption, look, place, depth + 1)
        rows = []
        for row in _rows(node):
            cells = [one for one in row if one.tag in ("td", "th")]
            rows.append([self._apart(cell, self._sheet.look(cell, look), place, depth + 1) for cell in cells])
        yield from (part for part in told_as_table(rows) if says_something(part))


def _space(match: re.Match[str]) -> str:
    """Return what is between words: tabs inside a line were typed, and part a title from its page."""
    return "\t" if "\t" in match[0] and "\n" not in match[0] else " "


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _closed_up(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return pieces without the space that two of them show twice."""
    found: list[Piece] = []
    for piece in pieces:
        ends = not found or found[-1].text.endswith((" ", "\n"))
        text = piece.text.removeprefix(" ") if ends and "\t" not in piece.text else piece.text
        if text:
            found.append(replace(piece, text=text))
    return tuple(found)


def _number(said: str | None, other: int) -> int:
    return int(said) if said and re.fullmatch(r"-?\d{1,6}", said.strip()) else other


def _marked(kind: str, number: int) -> str:
    from bibliographe.ingest.conversion.counting import counted

    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return f"{counted(number, forms.get(kind, 'decimal'))}."
