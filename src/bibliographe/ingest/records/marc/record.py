"""A record of MARC, decoded: what ISO 2709 and MARCXML have alike.

Source: ISO 2709:2008; MARC 21 Specifications for Record Structure; UNIMARC Manual, Bibliographic Format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.model.entry import Span

if TYPE_CHECKING:
    from bibliographe.i18n import Text


Subfields = tuple[tuple[str, str], ...]
"""Pairs of code and value."""


def first_values(subfields: Subfields) -> dict[str, str]:
    """Return what the first subfield with each code says, blank ones aside."""
    return {code: value for code, value in reversed(subfields) if value and not value.isspace()}


def said_by(subfields: Subfields, codes: str) -> list[tuple[str, str]]:
    """Return the subfields with one of some codes, in their order, without blank ones."""
    return [one for one in subfields if one[0] in codes and one[1] and not one[1].isspace()]


class MarcField(NamedTuple):
    """A field: a control field has a `value`, a data field two indicators and its subfields in their order."""

    tag: str
    indicators: str
    subfields: Subfields
    value: str = ""
    first: int = 1
    last: int = 1

    def get(self, code: str) -> str | None:
        """Return what the first subfield with a code says, None where there is none or it is blank."""
        for one, value in self.subfields:
            if one == code and value and not value.isspace():
                return value
        return None

    def all(self, codes: str) -> list[tuple[str, str]]:
        """Return the subfields with one of some codes, in their order, without blank ones."""
        return said_by(self.subfields, codes)

    @property
    def span(self) -> Span:
        """Return its lines."""
        return Span(self.first, self.last)


@dataclass(slots=True)
class MarcRecord:
    """A record: its leader, its fields in their order, the encoding that it was in, and what was mended in it."""

    leader: str
    fields: list[MarcField]
    first: int
    last: int
    encoding: str = "UTF-8"
    mended: list[Text] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """Return its lines."""
        return Span(self.first, self.last)

    def at(self, position: int) -> str:
        """Return a character of the leader, a blank where it is shorter."""
        return self.leader[position : position + 1] or " "
