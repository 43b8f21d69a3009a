"""What follows a citation: annotation, contents, links, identifiers, in whatever order a house prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.fields import without_label
from bibliographe.ingest.document.links import addresses
from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.numbering import read_numbering
from bibliographe.ingest.document.phrases import holds, opening
from bibliographe.ingest.document.units import by_block, joined_runs, joined_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bibliographe.ingest.document.units import Unit

_SESSION = re.compile(r"\W*\w+(?:\s\w+)?\s+(?:n°\s?)?(?:\d{1,2}|[IVX]+)\s*[:.–—-]", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…]\s")
_FINISHED = re.compile(r"[.!?…:;»\"”)\]]$")
_LONGEST_CONTENTS_LINE = 300
_SURE_PERSON = 0.9


@dataclass(slots=True)
class Tail:
    """The lines after a citation by what they are; `annotation` and `contents` hold paragraphs of lines.

    `stray` holds what stands behind a rule and belongs to no entry, `unread` what looks like references of their own.
    """

    annotation: list[list[Unit]] = field(default_factory=list)
    contents_heading: list[Unit] = field(default_factory=list)
    contents: list[list[Unit]] = field(default_factory=list)
    inline_contents: list[str] = field(default_factory=list)
    links: list[Unit] = field(default_factory=list)
    identifiers: list[Unit] = field(default_factory=list)
    sources: list[Unit] = field(default_factory=list)
    people: list[Unit] = field(default_factory=list)
    kind: list[Unit] = field(default_factory=list)
    shelf: list[Unit] = field(default_factory=list)
    furniture: list[Unit] = field(default_factory=list)
    stray: list[Unit] = field(default_factory=list)
    unread: list[Unit] = field(default_factory=list)
    unannounced: bool = False
    """The contents are a list that nothing announces."""


def read_tail(
    body: Sequence[Unit],
    marks: Sequence[str],
    last: Unit,
    *,
    people_known: bool,
    whole: bool = False,
    early: Sequence[Unit] = (),
) -> Tail:
    """Sort the lines of `body`; `last` ends the citation, `early` is an annotation that stood before it.

    `whole` says that the entry is one paragraph, people and title too: one that begins like it is another reference.
    """
    blocks = {lines[0].number: joined_text(lines) for lines in by_block(body)}
    reader = _TailReader(marks, last, blocks, people_known=people_known, whole=whole)
    for unit in (*early, *body):
        reader.take(unit)
    return reader.tail


class _TailReader:
    def __init__(
        self, marks: Sequence[str], last: Unit, blocks: Mapping[int, str], *, people_known: bool, whole: bool
    ) -> None:
        self.tail = Tail()
        self._blocks = blocks
        self._whole = whole
        self._marks = marks
        self._people_known = people_known
        self._cited = last
        self._last: Unit | None = None
        self._list: list[list[Unit]] | None = None
        self._in_contents = False
        self._crossed: set[str] = set()

    def take(self, unit: Unit) -> None:
        """Add one line to what it belongs to."""
        mark = self._marks[unit.number]
        if mark in FURNITURE:
            self.tail.furniture.append(unit)
            self._crossed.add(mark)
            return
        # A rule parts entries, but beside a page's number or header it is only where the page ends.
        ruled = "rule" in self._crossed and not self._crossed & {"page", "header"}
        if self.tail.stray or (ruled and self._is_stray(unit, mark)):
            self.tail.stray.append(unit)
            return
        self._crossed.clear()
        marked = {
            "link": self.tail.links,
            "identifier": self.tail.identifiers,
            "source": self.tail.sources,
            "shelf": self.tail.shelf,
        }
        if mark == "contents-heading":
            self._open_contents(unit)
        elif mark in marked and not self._lists_in_contents(unit):
            marked[mark].append(unit)
            self._in_contents, self._list = False, None
        elif self._is_unread(unit):
            self.tail.unread.append(unit)
        else:
            self._take_text(unit)
        self._last = unit

    def _lists_in_contents(self, unit: Unit) -> bool:
        """Return whether what reads as a link's label is a line of contents: `Lire sa fiche de paie`."""
        marked_alike = not self.tail.contents or self.tail.contents[-1][0].marker[:1] in ("", unit.marker[:1])
        listed = marked_alike or unit.marker[:1].isalnum()
        return self._in_contents and unit.kind == "item" and bool(unit.marker) and listed and not _leads_away(unit)

    def _is_stray(self, unit: Unit, mark: str) -> bool:
        """Return whether a line behind a rule belongs to no entry: only sentences and lists broken off go on there."""
        if mark or self._last is None:
            return False
        if unit.quote != self._cited.quote:
            return True
        if unit.kind == "item" or (
            self.tail.annotation and not _FINISHED.search(joined_text(self.tail.annotation[-1]))
        ):
            return False
        return bool(self.tail.annotation or self.tail.links or self.tail.contents)

    def _is_unread(self, unit: Unit) -> bool:
        """Return whether a paragraph of its own is rather a reference that could not be read."""
        if self.tail.unread and self.tail.unread[-1].block == unit.block:
            return True
        own = unit.opens and (unit.kind != "item" or bool(unit.marker)) and not self._in_contents
        own = own or (self._whole and unit.block == self._cited.block and not self._in_contents)
        text = self._blocks.get(unit.number, unit.text)
        refers = evidence.refers(text) or (self._whole and self._begins_as_one(unit, text))
        return own and refers and not evidence.contents_heading(unit.text)

    def _begins_as_one(self, unit: Unit, text: str) -> bool:
        return evidence.begins_as_reference(text) or (
            unit.opens and unit.closes and evidence.sets_off_a_title(unit.runs)
        )

    def _open_contents(self, unit: Unit) -> None:
        self.tail.contents_heading.append(unit)
        self.tail.inline_contents.extend(evidence.inline_contents(unit.text))
        self._in_contents, self._list = True, self.tail.contents

    def _take_text(self, unit: Unit) -> None:
        if unit.kind == "item" and (unit.marker or unit.depth > self._cited.depth):
            self._take_item(unit)
        elif self._continues_contents(unit):
            _extend(self.tail.contents, unit, new=unit.opens or not self._goes_on(unit))
        elif _is_session(unit):
            self._in_contents, self._list = True, self.tail.contents
            self.tail.contents.append([unit])
        elif self._says_kind(unit):
            self.tail.kind.append(unit)
        elif self._names_people(unit):
            self.tail.people.append(unit)
        else:
            self._annotate(unit)

    def _continues_contents(self, unit: Unit) -> bool:
        """Return whether a plain line after an announcement of contents is one of their lines."""
        if not self._in_contents or self._last is None:
            return False
        if unit.block == self._last.block:
            return True
        after_items = bool(self.tail.contents) and self.tail.contents[-1][-1].kind == "item"
        if after_items or self.tail.inline_contents:
            return False
        return not evidence.is_prose(unit.text) and len(unit.text) <= _LONGEST_CONTENTS_LINE

    def _goes_on(self, unit: Unit) -> bool:
        """Return whether a line of contents goes on with the one before it in the same paragraph."""
        return unit.text[:1].islower() and self._last is not None and self._marks[self._last.number] == ""

    def _take_item(self, unit: Unit) -> None:
        if self._list is None:
            self._list = self._list_for(unit)
        self._in_contents = self._list is self.tail.contents
        _extend(self._list, unit, new=bool(unit.marker) or unit.opens)

    def _list_for(self, unit: Unit) -> list[list[Unit]]:
        """Decide whether a list goes on with the annotation's sentence or tells contents."""
        before = self.tail.annotation[-1] if self.tail.annotation and self._last in self.tail.annotation[-1] else []
        said = joined_text(before)
        if said.endswith(":"):
            sentence = _SENTENCE.split(said)[-1]
            if not holds("PROGRAMME", sentence):
                return self.tail.annotation
            if sentence == said and not _SENTENCE.search(said):
                self.tail.contents_heading.extend(self.tail.annotation.pop())
            return self.tail.contents
        if evidence.is_prose(unit.text) and self.tail.annotation:
            return self.tail.annotation
        self.tail.unannounced = bool(said)
        return self.tail.contents

    def _says_kind(self, unit: Unit) -> bool:
        fresh = not self.tail.annotation and not self.tail.kind
        return fresh and unit.alone and not unit.strong and evidence.kind_line(unit.text) is not None

    def _names_people(self, unit: Unit) -> bool:
        found = evidence.people(unit.text)
        inside = bool(self.tail.annotation) and self.tail.annotation[-1][-1].block == unit.block
        if found is None or (inside and not unit.opens):
            return False
        if opening("PEOPLE_LABEL", unit.text):
            return True
        persons = all(one.agent.kind == "person" for one in found.contributions)
        fresh = not self.tail.annotation and not self.tail.links and not self.tail.people
        return fresh and not self._people_known and persons and found.score >= _SURE_PERSON

    def _annotate(self, unit: Unit) -> None:
        self._in_contents = False
        paragraphs = self.tail.annotation
        if self._list is self.tail.contents:
            self._list = None
        if paragraphs and self._is_same_paragraph(paragraphs[-1], unit):
            paragraphs[-1].append(unit)
        else:
            paragraphs.append([unit])
        self._list = None

    @staticmethod
    def _is_same_paragraph(paragraph: Sequence[Unit], unit: Unit) -> bool:
        """Return whether a line goes on with a paragraph, be it over the end of a page."""
        if paragraph[-1].block == unit.block:
            return True
        return paragraph[-1].kind != "item" and not _FINISHED.search(paragraph[-1].text) and unit.text[:1].islower()


def _leads_away(unit: Unit) -> bool:
    return any("link" in run.styles for run in unit.runs) or bool(addresses(unit.text))


def _extend(paragraphs: list[list[Unit]], unit: Unit, *, new: bool) -> None:
    if new or not paragraphs:
        paragraphs.append([unit])
    else:
        paragraphs[-1].append(unit)


def _is_session(unit: Unit) -> bool:
    """Return whether a paragraph is a line of a programme: `Séance 1 : …`."""
    return bool(
        unit.opens
        and not unit.text.endswith(".")
        and _SESSION.match(unit.text)
        and opening("SESSION", unit.text)
        and len(unit.text) <= _LONGEST_CONTENTS_LINE
    )


def annotation_text(tail: Tail) -> str | None:
    """Return the annotation, a line a paragraph; None when there is none."""
    lines = [
        f"{paragraph[0].marker} {text}" if paragraph[0].kind == "item" and paragraph[0].marker else text
        for paragraph in tail.annotation
        if (text := joined_text(paragraph))
    ]
    return without_label("\n".join(lines), "COMMENT") or None


def contents_depth(paragraphs: Sequence[Sequence[Unit]]) -> list[int]:
    """Return the depth of each line of contents, counted from the shallowest."""
    depths = [paragraph[0].depth for paragraph in paragraphs]
    return [depth - min(depths) for depth in depths]


def numbered_title(text: str) -> tuple[int, str] | None:
    """Return the number and the rest of a title that a house counts: `3. Le mémoire technique`."""
    numbering = read_numbering(text)
    if numbering is None or numbering.style != "decimal 1" or not re.match(r"\d+\s?[.)]", text):
        return None
    return numbering.rank, numbering.label


__all__ = ["Tail", "annotation_text", "contents_depth", "joined_runs", "numbered_title", "read_tail"]
