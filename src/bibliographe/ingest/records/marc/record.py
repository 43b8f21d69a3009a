"""A record of MARC, decoded: what ISO 2709 and MARCXML have alike.

Source: ISO 2709:2008; MARC 21 Specifications for Record Structure; UNIMARC Manual, Bibliographic Format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.model.entry import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.i18n import Text
    from bibliographe.ingest.records.marc.meaning import Frame, Meaning


Subfields = tuple[tuple[str, str], ...]
"""Pairs of code and value."""


def first_values(subfields: Subfields) -> dict[str, str]:
    """Return what the first subfield with each code says, blank ones aside."""
    return {code: value for code, value in reversed(subfields) if value and not value.isspace()}


def said_by(subfields: Subfields, codes: str) -> list[tuple[str, str]]:
    """Return the subfields with one of some codes, in their order, without blank ones."""
    return [one for one in subfields if one[0] in codes and one[1] and not one[1].isspace()]


@dataclass(slots=True, eq=False)
class MarcField:
    """What a field holds, wherever it stands: a control field a `value`, a data field two indicators and its subfields.

    One that may recur is `kept`: it is one object for all records that say the same, and what it means is worked out
    once, when it is met again.
    """

    tag: str
    indicators: str
    subfields: Subfields
    value: str = ""
    kept: bool = False
    meanings: dict[Frame, Meaning] | None = None
    """None until it was met."""

    def get(self, code: str) -> str | None:
        """Return what the first subfield with a code says, None where there is none or it is blank."""
        for one, value in self.subfields:
            if one == code and value and not value.isspace():
                return value
        return None

    def all(self, codes: str) -> list[tuple[str, str]]:
        """Return the subfields with one of some codes, in their order, without blank ones."""
        return said_by(self.subfields, codes)


@dataclass(slots=True)
class MarcRecord:
    """A record: its leader, its fields in their order, the encoding that it was in, and what was mended in it.

    `starts` and `ends` are the first and the last line of each field.
    """

    leader: str
    fields: list[MarcField]
    starts: Sequence[int]
    ends: Sequence[int]
    first: int
    last: int
    encoding: str = "UTF-8"
    mended: Sequence[Text] = ()

    def __post_init__(self) -> None:
        """Make fields that say the same two objects: each has its own place."""
        if len(set(self.fields)) < len(self.fields):
            seen: set[MarcField] = set()
            for number, field in enumerate(self.fields):
                if field in seen:
                    self.fields[number] = MarcField(field.tag, field.indicators, field.subfields, field.value)
                seen.add(field)

    @property
    def span(self) -> Span:
        """Return its lines."""
        return Span(self.first, self.last)

    def place_of(self, field: MarcField) -> Span:
        """Return the lines of one of its fields."""
        number = self.fields.index(field)
        return Span(self.starts[number], self.ends[number])

    def at(self, position: int) -> str:
        """Return a character of the leader, a blank where it is shorter."""
        return self.leader[position : position + 1] or " "
