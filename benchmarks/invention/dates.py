"""Dates as they are printed, as EDTF and as they are sorted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from invention.terms import text, typed

if TYPE_CHECKING:
    from invention.terms import Thing

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One date: the words, the EDTF value (also the one to sort by) and its XML Schema datatype."""

    words: str
    value: str
    datatype: str

    def state(self, thing: Thing, lean: bool) -> None:
        """Say when something appeared; the words and the EDTF value are left out of a lean catalogue."""
        thing.say("dcterms:issued", typed(self.value, self.datatype))
        if not lean:
            thing.say("dcterms:date", typed(self.value, "edtf:EDTF"))
            thing.say("bibl:verbatimDate", text(self.words))


def on_day(ordinal: int) -> Printed:
    """Return a day, from its proleptic Gregorian ordinal."""
    day = date.fromordinal(ordinal)
    return Printed(words_of(ordinal), day.isoformat(), "xsd:date")


def words_of(ordinal: int) -> str:
    """Return a day as it is printed: `6 mai 2024`, `1er mai 2024`."""
    day = date.fromordinal(ordinal)
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


def in_month(month: int) -> Printed:
    """Return a month, counted from January 2000."""
    year, rest = divmod(month, 12)
    return Printed(f"{_MONTHS[rest]} {2000 + year}", f"{2000 + year}-{rest + 1:02}", "xsd:gYearMonth")


def in_year(year: int) -> Printed:
    """Return a year."""
    return Printed(str(year), str(year), "xsd:gYear")


def month_of(ordinal: int) -> int:
    """Return the month of a day, counted from January 2000."""
    day = date.fromordinal(ordinal)
    return (day.year - 2000) * 12 + day.month - 1
