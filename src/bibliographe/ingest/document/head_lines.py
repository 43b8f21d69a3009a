"""From a citation back to its title, line by line: over people, kinds and sentences between them or before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.citing import Anchor, before, names_its_periodical, publishes, runs_on
from bibliographe.ingest.document.head import Head
from bibliographe.ingest.document.numbering import read_numbering
from bibliographe.ingest.document.phrases import is_phrase, opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.toc import TableOfContents
    from bibliographe.ingest.document.units import Unit

_MOST_TITLE_LINES = 4


class HeadLines:
    """Finds the lines of heads; `people_come_first` says that this house prints its authors over its titles."""

    def __init__(self, units: Sequence[Unit], marks: Sequence[str], toc: TableOfContents, closed: set[int]) -> None:
        """Look at `units`; those in `closed` are contents or tables."""
        self._units = units
        self._marks = marks
        self._toc = toc
        self._closed = closed
        self.people_come_first = False

    def over(self, anchor: Anchor, floor: int) -> Head:
        """Return the head that ends with a citation, looking no further back than `floor`."""
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
        head.title = self.title_lines(number, floor)
        if not head.people:
            self._people_before(head, floor)
        return head

    def _over_people_and_kind(self, head: Head, number: int | None, floor: int) -> int | None:
        """Walk back over lines of people and of kind, as long as something that may be a title stands before them."""
        stated = head.anchor is not None and head.anchor.people is not None and head.anchor.reference is None
        while number is not None:
            unit, previous = self._units[number], before(number, self._marks, floor)
            if stated and _are_bodies(unit.text):
                break  # the people are named below: what reads as a body is the title
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
            if (evidence.people(unit.text) and (led or not says_kind)) or self._repeats_publisher(head, unit, previous):
                head.people.insert(0, unit)
            elif says_kind:
                head.kind.insert(0, unit)
            else:
                break
            number = previous
        return number

    def _repeats_publisher(self, head: Head, unit: Unit, previous: int) -> bool:
        """Return whether a line is the name of a body that the citation under it names as its publisher."""
        if head.anchor is None:
            return False
        citation = head.anchor.parsed.citation
        under_title = self._units[previous].strong and not unit.strong
        return publishes(unit.text, citation) or (under_title and names_its_periodical(unit.text, citation))

    def _is_site_under_theme(self, head: Head, unit: Unit, previous: int) -> bool:
        """Return whether a heading stands over a body's name whose own site is cited: the heading is then a theme."""
        web = head.anchor is not None and head.anchor.parsed.citation.form == "web"
        bodies = _are_bodies(unit.text)
        inside = head.anchor is not None and unit.block == self._units[head.anchor.first].block
        return web and bodies and inside and not head.people and self._units[previous].kind == "heading"

    def _precedes(self, number: int, unit: Unit) -> bool:
        """Return whether the unit `number` may be the title of an entry whose next line is `unit`."""
        other = self._units[number]
        if self._marks[number] or number in self._closed or number in self._toc.units:
            return False
        if other.block == unit.block or (other.strong and not self.names_topic(other)):
            return True
        # A plain line before a plain line of people: a title, unless it is somebody's sentence.
        return not self.names_topic(other) and not evidence.is_prose(other.text) and not unit.strong

    def names_topic(self, unit: Unit) -> bool:
        """Return whether the table of contents lists a line."""
        return self._toc.find(unit.text) is not None

    def _may_be_title(self, number: int, anchor: Anchor) -> bool:
        unit = self._units[number]
        cited = self._units[anchor.first]
        inside = unit.block == cited.block
        if not inside and unit.kind == "item" and cited.marker and cited.depth <= unit.depth:
            return False  # one item of a list is one entry
        if (
            not inside
            and unit.kind == "heading"
            and (is_phrase("REFERENCES", unit.text) or self._is_one_of_several(cited))
        ):
            return False  # a heading over several of them is their theme
        if not inside and self.names_topic(unit) and read_numbering(unit.text) and unit.kind != "item":
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
            if unit.strong and not self.names_topic(unit):
                return previous
            previous = before(previous, self._marks, floor)
        return None

    def title_lines(self, number: int, floor: int) -> list[Unit]:
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
        return goes_on and same_look and unit.strong and not self.names_topic(unit)

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
        if self.people_come_first or same_block or _family_first(unit.text):
            head.people = [unit]
            head.people_first = True


def _are_bodies(text: str) -> bool:
    found = evidence.people(text)
    return found is not None and all(one.agent.kind != "person" for one in found.contributions)


def _family_first(text: str) -> bool:
    """Return whether a line names people as catalogues do: `DUMAS, Anne`."""
    words = text.replace(",", " ").split()
    return bool(words) and len(words[0]) > 1 and words[0].isupper() and len(words) > 1
