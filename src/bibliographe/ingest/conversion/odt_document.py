"""The parts of a document of OpenDocument, in their order, with what stands beside its text.

What was deleted and is still tracked is not read; insertions are. Source: OpenDocument 1.3 part 3, 5 and 6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.odt_numbering import BULLET, Counter, Lists, number_in
from bibliographe.ingest.conversion.odt_styles import Look, Styles, list_styles
from bibliographe.ingest.conversion.packages import attribute, child, local
from bibliographe.ingest.conversion.written import (
    Aside,
    Part,
    Piece,
    footnote,
    says_something,
    text_of,
    told_as_table,
    told_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 500
_SKIPPED = frozenset({"tracked-changes", "forms", "script", "sequence-decls", "variable-decls", "user-field-decls"})
_TITLES = frozenset({"Title", "Titre", "Titre_20_principal"})
_RULE = "Horizontal_20_Line"


@dataclass(frozen=True, slots=True)
class _Item:
    """The item of a list that paragraphs stand in: what counts it, its level from 1, and where it was counted."""

    counter: Counter
    level: int
    start: int | None = None
    counts: bool = True


class OpenDocument:
    """A document taken apart: its `parts`, and its `asides`."""

    def __init__(self, roots: list[etree._Element]) -> None:
        """Take it apart; `roots` hold its content, and the styles of its pages (`odf_files.roots_of`)."""
        content = roots[0]
        self.asides: list[Aside] = []
        self._styles = Styles(roots)
        self._lists = Lists(list_styles(roots))
        self._marks = 0
        self._boxes: list[etree._Element] = []
        body = child(content, "body")
        text = next(iter(body), None) if body is not None else None
        self.parts = list(self._blocks(text)) if text is not None else []
        for page in roots[-1].iter("{*}master-page"):
            for node in page:
                kind = local(node).partition("-")[0]
                if kind in ("header", "footer"):
                    self.asides.append(Aside(kind, told_of(self._blocks(node))))  # type: ignore[arg-type]

    def _blocks(self, node: etree._Element, item: _Item | None = None) -> Iterator[Part]:
        for one in node:
            name = local(one)
            if name in ("p", "h"):
                yield from self._paragraph(one, name, item)
                item = replace(item, counts=False) if item else None
            elif name == "list":
                yield from self._list(one, item)
            elif name == "table":
                yield from told_as_table([[list(self._blocks(cell)) for cell in row] for row in _rows(one)])
            elif name == "frame":
                self._boxes = []
                self._frame(one)
                yield from self._boxed()
            elif name not in _SKIPPED and not name.endswith("-source"):
                yield from self._blocks(one, item)

    def _list(self, node: etree._Element, around: _Item | None) -> Iterator[Part]:
        counter = self._lists.begin(node, around.counter if around else None)
        level = around.level + 1 if around else 1
        tight = False
        for one in node:
            start = number_in(one, "start-value", -1)
            item = _Item(counter, level, None if start < 0 else start, counts=local(one) == "list-item")
            for part in self._blocks(one, item):
                yield replace(part, tight=tight or level > 1) if part.kind == "item" else part
                tight = part.kind == "item"

    def _paragraph(self, node: etree._Element, name: str, item: _Item | None) -> Iterator[Part]:
        style = attribute(node, "style-name")
        names = self._styles.names(style)
        self._boxes = []
        pieces = tuple(_closed_up(self._pieces(node, self._styles.look("paragraph", style, Look()), None)))
        boxes, self._boxes = self._boxes, []
        if text_of(pieces).strip():
            level = number_in(node, "outline-level", 1) if name == "h" else int(not _TITLES.isdisjoint(names))
            yield self._part(node, pieces, level, item)
        else:
            yield Part("rule" if _RULE in names else "blank")
        self._boxes = boxes
        yield from self._boxed()

    def _part(self, node: etree._Element, pieces: tuple[Piece, ...], level: int, item: _Item | None) -> Part:
        marker = item.counter.next(item.level, item.start) if item and item.counts else ""
        if level:
            if item is None and local(node) == "h" and attribute(node, "is-list-header") != "true":
                start = number_in(node, "start-value", -1) if attribute(node, "restart-numbering") == "true" else -1
                marker = self._lists.headings.next(level, None if start < 0 else start)
            return Part("heading", pieces, level, marker="" if marker == BULLET else marker)
        if item is None or (item.counts and not marker):
            return Part("paragraph", pieces)
        return Part("item", pieces, depth=item.level - 1, marker=marker)

    def _pieces(self, node: etree._Element, look: Look, url: str | None) -> Iterator[Piece]:
        yield from self._piece(_SPACES.sub(" ", node.text or ""), look, url)
        before = node.text or ""
        for one in node:
            name = local(one)
            if name == "note":
                self._note(one, before)
            elif name == "annotation":
                self.asides.append(Aside("comment", told_of(self._blocks(one))))
            elif name in ("frame", "custom-shape", "g", "rect"):
                self._frame(one)
            else:
                for piece in self._inside(one, name, look, url):
                    before += piece.text
                    yield piece
            tail = _SPACES.sub(" ", one.tail or "")
            before += tail
            yield from self._piece(tail, look, url)

    def _inside(self, node: etree._Element, name: str, look: Look, url: str | None) -> Iterator[Piece]:
        if name == "s":
            yield from self._piece(" " * min(number_in(node, "c", 1), _MOST_SPACES), look, url)
        elif name in ("tab", "line-break"):
            yield from self._piece("\t" if name == "tab" else "\n", look, url)
        elif name == "a":
            yield from self._pieces(node, look, attribute(node, "href") or url)
        elif name == "span":
            yield from self._pieces(node, self._styles.look("text", attribute(node, "style-name"), look), url)
        elif name not in ("ruby-text", "annotation-end", "hidden-text") and name not in _SKIPPED:
            yield from self._pieces(node, look, url)

    def _piece(self, text: str, look: Look, url: str | None) -> Iterator[Piece]:
        if text and look.hidden:
            self.asides.append(Aside("hidden", text))
        elif text:
            yield Piece(text, look.bold, look.italic, url)

    def _note(self, node: etree._Element, before: str) -> None:
        body = child(node, "note-body")
        parts = [part for part in self._blocks(body) if says_something(part)] if body is not None else []
        self._marks += 1
        self.asides.append(footnote(str(self._marks), before, parts))

    def _frame(self, node: etree._Element) -> None:
        for one in node:
            name = local(one)
            if name == "text-box" or (name in ("p", "list") and local(node) != "frame"):
                self._boxes.append(one if name == "text-box" else node)
                if name != "text-box":
                    return
            elif name in ("title", "desc"):
                self.asides.append(Aside("picture", one.text or ""))
            elif name in ("frame", "g", "custom-shape", "rect"):
                self._frame(one)

    def _boxed(self) -> Iterator[Part]:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self._blocks(box)


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    for one in table:
        if local(one) == "table-row":
            yield [cell for cell in one if local(cell) in ("table-cell", "covered-table-cell")]
        elif local(one) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(one)


def _closed_up(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield pieces without the spaces that only indent the XML: at the start of a paragraph."""
    begun = False
    for piece in pieces:
        text = piece.text if begun else piece.text.removeprefix(" ")
        begun = begun or bool(text)
        if text:
            yield replace(piece, text=text)
