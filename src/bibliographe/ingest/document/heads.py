"""Heads of entries: from each anchor back to its title, over the people between them or before them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.anchors import Anchor, before, is_solid, runs_on, whole_reference
from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.numbering import read_numbering
from bibliographe.ingest.document.phrases import opening
from bibliographe.ingest.document.statements import compiles
from bibliographe.ingest.document.units import joined_runs
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.blocks import BlockKind
    from bibliographe.ingest.document.toc import TableOfContents
    from bibliographe.ingest.document.units import Unit

_MOST_TITLE_LINES = 4
_OFTEN = 0.2
_AT_LEAST = 2
_OPENING = 20
"""Lines of a document among which it says what it is and who made it."""
_STATEMENT_WORDS = 12


@dataclass(slots=True)
class Head:
    """The units of an entry's title, people, kind and citation; `first` and `last` bound them.

    `early` holds an annotation that stands between title and citation.
    """

    anchor: Anchor | None
    title: list[Unit] = field(default_factory=list)
    people: list[Unit] = field(default_factory=list)
    kind: list[Unit] = field(default_factory=list)
    early: list[Unit] = field(default_factory=list)
    people_first: bool = False

    @property
    def first(self) -> int:
        """Return the number of its first unit."""
        numbers = [unit.number for unit in (*self.title, *self.people, *self.kind)]
        return min([*numbers, self.anchor.first] if self.anchor else numbers)

    @property
    def last(self) -> int:
        """Return the number of the last unit of its citation, or of its title when it has none."""
        numbers = [unit.number for unit in (*self.title, *self.people, *self.kind)]
        return max([*numbers, self.anchor.last] if self.anchor else numbers)


class HeadFinder:
    """Finds the heads of a document, learning from the sure ones where this house prints its authors."""

    def __init__(self, units: Sequence[Unit], marks: Sequence[str], toc: TableOfContents, closed: set[int]) -> None:
        """Look at `units`; those in `closed` are contents or tables."""
        self._units = units
        self._marks = marks
        self._toc = toc
        self._closed = closed
        self._people_come_first = False
        self._presented = self._end_of_presentation()

    def _end_of_presentation(self) -> int:
        """Return the unit before which only a title block can stand: a table of contents, or who compiled it all."""
        statements = (
            unit.number for unit in self._units[:_OPENING] if compiles(unit.text) and _is_of_selection(unit.text)
        )
        return max(min(self._toc.units, default=0), min(statements, default=0))

    def find(self, anchors: Sequence[Anchor]) -> list[Head]:
        """Return one head for each anchor, in order."""
        heads = self._heads(anchors)
        early = sum(head.people_first for head in heads)
        if early >= max(_AT_LEAST, _OFTEN * len(heads)):
            self._people_come_first = True
            heads = self._heads(anchors)
        return self._with_first_lines(self._after_title_block(heads))

    def _with_first_lines(self, heads: list[Head]) -> list[Head]:
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

    def _after_title_block(self, heads: list[Head]) -> list[Head]:
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

    def _heads(self, anchors: Sequence[Anchor]) -> list[Head]:
        heads: list[Head] = []
        floor = 0
        for anchor in anchors:
            head = Head(anchor) if anchor.reference else self._head(anchor, floor)
            if not head.title and not anchor.reference and (not heads or not self._adjoins(heads[-1], anchor)):
                head = self._titled(head)
            item = self._units[anchor.first].kind == "item" and bool(self._units[anchor.first].marker)
            if head.title or anchor.reference or item or not heads or not self._adjoins(heads[-1], anchor):
                heads.append(head)
                floor = anchor.last + 1
        return self._under_their_looks(self._not_under_themes(heads))

    def _titled(self, head: Head) -> Head:
        """Return a head without title as the whole reference that its lines may be."""
        anchor = head.anchor
        found = whole_reference(joined_runs(self._units[anchor.first : anchor.last + 1])) if anchor else None
        return Head(Anchor(anchor.first, anchor.last, found.parsed, found)) if anchor and found else head

    def _not_under_themes(self, heads: list[Head]) -> list[Head]:
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
        return self._names_topic(unit) or read_numbering(unit.text) is not None

    @staticmethod
    def _look(unit: Unit) -> tuple[str, int, bool]:
        return unit.kind, unit.level, unit.strong

    def _adjoins(self, head: Head, anchor: Anchor) -> bool:
        """Return whether a second citation belongs to the entry before it, with nothing that could be a title."""
        between = range(head.last + 1, anchor.first)
        return head.anchor is not None and all(self._marks[number] not in FURNITURE for number in between)

    def _under_their_looks(self, heads: list[Head]) -> list[Head]:
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
        if unit.strong and (unit.kind, unit.level) in looks and not self._names_topic(unit):
            head.people = head.title
            head.title = self._title_lines(number, floor)

    def _head(self, anchor: Anchor, floor: int) -> Head:
        head = Head(anchor)
        number = self._over_people_and_kind(head, before(anchor.first, self._marks, floor), floor)
        if number is None or not self._may_be_title(number, anchor):
            return head
        if self._is_annotation(number):
            title = self._title_over_annotation(number, floor)
            if title is None:
                return head
            head.early = [self._units[one] for one in range(title + 1, anchor.first) if not self._marks[one]]
            number = title
        head.title = self._title_lines(number, floor)
        if not head.people:
            self._people_before(head, floor)
        return head

    def _over_people_and_kind(self, head: Head, number: int | None, floor: int) -> int | None:
        """Walk back over lines of people and of kind, as long as something that may be a title stands before them."""
        while number is not None:
            unit, previous = self._units[number], before(number, self._marks, floor)
            if previous is None or self._marks[number] or unit.kind == "heading" or not self._precedes(previous, unit):
                break
            if unit.strong and (head.people or not unit.alone):
                break
            led = evidence.led_people(unit.text) is not None
            if not unit.opens and ((unit.text[:1].islower() and not led) or runs_on(self._units[unit.number - 1].text)):
                break
            if self._is_site_under_theme(head, unit, previous):
                break
            says_kind = (
                unit.alone and not unit.strong and evidence.kind_line(unit.text) and self._units[previous].strong
            )
            if (evidence.people(unit.text) and (led or not says_kind)) or self._repeats_publisher(head, unit):
                head.people.insert(0, unit)
            elif says_kind:
                head.kind.insert(0, unit)
            else:
                break
            number = previous
        return number

    @staticmethod
    def _repeats_publisher(head: Head, unit: Unit) -> bool:
        """Return whether a line is the name of a body that the citation under it names as its publisher."""
        publishers = head.anchor.parsed.citation.publishers if head.anchor else ()
        said = fold(unit.text)
        return any(said in map(fold, (each.name, *each.alternate_names)) for each in publishers)

    def _is_site_under_theme(self, head: Head, unit: Unit, previous: int) -> bool:
        """Return whether a heading stands over a body's name whose own site is cited: the heading is then a theme."""
        found = evidence.people(unit.text)
        web = head.anchor is not None and head.anchor.parsed.citation.form == "web"
        bodies = found is not None and all(one.agent.kind != "person" for one in found.contributions)
        inside = head.anchor is not None and unit.block == self._units[head.anchor.first].block
        return web and bodies and inside and not head.people and self._units[previous].kind == "heading"

    def _precedes(self, number: int, unit: Unit) -> bool:
        """Return whether the unit `number` may be the title of an entry whose next line is `unit`."""
        other = self._units[number]
        if self._marks[number] or number in self._closed or number in self._toc.units:
            return False
        if other.block == unit.block or (other.strong and not self._names_topic(other)):
            return True
        # A plain line before a plain line of people: a title, unless it is somebody's sentence.
        return not self._names_topic(other) and not evidence.is_prose(other.text) and not unit.strong

    def _names_topic(self, unit: Unit) -> bool:
        return self._toc.find(unit.text) is not None

    def _may_be_title(self, number: int, anchor: Anchor) -> bool:
        unit = self._units[number]
        cited = self._units[anchor.first]
        inside = unit.block == cited.block
        if not inside and unit.kind == "item" and cited.marker and cited.depth <= unit.depth:
            return False  # one item of a list is one entry
        if not inside and unit.kind == "heading" and self._is_one_of_several(cited):
            return False  # a heading over several of them is their theme
        if not inside and self._names_topic(unit) and read_numbering(unit.text) and unit.kind != "item":
            return False
        return not self._marks[number] and number not in self._toc.units and (inside or number not in self._closed)

    def _is_one_of_several(self, unit: Unit) -> bool:
        """Return whether a unit is the first item of a list whose next item cites too."""
        following = (one for one in self._units[unit.number + 1 :] if one.opens and not self._marks[one.number])
        other = next(following, None)
        beside = unit.marker and other is not None and other.marker and other.depth == unit.depth
        return bool(beside) and other is not None and evidence.citation(other.text) is not None

    def _is_annotation(self, number: int) -> bool:
        unit = self._units[number]
        return not unit.strong and evidence.is_prose(unit.text) and not (unit.opens and not unit.closes)

    def _title_over_annotation(self, number: int, floor: int) -> int | None:
        """Return the strong line before sentences that stand between a title and its citation."""
        previous: int | None = number
        while previous is not None and not self._marks[previous] and previous not in self._closed:
            unit = self._units[previous]
            if unit.strong and not self._names_topic(unit):
                return previous
            previous = before(previous, self._marks, floor)
        return None

    def _title_lines(self, number: int, floor: int) -> list[Unit]:
        """Return the lines of a title that ends at the unit `number`."""
        lines = [self._units[number]]
        while len(lines) < _MOST_TITLE_LINES:
            number = lines[0].number - 1
            if number < floor or self._marks[number] or number in self._closed or number in self._toc.units:
                break
            if not self._continues(self._units[number], lines[0], floor):
                break
            lines.insert(0, self._units[number])
        return lines

    def _continues(self, unit: Unit, following: Unit, floor: int) -> bool:
        """Return whether `following` goes on with the title that `unit` begins."""
        if evidence.people(unit.text) and not runs_on(unit.text):
            return False
        if evidence.led_people(following.text) and not runs_on(unit.text):
            return False
        goes_on = runs_on(unit.text) or following.text[:1].islower() or following.text[:1] in ":?!;("
        if unit.block == following.block:
            glued = floor > 0 and self._units[floor - 1].block == unit.block
            return goes_on or (not glued and not unit.underlined)
        same_look = (unit.kind, unit.level, unit.styles) == (following.kind, following.level, following.styles)
        return goes_on and same_look and unit.strong and not self._names_topic(unit)

    def _people_before(self, head: Head, floor: int) -> None:
        """Take the line of people that stands before the title, where it is surely one."""
        number = head.title[0].number - 1
        if number < floor or self._marks[number] or number in self._closed or number in self._toc.units:
            return
        unit = self._units[number]
        found = evidence.people(unit.text)
        if found is None or unit.kind == "heading" or opening("PEOPLE_LABEL", unit.text):
            return
        same_block = unit.block == head.title[0].block
        if self._people_come_first or same_block or _family_first(unit.text):
            head.people = [unit]
            head.people_first = True


def _is_of_selection(text: str) -> bool:
    """Return whether what was compiled is a bibliography, or a document of which nothing more is said."""
    return opening("GENRE", text) is not None or len(text.split()) <= _STATEMENT_WORDS


def _family_first(text: str) -> bool:
    """Return whether a line names people as catalogues do: `DUMAS, Anne`."""
    words = text.replace(",", " ").split()
    return bool(words) and len(words[0]) > 1 and words[0].isupper() and len(words) > 1
