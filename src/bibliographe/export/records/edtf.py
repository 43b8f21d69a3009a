"""Dates of EDTF as catalogues write and code them.

Source: EDTF, ISO 8601-2:2019; ISBD, area 4; MARC 21, 008/06-14; UNIMARC Manual, 100 $a/8-16.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from bibliographe.i18n import Text
from bibliographe.ingest.records.dates import date_said

if TYPE_CHECKING:
    from bibliographe.model.dates import DateStatement

Certainty = Literal["unknown", "single", "detailed", "range", "uncertain"]
OPEN = "9999"
"""The year that codes stand an open end with."""
ROUGHLY = Text("la date, telle qu'elle est écrite, en dit moins", "the date as it is written says less")
_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
_YEAR = re.compile(r"(\d[\dX]{3})")
_QUALIFIED = re.compile(r"(\d{4}(?:-\d\d){0,2})([~?%])")


class Coded(NamedTuple):
    """A date as records code it: one or two years, or a year and its month and day (`0512`)."""

    certainty: Certainty = "unknown"
    first: str = ""
    second: str = ""


@lru_cache(10_000)
def coded(edtf: str | None) -> Coded:
    """Return a date as records code it; seasons and what stands between two days of a year are the year's."""
    plain = _PLAIN.fullmatch(edtf or "")
    if plain:
        year, month, day = plain.groups()
        return Coded("detailed", year, f"{month}{day or '  '}") if month else Coded("single", year)
    years = [found[0] for found in _YEAR.finditer(re.sub(r"-\d\d", "", edtf or ""))]
    if not years:
        return Coded()
    first, last = years[0].replace("X", "0"), years[-1].replace("X", "9")
    if "/" in (edtf or ""):
        bounds = (edtf or "").split("/")
        last = OPEN if bounds[1] in ("..", "") else last
        return Coded("range", first, last) if first != last else Coded("single", first)
    is_certain = first == last and not re.search(r"[~?%X\[]", edtf or "")
    return Coded("single", first) if is_certain else Coded("uncertain", first, last)


def is_plain(edtf: str | None) -> bool:
    """Tell whether a date is a year, a month or a day, certain."""
    return bool(edtf and _PLAIN.fullmatch(edtf))


@lru_cache(10_000)
def as_isbd(edtf: str) -> str:
    """Return a date as cataloguers write it: `[ca 1998]`, `[1998?]`, `2004-2008`, `2004-`; others stay as they are."""
    qualified = _QUALIFIED.fullmatch(edtf)
    if qualified:
        return f"[{qualified[1]}?]" if qualified[2] == "?" else f"[ca {qualified[1]}]"
    first, slash, last = edtf.partition("/")
    if slash and re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d{4}|\.\.|", last):
        return f"{first}-{last.strip('.')}"
    return edtf


def printed(date: DateStatement) -> str:
    """Return a date as its source prints it, else as cataloguers write it."""
    return as_isbd(date.edtf) if date.edtf and date.verbatim in ("", date.edtf) else date.verbatim


@lru_cache(10_000)
def means(verbatim: str) -> str | None:
    """Return the notation of a date in words."""
    found = date_said(verbatim)
    return found.edtf if found else None


def tells(words: str, edtf: str) -> bool:
    """Tell whether a date in words says all of its notation to those who read it."""
    return words in (edtf, as_isbd(edtf)) or means(words) == edtf
