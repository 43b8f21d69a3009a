"""Divides the document: title block, themes, entries, editorial notes, each with the lines that follow it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.anchors import ItemList, cites, find_anchors, find_lists, is_solid, runs_on
from bibliographe.ingest.document.heads import Head, HeadFinder
from bibliographe.ingest.document.links import is_address_line, target
from bibliographe.ingest.document.marks import FURNITURE, mark_units
from bibliographe.ingest.document.numbering import Numbering, read_numbering
from bibliographe.ingest.document.toc import TableOfContents, find_toc
from bibliographe.ingest.document.units import joined_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.units import Unit

DivisionKind = Literal["front", "topic", "entry", "note", "lost", "unread"]
Look = tuple[str, int]
_LONGEST_TOPIC = 200
_CAPITALS, _BOLD, _PLAIN = 7, 8, 9
_MANY_LINES = 2
_ADDRESS_ONLY = re.compile(r"<?(?:https?://|www\.)\S+>?", re.IGNORECASE)
_NAME_AND_ADDRESS = re.compile(rf"(?:[^:]{{3,120}}?\s*[:–—-]\s*)?{_ADDRESS_ONLY.pattern}", re.IGNORECASE)
_MOST_LINES = 2
"""Lines of a numbered theme that is too long for one."""


@dataclass(slots=True)
class Division:
    """A part of the document: what heads it, and the lines that follow up to the next part.

    `lost` is a heading that heads nothing that can be told, `unread` an item that could not be read among references.
    """

    kind: DivisionKind
    title: list[Unit] = field(default_factory=list)
    head: Head | None = None
    body: list[Unit] = field(default_factory=list)
    numbering: Numbering | None = None


@dataclass(slots=True)
class Document:
    """The units of a document with what is known of each, and its divisions in order."""

    units: list[Unit]
    marks: list[str]
    toc: TableOfContents
    lists: list[ItemList]
    reference_lists: list[ItemList]
    divisions: list[Division] = field(default_factory=list)


def divide(units: list[Unit]) -> Document:
    """Return the divisions of a document."""
    marks = mark_units(units)
    lists = find_lists(units, marks)
    reference_lists = [items for items in lists if cites(units, marks, items)]
    closed = _closed(units, marks, lists, reference_lists)
    anchors = find_anchors(units, marks, closed)
    solid = next((anchor.first for anchor in anchors if is_solid(anchor.parsed.citation)), len(units))
    toc = find_toc(units, marks, solid)
    closed |= toc.units
    anchors = [anchor for anchor in anchors if not closed & set(range(anchor.first, anchor.last + 1))]
    heads = HeadFinder(units, marks, toc, closed).find(anchors)
    document = Document(units, marks, toc, lists, reference_lists)
    document.divisions = _Divider(document, heads, closed).divide()
    return document


def _closed(
    units: Sequence[Unit], marks: Sequence[str], lists: Sequence[ItemList], reference_lists: Sequence[ItemList]
) -> set[int]:
    """Return the units that hold no reference: those of lists of contents."""
    closed: set[int] = set()
    for items in lists:
        announced = items.announced_by is not None and marks[items.announced_by] == "contents-heading"
        if announced or items not in reference_lists:
            closed.update(items.units)
    return closed


def strength(unit: Unit) -> int:
    """Return how strong a heading looks: 1 is a heading of level 1, 9 a plain line."""
    if unit.kind == "heading":
        return unit.level
    if is_capitals(unit.text):
        return _CAPITALS
    return _BOLD if unit.styles & {"bold", "link"} or unit.underlined else _PLAIN


def is_capitals(text: str) -> bool:
    """Return whether a line is all capitals, and is a word or more."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 3 and all(letter.isupper() or not letter.islower() for letter in letters)


def numbering_of(unit: Unit) -> Numbering | None:
    """Return the number of a heading, be it Markdown that took it for a list's."""
    marker = unit.marker if unit.marker[:1].isalnum() else ""
    return read_numbering(f"{marker} {unit.text}".strip())


class _Divider:
    """Decides for each line that is in no head whether a division begins there."""

    def __init__(self, document: Document, heads: Sequence[Head], closed: set[int]) -> None:
        self._document = document
        self._units = document.units
        self._marks = document.marks
        self._toc = document.toc
        self._closed = closed
        self._heads = {head.first: head for head in heads}
        self._taken = {number for head in heads for number in range(head.first, head.last + 1)}
        self._looks = Counter(self._look(head.title[0]) for head in heads if head.title)
        self._first = min(self._heads, default=len(self._units))
        self._topics: set[int] = set()
        self._topic_looks: set[Look] = set()
        self._linked_items: set[int] = set()
        self._unread_items: set[int] = set()

    def divide(self) -> list[Division]:
        """Return the divisions in order."""
        self._linked_items = self._find_linked_items()
        self._find_odd_items()
        self._find_topics()
        starts = self._starts()
        divisions = [Division("front")]
        number = 0
        while number < len(self._units):
            if number in self._heads:
                head = self._heads[number]
                divisions.append(Division("entry", head.title, head))
                number = head.last + 1
            elif number in starts:
                lines = self._heading_lines(number)
                divisions.append(self._begin(lines))
                number = lines[-1].number + 1
            else:
                if number not in self._toc.units and number not in self._taken:
                    divisions[-1].body.append(self._units[number])
                number += 1
        return self._classified(divisions)

    def _find_linked_items(self) -> set[int]:
        """Find the items that name a site by a link, in lists that stand directly under a heading: each is an entry."""
        found: set[int] = set()
        for items in self._document.lists:
            units = [self._units[number] for number in items.units]
            starts = [unit for unit in units if unit.marker and unit.depth == units[0].depth]
            under = items.announced_by is None or self._units[items.announced_by].strong
            open_starts = [unit for unit in starts if unit.number not in self._taken]
            if under and open_starts and all(self._names_a_site(unit) for unit in open_starts):
                found.update(unit.number for unit in open_starts)
        return found

    def _offers(self, unit: Unit) -> bool:
        """Return whether an item is rather a link line: `Consulter le guide`."""
        return self._marks[unit.number] == "link" and not _ADDRESS_ONLY.fullmatch(unit.text)

    def _find_odd_items(self) -> None:
        """Find the items among references that are none that can be read: those that lead to a site, and the others."""
        for items in self._document.reference_lists:
            units = [self._units[number] for number in items.units]
            depth = min(unit.depth for unit in units)
            starts = [unit for unit in units if unit.marker and unit.depth == depth]
            if len(starts) < _MANY_LINES or not self._taken & set(items.units):
                continue
            for unit in starts:
                if unit.number in self._taken or self._marks[unit.number] or unit.number in self._toc.units:
                    continue
                found = self._linked_items if self._names_a_site(unit) else self._unread_items
                found.add(unit.number)

    def _names_a_site(self, unit: Unit) -> bool:
        """Return whether an item is a site's link, its address, or its name before its address."""
        if self._offers(unit):
            return False
        if any(target(run.url) for run in unit.runs) and "link" in unit.styles:
            return True
        following = self._units[unit.number + 1 : unit.number + 2]
        beside = bool(following) and following[0].block == unit.block and is_address_line(following[0].text)
        return is_address_line(unit.text) or beside

    def _look(self, unit: Unit) -> Look:
        return (unit.kind if unit.kind == "heading" else "line", strength(unit))

    def _find_topics(self) -> None:
        """Find the themes that a table of contents or a number makes sure of."""
        for unit in self._units:
            if unit.number in self._taken or not self._may_head(unit):
                continue
            listed = self._toc.find(unit.text) is not None or (
                unit.marker and self._toc.find(f"{unit.marker} {unit.text}")
            )
            if (listed and (strength(unit) < _PLAIN or unit.alone)) or self._is_numbered_topic(unit):
                self._topics.add(unit.number)
                self._topic_looks.add(self._look(unit))

    def _may_head(self, unit: Unit) -> bool:
        if self._marks[unit.number] or unit.number in self._toc.units | self._unread_items or not unit.opens:
            return False
        if unit.number in self._closed and not self._is_lone_item(unit):
            return False
        return len(unit.text) <= _LONGEST_TOPIC and unit.kind != "row"

    def _is_lone_item(self, unit: Unit) -> bool:
        """Return whether what Markdown takes for a list of one numbered item may be a numbered heading."""
        items = next((items for items in self._document.lists if unit.number in items.units), None)
        if items is None or not unit.marker[:1].isalnum():
            return False
        own = [number for number in items.units if number not in self._toc.units]
        announced = items.announced_by if own[0] == items.units[0] else None
        alone = {self._units[number].block for number in own} == {unit.block}
        return alone and (announced is None or not self._units[announced].text.endswith(":"))

    def _is_numbered_topic(self, unit: Unit) -> bool:
        numbering = numbering_of(unit)
        block = self._block_of(unit)
        if numbering is None or len(block) > _MOST_LINES:
            return False
        if unit.kind == "heading" or (numbering.style.startswith("word") and unit.closes):
            return True
        text = joined_text(block)
        if evidence.is_prose(text) or text[-1] in ".;,":
            return False
        if numbering.style in ("capital", "small") and evidence.people(unit.text):
            return False
        return strength(unit) < _PLAIN or all(not self._marks[one.number] for one in block)

    def _block_of(self, unit: Unit) -> list[Unit]:
        """Return the lines of the block that a line begins."""
        end = unit.number + 1
        while end < len(self._units) and self._units[end].block == unit.block:
            end += 1
        return self._units[unit.number : end]

    def _starts(self) -> set[int]:
        """Return the units at which a division begins, heads apart."""
        starts = self._topics | self._linked_items | self._unread_items
        for unit in self._units:
            if unit.number not in self._taken and unit.number not in starts and self._stands_out(unit):
                starts.add(unit.number)
        return self._after_front(starts)

    def _stands_out(self, unit: Unit) -> bool:
        if not self._may_head(unit) or unit.kind == "item":
            return False
        if unit.alone and self._is_over_kind_line(unit):
            return True
        if unit.kind == "heading" or (unit.underlined and unit.alone):
            return True
        if not unit.alone or evidence.is_prose(unit.text) or unit.text.endswith((":", ",", ";")):
            return False
        return bool(unit.styles & {"bold", "link"}) or is_capitals(unit.text)

    def _is_over_kind_line(self, unit: Unit) -> bool:
        """Return whether the next line only says what kind of document this one names: `Podcast de Radio France`."""
        following = unit.number + 1
        if following >= len(self._units) or self._marks[following] or following in self._taken:
            return False
        line = self._units[following]
        return line.alone and not line.strong and line.kind == "paragraph" and evidence.kind_line(line.text) is not None

    def _after_front(self, starts: set[int]) -> set[int]:
        """Drop the headings of the title block: those before the first theme or entry that belong to neither."""
        end = min([self._first, *self._topics, *self._linked_items, *self._uncited(starts)])
        later = {self._look(self._units[number]) for number in starts if number > end} | self._topic_looks
        kept = {number for number in starts if number >= end}
        front = sorted(number for number in starts if number < end)
        if end not in self._topics:
            kept |= self._leading_topics(front, end, later)
        return kept

    def _uncited(self, starts: set[int]) -> list[int]:
        """Return the headings over a note, or over an entry without citation: both name their sources below."""
        found = []
        ordered = [number for number in sorted(starts) if number < self._first]
        for number, following in pairwise([*ordered, self._first]):
            body = self._units[number + 1 : following]
            sources = sum(self._marks[unit.number] == "source" and unit.opens for unit in body)
            if sources >= _MANY_LINES or (sources and self._is_over_kind_line(self._units[number])):
                found.append(number)
        return found

    def _leading_topics(self, front: list[int], end: int, later: set[Look]) -> set[int]:
        """Return the headings that stand directly over the first entry and look as the themes further down do."""
        kept: set[int] = set()
        limit = end
        for number in reversed(front):
            between = self._units[number + 1 : limit]
            if any(not self._is_filler(unit) for unit in between):
                break
            look = self._look(self._units[number])
            only = number == front[0] and not self._says_before(number)
            known = look in later and (not only or look not in self._looks)
            if known or (not later and number != front[0]):
                kept.add(number)
                limit = number
            else:
                break
        return kept

    def _says_before(self, number: int) -> bool:
        return any(not mark for mark in self._marks[:number])

    def _is_filler(self, unit: Unit) -> bool:
        return self._marks[unit.number] in FURNITURE or evidence.is_prose(unit.text) or unit.number in self._toc.units

    def _heading_lines(self, number: int) -> list[Unit]:
        """Return the lines of a heading: all of its block, and the heading after it that goes on with it."""
        lines = [self._units[number]]
        for unit in self._units[number + 1 :] if number not in self._linked_items | self._unread_items else ():
            same_block = unit.block == lines[-1].block
            goes_on = runs_on(lines[-1].text) or unit.text[:1].islower()
            same_look = self._look(unit) == self._look(lines[-1]) and unit.kind == "heading"
            if unit.number in self._taken or self._marks[unit.number] or not (same_block or (goes_on and same_look)):
                break
            lines.append(unit)
        return lines

    def _begin(self, lines: list[Unit]) -> Division:
        if lines[0].number in self._topics:
            return Division("topic", lines, numbering=numbering_of(lines[0]))
        if lines[0].number in self._linked_items:
            return Division("entry", lines[:1], Head(None, lines[:1]))
        return Division("unread" if lines[0].number in self._unread_items else "lost", lines)

    def _classified(self, divisions: list[Division]) -> list[Division]:
        """Tell what each heading that is neither a sure theme nor over a citation heads."""
        result: list[Division] = []
        for number, division in enumerate(divisions):
            if division.kind == "lost":
                following = divisions[number + 1] if number + 1 < len(divisions) else None
                self._classify(division, following)
            if division.kind == "lost" and result and self._goes_on(division, result[-1]):
                result[-1].body.extend([*division.title, *division.body])
            else:
                result.append(division)
        return result

    def _goes_on(self, division: Division, previous: Division) -> bool:
        """Return whether a bold line without anything of its own is part of the annotation before it."""
        return (
            previous.kind == "entry" and division.title[0].kind != "heading" and not is_capitals(division.title[0].text)
        )

    def _classify(self, division: Division, following: Division | None) -> None:
        unit = division.title[0]
        marks = Counter(self._marks[one.number] for one in division.body if one.opens)
        said = [one for one in division.body if self._marks[one.number] not in FURNITURE]
        prose = [one for one in said if not self._marks[one.number]]
        look = self._look(unit)
        like_titles = look in self._looks and look not in self._topic_looks
        over_kind = bool(said) and self._is_over_kind_line(division.title[-1])
        if marks["source"] >= _MANY_LINES and prose and not over_kind:
            division.kind = "note"
        elif self._heads and said and self._is_entry(unit, said, marks, like_titles):
            division.kind = "entry"
            division.head = Head(None, division.title)
        elif self._heads and self._is_topic(unit, said, following, like_titles):
            division.kind = "topic"
            division.numbering = numbering_of(unit)
            self._topic_looks.add(look)

    def _is_entry(self, unit: Unit, said: list[Unit], marks: Counter[str], like_titles: bool) -> bool:
        first = said[0]
        if not self._marks[first.number] and evidence.kind_line(first.text):
            return True
        if self._look(unit) in self._topic_looks:
            return False
        linked = marks["link"] or marks["identifier"] or any(target(run.url) for run in unit.runs)
        if marks["source"] or linked:
            return like_titles or self._look(unit) not in self._topic_looks
        return like_titles and any(not self._marks[one.number] for one in said)

    def _is_topic(self, unit: Unit, said: list[Unit], following: Division | None, like_titles: bool) -> bool:
        if self._look(unit) in self._topic_looks:
            return True
        if like_titles and self._topics and not said:
            return False
        if unit.kind == "heading" or is_capitals(unit.text) or unit.underlined:
            return not said or all(evidence.is_prose(one.text) for one in said if not self._marks[one.number])
        return not said and following is not None

    @staticmethod
    def text(lines: Sequence[Unit]) -> str:
        """Return the label of a heading."""
        return joined_text(lines)
