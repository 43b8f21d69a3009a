"""The parts of a document, and what is known of it before it is divided."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.looks import look_of, numbering_of
from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.numbering import read_bare_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.document.head import Head
    from bibliographe.ingest.document.lists import ItemList
    from bibliographe.ingest.document.looks import Look
    from bibliographe.ingest.document.numbering import Numbering
    from bibliographe.ingest.document.toc import TableOfContents
    from bibliographe.ingest.document.units import Unit

DivisionKind = Literal["front", "topic", "entry", "note", "lost", "unread"]


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
    """The units of a document with what is known of each, and its divisions in order.

    `closed` holds the numbers of the units that neither cite nor head anything: contents, tables.
    """

    units: list[Unit]
    marks: list[str]
    toc: TableOfContents
    lists: list[ItemList]
    reference_lists: list[ItemList]
    closed: set[int]
    divisions: list[Division] = field(default_factory=list)


class Ground:
    """What the heads of entries say of a document: the lines that they take up, the looks of their titles.

    `linked` and `unread` hold the items of lists that are entries without a citation, and those that cannot be read.
    """

    def __init__(self, document: Document, heads: Sequence[Head]) -> None:
        """Start from the heads that were found around citations."""
        self.document = document
        self.units = document.units
        self.marks = document.marks
        self.toc = document.toc
        self.heads = {head.first: head for head in heads}
        self.taken = {number for head in heads for number in range(head.first, head.last + 1)}
        self.looks: Counter[Look] = Counter(look_of(head.title[0]) for head in heads if head.title)
        self.first = min(self.heads, default=len(self.units))
        self.linked: set[int] = set()
        self.unread: set[int] = set()
        self.list_of = {number: items for items in document.lists for number in items.units}
        self._lone: dict[int, bool] = {}
        self._bare_numbers = dict(self._find_bare_numbers())

    def holds_one(self, items: ItemList) -> bool:
        """Return whether a list, the lines of the table of contents apart, is one item that no sentence announces."""
        first = items.units[0]
        if first not in self._lone:
            own = [number for number in items.units if number not in self.toc.units]
            announced = items.announced_by if own and own[0] == first else None
            alone = len({self.units[number].block for number in own}) == 1
            self._lone[first] = alone and (announced is None or not self.units[announced].text.endswith(":"))
        return self._lone[first]

    def numbering_of(self, unit: Unit) -> Numbering | None:
        """Return the number of a heading: one with its sign, or a bare one in a series of headings that count on."""
        return numbering_of(unit) or self._bare_numbers.get(unit.number)

    def _find_bare_numbers(self) -> Iterator[tuple[int, Numbering]]:
        levels: dict[int, list[tuple[int, Numbering]]] = defaultdict(list)
        for unit in self.units:
            number = read_bare_number(unit.text) if unit.kind == "heading" and unit.number not in self.taken else None
            if number:
                levels[unit.level].append((unit.number, number))
        for found in levels.values():
            if len(found) > 1 and [number.rank for _, number in found] == list(range(1, len(found) + 1)):
                yield from found

    def is_over_kind_line(self, unit: Unit) -> bool:
        """Return whether the next line only says what kind of document this one names: `Podcast de Radio France`."""
        following = unit.number + 1
        if following >= len(self.units) or self.marks[following] or following in self.taken:
            return False
        line = self.units[following]
        return line.alone and not line.strong and line.kind == "paragraph" and evidence.kind_line(line.text) is not None

    def is_filler(self, unit: Unit) -> bool:
        """Return whether a line may stand between a heading and what it heads: furniture, sentences, contents."""
        if self.marks[unit.number] in FURNITURE or unit.number in self.toc.units:
            return True
        # `Required:` announces what follows
        return evidence.is_prose(unit.text) or (unit.text.endswith(":") and unit.alone and not unit.strong)
