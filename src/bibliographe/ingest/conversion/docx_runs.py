"""The runs of a paragraph of Word as pieces of text, with links, fields, and changes that were tracked.

Insertions are read, deletions are not: the text is that of the document with all its changes accepted.
Source: ECMA-376 part 1, 17.3.3 (run content), 17.16 (fields and hyperlinks), 17.13.5 (revisions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.packages import attribute, child, local
from bibliographe.ingest.conversion.written import Aside, Piece, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

    from bibliographe.ingest.conversion.docx_styles import Style, Styles

_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+(?:"(?P<address>[^"]*)"|(?P<bare>[^\s"\\]\S*))?', re.IGNORECASE)
_PLACE_IN_FIELD = re.compile(r'\\l\s+"([^"]*)"')
_SIGNS = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad",
}  # fmt: skip
_SKIPPED = frozenset(
    {"del", "moveFrom", "delText", "instrText", "pPr", "rPr", "rt", "sdtPr", "sdtEndPr", "fldData", "Fallback"}
)
_ARROWS = range(0xE0, 0xF8)
"""Arrows of Wingdings, which Word makes of `-->`."""


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether what comes now is its result."""

    instruction: str = ""
    shown: bool = False

    @property
    def url(self) -> str | None:
        """Return where a field of a link leads to."""
        match = _LINK_FIELD.match(self.instruction)
        if match is None:
            return None
        place = _PLACE_IN_FIELD.search(self.instruction)
        address = match["address"] or match["bare"] or ""
        return f"{address}#{place[1]}" if place else address


class Runs:
    """Reads the content of paragraphs; fields may go on from one to the next."""

    def __init__(self, styles: Styles, targets: Mapping[str, str], asides: list[Aside]) -> None:
        """Read none yet; `targets` are the addresses of links by their relationship."""
        self._styles, self._targets, self._asides = styles, targets, asides
        self._fields: list[_Field] = []
        self._style: Style | None = None
        self._pieces: list[Piece] = []
        self.boxes: list[etree._Element] = []
        """The text boxes of the last paragraph."""
        self.rule = False
        """Whether the last paragraph draws a line across the page."""
        self.note: Callable[[str, str, str], None] | None = None
        """What is done with a note: its kind, its id, the text before it."""

    def read(self, paragraph: etree._Element, style: Style) -> tuple[Piece, ...]:
        """Return the pieces of a paragraph."""
        self._style, self._pieces, self.boxes, self.rule = style, [], [], False
        self._inside(paragraph, None)
        return tuple(self._pieces)

    def _inside(self, node: etree._Element, url: str | None) -> None:
        for one in node:
            self._take(one, local(one), url)

    def _take(self, node: etree._Element, name: str, url: str | None) -> None:
        if name == "r":
            self._run(node, url)
        elif name == "hyperlink":
            place = attribute(node, "anchor")
            target = self._targets.get(attribute(node, "id") or "", "")
            self._inside(node, (f"{target}#{place}" if place else target) or url)
        elif name == "fldSimple":
            self._inside(node, _Field(attribute(node, "instr") or "").url or url)
        elif name == "oMath":
            self._add("".join(one.text or "" for one in node.iter() if local(one) == "t"), (False, False), url)
        elif name not in _SKIPPED and name != "p":
            self._inside(node, url)

    def _run(self, node: etree._Element, url: str | None) -> None:
        assert self._style is not None  # noqa: S101 - `read` gave it
        bold, italic, hidden = self._styles.look(self._style, child(node, "rPr"))
        for one in node:
            name = local(one)
            if name in ("AlternateContent", "drawing", "pict", "object"):
                self._drawing(next(iter(one), one) if name == "AlternateContent" else one)
            elif name in ("footnoteReference", "endnoteReference", "commentReference"):
                if self.note:
                    self.note(name.removesuffix("Reference"), attribute(one, "id") or "", text_of(self._pieces))
            elif name == "fldChar" or name == "instrText":
                self._field(one, name)
            elif name == "ruby":
                for base in (part for part in one if local(part) == "rubyBase"):
                    self._inside(base, url)
            else:
                text = _text(one, name)
                if hidden and text.strip():
                    self._asides.append(Aside("hidden", text))
                elif text:
                    self._add(text, (bold, italic), url)

    def _add(self, text: str, look: tuple[bool, bool], url: str | None) -> None:
        if all(one.shown for one in self._fields):
            url = url or next((one.url for one in reversed(self._fields) if one.url), None)
            self._pieces.append(Piece(text, *look, url))

    def _field(self, node: etree._Element, name: str) -> None:
        if name == "instrText":
            if self._fields:
                self._fields[-1].instruction += node.text or ""
            return
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, node: etree._Element) -> None:
        for one in node.iter():
            name = local(one)
            if name == "txbxContent":
                self.boxes.append(one)
            elif name == "docPr":
                self._asides.append(Aside("picture", attribute(one, "descr") or ""))
            elif name == "rect" and attribute(one, "hr") in ("t", "true"):
                self.rule = True


def _text(node: etree._Element, name: str) -> str:
    if name == "t":
        return node.text or ""
    if name == "sym":
        return _symbol(attribute(node, "char") or "")
    return _SIGNS.get(name, "")


def _symbol(code: str) -> str:
    """Return a character of a font of symbols as one that all fonts have."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    number = int(code, 16)
    if not 0xF000 <= number <= 0xF0FF:
        return chr(number) if number else ""
    return "→" if number - 0xF000 in _ARROWS else "•"
