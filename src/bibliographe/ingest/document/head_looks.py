"""What the looks of titles and themes, all over a document, say of single heads: which were mistaken, and for what."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bibliographe.ingest.document.citing import Anchor, before, is_solid, whole_reference
from bibliographe.ingest.document.numbering import read_numbering
from bibliographe.ingest.document.phrases import opening
from bibliographe.ingest.document.statements import compiles
from bibliographe.ingest.document.units import joined_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.blocks import BlockKind
    from bibliographe.ingest.document.head import Head
    from bibliographe.ingest.document.head_lines import HeadLines
    from bibliographe.ingest.document.toc import TableOfContents
    from bibliographe.ingest.document.units import Unit

_OPENING = 20
"""Lines of a document among which it says what it is and who made it."""
_STATEMENT_WORDS = 12


class HeadLooks:
    """Corrects heads by the looks of all of them."""

    def __init__(
        self,
        units: Sequence[Unit],
        marks: Sequence[str],
        toc: TableOfContents,
        closed: set[int],
        lines: HeadLines,
    ) -> None:
        """Look at `units`; those in `closed` are contents or tables, `lines` finds the lines of a title."""
        self._units = units
        self._marks = marks
        self._toc = toc
        self._closed = closed
        self._lines = lines
        self._presented = self._end_of_presentation()

    def _end_of_presentation(self) -> int:
        """Return the unit before which only a title block can stand: a table of contents, or who compiled it all."""
        statements = (
            unit.number for unit in self._units[:_OPENING] if compiles(unit.text) and _is_of_selection(unit.text)
        )
        return max(min(self._toc.units, default=0), min(statements, default=0))

    def with_first_lines(self, heads: list[Head]) -> list[Head]:
        """Give titles the heading directly above that looks alike, where themes have numbers and look otherwise."""
        headings = (unit for unit in self._units if unit.kind == "heading" and unit.number not in self._toc.units)
        numbered = {self._look(unit) for unit in headings if read_numbering(unit.text)}
        titles = Counter(self._look(head.title[0]) for head in heads if head.title)
        floor = 0
        for head in heads:
            look = self._look(head.title[0]) if head.title else None
            number = head.title[0].number - 1 if head.title else -1
            if look and look not in numbered and numbered and titles[look] > 1 and number >= floor:
                unit = self._units[number]
                alike = self._look(unit) == look and unit.styles == head.title[0].styles
                # Bold in a heading is a converter's, which makes a heading of each printed line.
                if (
                    alike
                    and unit.kind == "heading"
                    and "bold" in unit.styles
                    and not self._marks[number]
                    and not self._is_sure_theme(unit)
                ):
                    head.title.insert(0, unit)
            floor = head.last + 1
        return heads

    def after_title_block(self, heads: list[Head]) -> list[Head]:
        """Drop first heads made of the selection's own title and of its date or compiler: `Centre X, 2022`."""
        others = Counter(unit.strong for head in heads[1:] for unit in head.title[:1])
        while len(heads) > 1 and self._is_title_block(heads[0], strong=others[True] > others[False]):
            heads = heads[1:]
        return heads

    def _is_title_block(self, head: Head, *, strong: bool) -> bool:
        if head.anchor is None or head.anchor.reference:
            return False
        early = head.last < self._presented
        if early and not is_solid(head.anchor.parsed.citation):
            return True
        opens = not any(not mark for mark in self._marks[: head.first])
        said = [*head.title, *self._units[head.anchor.first : head.anchor.last + 1]]
        presents = any(opening("GENRE", unit.text) or compiles(unit.text) for unit in said)
        if is_solid(head.anchor.parsed.citation):
            return presents and (opens or early or not head.title)
        return not head.title or opens or presents or (strong and not head.title[0].strong)

    def not_under_themes(self, heads: list[Head]) -> list[Head]:
        """Take a heading that looks as those over other entries do for a theme, and the line under it for the title."""
        titles = Counter(self._look(head.title[0]) for head in heads if head.title)
        over = [before(head.first, self._marks) for head in heads]
        themes = Counter(
            self._look(self._units[number])
            for number in over
            if number is not None and self._heads_unnamed(self._units[number])
        )
        for head in heads:
            look = self._look(head.title[0]) if head.title else None
            if look and themes[look] > titles[look] and not head.people_first:
                self._take_theme_away(head)
        return heads

    def _take_theme_away(self, head: Head) -> None:
        """Read the title out of the lines under a theme that was taken for it: the first one, or a whole reference."""
        if head.people:
            head.title, head.people = head.people[:1], head.people[1:]
        elif head.anchor:
            first, last = head.anchor.first, head.anchor.last
            found = whole_reference(joined_runs(self._units[first : last + 1]))
            if found:
                head.title, head.anchor = [], Anchor(first, last, found.parsed, found)

    def _heads_unnamed(self, unit: Unit) -> bool:
        """Return whether a unit is a heading that neither a number nor a table of contents makes sure of."""
        return unit.kind == "heading" and not self._marks[unit.number] and not self._is_sure_theme(unit)

    def _is_sure_theme(self, unit: Unit) -> bool:
        return self._lines.names_topic(unit) or read_numbering(unit.text) is not None

    @staticmethod
    def _look(unit: Unit) -> tuple[str, int, bool]:
        return unit.kind, unit.level, unit.strong

    def under_their_looks(self, heads: list[Head]) -> list[Head]:
        """Where titles are set off, take for the title the line set off before a plain one: that one names people."""
        looks = Counter((unit.kind, unit.level) for head in heads for unit in head.title[:1] if unit.strong)
        if looks.total() * 2 < len(heads):
            return heads
        floor = 0
        for head in heads:
            self._take_title_over(head, floor, looks)
            floor = head.last + 1
        return heads

    def _take_title_over(self, head: Head, floor: int, looks: Counter[tuple[BlockKind, int]]) -> None:
        if not head.title or head.title[0].strong or head.people:
            return
        number = before(head.title[0].number, self._marks, floor)
        if number is None or self._marks[number] or number in self._closed or number in self._toc.units:
            return
        unit = self._units[number]
        if unit.strong and (unit.kind, unit.level) in looks and not self._lines.names_topic(unit):
            head.people = head.title
            head.title = self._lines.title_lines(number, floor)


def _is_of_selection(text: str) -> bool:
    """Return whether what was compiled is a bibliography, or a document of which nothing more is said."""
    return opening("GENRE", text) is not None or len(text.split()) <= _STATEMENT_WORDS
