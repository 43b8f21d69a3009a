"""The parts of a document of Word, in their order, with what stands beside its text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.docx_chunks import Chunks
from bibliographe.ingest.conversion.docx_numbering import BULLET, Numbering
from bibliographe.ingest.conversion.docx_relations import main_of, members, related, targets
from bibliographe.ingest.conversion.docx_runs import Runs
from bibliographe.ingest.conversion.docx_styles import Styles
from bibliographe.ingest.conversion.packages import attribute, child, local
from bibliographe.ingest.conversion.written import (
    Aside,
    Part,
    footnote,
    says_something,
    text_of,
    told_as_table,
    told_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from bibliographe.ingest.conversion.docx_styles import Style
    from bibliographe.ingest.conversion.packages import Package
    from bibliographe.ingest.conversion.written import AsideKind

_TRANSPARENT = frozenset({"sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "AlternateContent", "Choice"})
_NOTES = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
_PAGE_PARTS: tuple[AsideKind, ...] = ("header", "footer")


class WordDocument:
    """A document taken apart: its `parts`, and its `asides`."""

    def __init__(self, package: Package, chunks: Chunks | None = None) -> None:
        """Take it apart; `chunks` reads what was put into it.

        Raises `SourceError` when a member that it cannot do without is not there or damaged.
        """
        self._package, self._chunks = package, chunks or Chunks()
        self._main = main_of(package)
        self._related = related(package, self._main)
        self._members, self._targets = members(package, self._main), targets(package, self._main)
        self.asides: list[Aside] = []
        self._styles = Styles(self._root("styles"))
        self._numbering = Numbering(self._root("numbering"))
        self._notes: dict[str, dict[str, etree._Element]] = {}
        self._marks = 0
        self.parts = self._read(package.xml(self._main), self._main)
        for kind in _PAGE_PARTS:
            for name in self._named(kind):
                said = told_of(self._read(package.xml(name), name, {}))
                self.asides.append(Aside(kind, said))

    def _named(self, kind: str) -> list[str]:
        return [name for said, name in self._related if said == kind and name in self._package]

    def _root(self, kind: str) -> etree._Element | None:
        return next((self._package.xml(name) for name in self._named(kind)), None)

    def _read(self, root: etree._Element, name: str, notes: dict[str, object] | None = None) -> list[Part]:
        """Return the parts of a member; notes are told where `notes` is None: those of notes are not."""
        runs = Runs(self._styles, targets(self._package, name), self.asides)
        if notes is None:
            runs.note = self._note
        body = child(root, "body") if local(root) == "document" else root
        return _tightened(list(self._blocks(body, runs))) if body is not None else []

    def _blocks(self, node: etree._Element, runs: Runs) -> Iterator[Part]:
        for one in node:
            name = local(one)
            if name == "p":
                yield from self._paragraph(one, runs)
            elif name == "tbl":
                yield from self._table(one, runs)
            elif name == "altChunk":
                yield from self._chunk(attribute(one, "id") or "")
            elif name in _TRANSPARENT:
                yield from self._blocks(one, runs)

    def _chunk(self, identifier: str) -> list[Part]:
        """Return the parts of a file of another format that was put in; what cannot be read is told beside the text."""
        name = self._members.get(identifier, "")
        if name not in self._package:
            self.asides.append(Aside("chunk", self._targets.get(identifier) or name or identifier))
            return []
        parts, asides = self._chunks.read(self._package, name)
        self.asides += asides
        return parts

    def _paragraph(self, node: etree._Element, runs: Runs) -> Iterator[Part]:
        properties = child(node, "pPr")
        style_name = attribute(child(properties, "pStyle"), "val")
        style = self._styles.paragraph(style_name)
        pieces = runs.read(node, style)
        boxes, drawn = runs.boxes, runs.rule or child(properties, "pBdr") is not None
        if text_of(pieces).strip():
            level = _outline(properties, style.level)
            marker, depth = self._marker(properties, style_name, style)
            kind = "heading" if level else "item" if marker else "paragraph"
            text = "" if level and marker == BULLET else marker
            yield Part(kind, pieces, level, depth, text)  # type: ignore[arg-type]
        elif drawn:
            yield Part("rule")
        elif not boxes:
            yield Part("blank")
        for box in boxes:
            yield from self._blocks(box, runs)

    def _marker(self, properties: etree._Element | None, name: str | None, style: Style) -> tuple[str, int]:
        """Return what is printed before a paragraph, and its level in its list."""
        said = child(properties, "numPr")
        number = attribute(child(said, "numId"), "val") or style.number[0]
        if number in (None, "0"):
            return "", 0
        level = attribute(child(said, "ilvl"), "val") or style.number[1]
        depth = int(level) if level and level.isdigit() else self._numbering.level_of_style(number or "", name)
        return self._numbering.next(number or "", depth) or "", depth or style.depth

    def _table(self, node: etree._Element, runs: Runs) -> Iterator[Part]:
        rows = [[list(self._blocks(cell, runs)) for cell in _within(row, "tc")] for row in _within(node, "tr")]
        yield from told_as_table(rows)

    def _note(self, kind: str, identifier: str, before: str) -> None:
        if kind not in self._notes:
            root = self._root(_NOTES[kind])
            found = [one for one in root if local(one) == kind] if root is not None else []
            self._notes[kind] = {attribute(one, "id") or "": one for one in found}
        note = self._notes[kind].get(identifier)
        if note is None:
            return
        name = self._named(_NOTES[kind])[0]
        parts = [part for part in self._read(note, name, {}) if says_something(part)]
        if kind == "comment":
            self.asides.append(Aside("comment", told_of(parts)))
        else:
            self._marks += 1
            self.asides.append(footnote(str(self._marks), before, parts))


def _within(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls and insertions."""
    for one in node:
        if local(one) == name:
            if child(one, f"{name}Pr", "del") is None:
                yield one
        elif local(one) in _TRANSPARENT:
            yield from _within(one, name)


def _outline(properties: etree._Element | None, level: int) -> int:
    said = attribute(child(properties, "outlineLvl"), "val")
    if said is None or not said.isdigit():
        return level
    return int(said) + 1 if int(said) < 9 else 0


def _tightened(parts: list[Part]) -> list[Part]:
    """Return parts with the items of lists one under the other, as Word prints them."""
    found: list[Part] = []
    for part in parts:
        follows = bool(found) and found[-1].kind == part.kind == "item"
        found.append(replace(part, tight=True) if follows else part)
    return found
