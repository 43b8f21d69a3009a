"""Dates as records have them: `2024/05/31/`, `2024///printemps`, `2024-05`, `mai 2024`."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.standalone import parse_date
from bibliographe.ingest.records.inexact_dates import inexact_date
from bibliographe.model.dates import DateStatement
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARTS = re.compile(r"(\d{4})(?:([/-])(\d{1,2})?(?:\2(\d{1,2})?(?:\2(.*))?)?)?")
MONTHS = {
    name.casefold(): number
    for names in (calendar.month_abbr, calendar.month_name)
    for number, name in enumerate(names)
    if number
}
"""The numbers of the months by their English names and abbreviations."""
_INTERVAL = re.compile(r"(\d{4}(?:-\d\d){0,2}[~?%]?|\.\.|unknown|open)/(\d{4}(?:-\d\d){0,2}[~?%]?|\.\.|unknown|open|)")
"""An interval of EDTF, which BibLaTeX writes: only with hyphens, since slashes part the fields of RIS."""
_SEASON = re.compile(r"\d{4}-(?:2[1-9]|3\d|4[01])")
"""Seasons, quarters and other parts of a year, in EDTF."""
_OPEN = re.compile(r"\d{4}-\d\d(?:-\d\d)?/")
"""An interval without an end: what ends in a slash and has none before it."""
_QUALIFIED = re.compile(r"\d{4}(?:-\d\d){0,2}(?:[~?%]|\?~)")
_SET = re.compile(r"\[\d{4}(?:-\d\d){0,2}(?:(?:,|\.\.)\d{4}(?:-\d\d){0,2})+\]|\d{2}(?:\dX|XX)")
"""One of several dates, and a decade or a century, in EDTF."""
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d.{0,20}")
"""A day and an hour, as Zotero has dates of access: the day is what counts."""
_BACKWARDS = re.compile(r"(\d{4}),? ([^\W\d_]{3,9})\.? (\d{1,2})")
"""Year, month and day, as PubMed writes them."""
_YEAR_FIRST = re.compile(r"(\d{4}),? ([^\W\d_]\D*)")
"""A year and its months or season, likewise (`2019 Jul-Aug`)."""
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,9})\.? (\d{1,2}) (\d{4})")
"""Month, day and year without a comma, as the Web of Science writes them (`JUL 1 2019`)."""
_FIGURES = re.compile(r"(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/(\d{4})")
"""Month, day and year, as spreadsheets of the United States show a day: only where the second number is no month."""
_BY_FIGURES = re.compile(
    r"(?P<year>\d{4})[. ](?P<month>\d\d)(?:[. ](?P<day>\d\d))?|(?P<of>0[1-9]|1[0-2]) (?P<in>\d{4})"
)
"""Year, month and day parted by points or blanks (`2009.04.22`), month and year (`07 2006`, as INSPEC has it)."""
_QUARTER = re.compile(r"(\d{4})[- ]?[QT]([1-4])")
_HYPHENED = re.compile(r"(\d{1,2}|\d{4})-([^\W\d_]{3,9})-(\d{1,2}|\d{4})")
_DAYS_BEHIND_MONTH = re.compile(
    r"(?P<month>[^\W\d_]{3,9})\.? (?P<first>\d{1,2})\s?[-–]\s?(?:(?P<until>[^\W\d_]{3,9})\.? )?(?P<last>\d{1,2}),? "
    r"(?P<year>\d{4})"
)
"""Days of one month or two, as English has them: `May 5-7, 1999`, `May 30-June 2, 2004`."""
_SHORT_SEASON = re.compile(r"\b(?:win|spr|sum|fal|aut)\b", re.IGNORECASE)
_SEASONS = {"win": "winter", "spr": "spring", "sum": "summer", "fal": "fall", "aut": "autumn"}
_TWO_YEARS = re.compile(r"(\d{4}) ([^\W\d_]{3,9})-(\d{4}) ([^\W\d_]{3,9})")
_YEAR = re.compile(r"\d{4}")
_YEAR_IN = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_BASIC = re.compile(r"((?:1[5-9]|20)\d\d)(\d\d)(\d\d)")
"""A day in the basic format of ISO 8601."""
_MONTHS = 12
_FIRST_QUARTER = 33
_NO_YEAR = "0000"


@lru_cache(maxsize=10_000)
def date_said(text: str) -> DateStatement | None:
    """Return the date that a field states, None for an empty one; one that is not understood has no EDTF.

    Source of `YYYY/MM/DD/other info`: RIS Format Specifications, primary date fields.
    """
    bare = clean(text)
    said = bare if _OPEN.fullmatch(bare) else bare.strip("/").strip()
    if not said:
        return None
    interval = _INTERVAL.fullmatch(said) if "/" in said and any(map(str.isdigit, said)) else None
    if interval is not None:
        bounds = [_bound(bound) for bound in interval.groups()]
        return DateStatement(said, "/".join(map(str, bounds)) if None not in bounds else None)
    if _SEASON.fullmatch(said) or _SET.fullmatch(said):
        return DateStatement(said, said)
    if _QUALIFIED.fullmatch(said):
        return DateStatement(said, _bound(said))
    moment = _MOMENT.fullmatch(said) if ":" in said else None
    if moment is not None:
        return DateStatement(moment[1], _edtf(*moment[1].split("-")))
    inexact = inexact_date(said)
    if inexact is not None:
        return DateStatement(said, inexact)
    basic = _BASIC.fullmatch(said)
    if basic is not None:
        return DateStatement(said, _edtf(*basic.groups()))
    found = _PARTS.fullmatch(bare)
    if found is None:
        return DateStatement(said, _of_figures(said) or _freely(said))
    year, _, month, day, other = found.groups()
    if other and not month:
        return DateStatement(said, _freely(f"{other} {year}") or year)
    return DateStatement(said, _edtf(year, month, day))


def day_said(year: str, day: str) -> DateStatement | None:
    """Return the date of `31 mai`, `May 31` or `2024-05-31` in a year; None where they do not agree."""
    if _YEAR_IN.search(day):
        found = date_said(day)
        return found if not year or (found and (found.edtf or "").startswith(year)) else None
    if not _YEAR.fullmatch(year):
        return None
    english = re.fullmatch(r"([A-Za-z]{3,9})\.?\s*(\d{1,2})?(?:st|nd|rd|th)?", day.strip())
    month = MONTHS.get(english[1].casefold()) if english else None
    if english and month:
        said = date_said(f"{year}/{month}/{english[2] or ''}")
        return DateStatement(f"{day} {year}", said.edtf if said else None)
    found = date_said(f"{day.casefold()} {year}")
    return DateStatement(f"{day} {year}", found.edtf) if found and found.edtf else None


def _bound(said: str) -> str | None:
    """Return the first or the last date of an interval, `..` for an open one, nothing for one that is not known.

    `?~`, `open` and `unknown` are of the drafts of EDTF, which BibLaTeX had.
    """
    if said in ("", "..", "open"):
        return ".."
    if said == "unknown":
        return ""
    bare = said.rstrip("~?%")
    year, month, day = (*bare.split("-"), "", "")[:3]
    date = _edtf(year, month, day)
    return date and date + said[len(bare) :].replace("?~", "%")


def calendar_date(parts: Sequence[str], season: int | None = None) -> str | None:
    """Return year, month and day, or as many of them as there are, in EDTF; None for what the calendar does not have.

    `season` is EDTF's number of one, which counts where there is no month.
    """
    year, month, day = (*parts, "", "", "")[:3]
    if not _YEAR.fullmatch(year) or not all(part.isdecimal() for part in (month, day) if part):
        return None
    if season and not int(month or 0):
        return f"{year}-{season}"
    return _edtf(year, month, day)


def _of_figures(text: str) -> str | None:
    """Return the date that figures say in an order or with signs of their own."""
    if quarter := _QUARTER.fullmatch(text):
        return f"{quarter[1]}-{_FIRST_QUARTER + int(quarter[2]) - 1}"
    found = _BY_FIGURES.fullmatch(text)
    return _edtf(found["year"] or found["in"], found["month"] or found["of"], found["day"]) if found else None


def _freely(text: str) -> str | None:
    """Return what a date in words or in figures means: `15/05/2010`, `mai 2010`, `2010 May 15`, `2010 May-Jun`."""
    forms = [text, text.replace("/", " "), *_reordered(text)]
    return next((found.edtf for form in forms if (found := parse_date(form)) and found.edtf), None)


def _reordered(text: str) -> Iterator[str]:
    """Yield dates that PubMed and the Web of Science write in a way of their own as others write them."""
    text = _SHORT_SEASON.sub(lambda found: _SEASONS[found[0].lower()], text)
    yield text
    if backwards := _BACKWARDS.fullmatch(text):
        yield " ".join(reversed(backwards.groups()))
    if year_first := _YEAR_FIRST.fullmatch(text):
        yield f"{year_first[2]} {year_first[1]}"
    if month_first := _MONTH_FIRST.fullmatch(text):
        yield f"{month_first[1]} {month_first[2]}, {month_first[3]}"
    if hyphened := _HYPHENED.fullmatch(text):
        first, month, last = hyphened.groups()
        yield f"{last} {month} {first}" if len(first) > len(last) else f"{first} {month} {last}"
    if days := _DAYS_BEHIND_MONTH.fullmatch(text):
        until = days["until"]
        start = f"{days['first']} {days['month']}" if until else days["first"]
        yield f"{start}-{days['last']} {until or days['month']} {days['year']}"
    if figures := _FIGURES.fullmatch(text):
        yield f"{figures[2]} {figures[1]} {figures[3]}"
    if years := _TWO_YEARS.fullmatch(text):
        yield f"{years[2]} {years[1]}-{years[4]} {years[3]}"


def _edtf(year: str, month: str | None, day: str | None) -> str | None:
    """Return a day, a month or a year; zeros stand for what is not known, None for what the calendar does not have."""
    number, rank = int(month or 0), int(day or 0)
    if year == _NO_YEAR:
        return None
    if not number:
        return year
    if number > _MONTHS or rank > calendar.monthrange(int(year) or 4, number)[1]:
        return None
    return f"{year}-{number:02}-{rank:02}" if rank else f"{year}-{number:02}"
