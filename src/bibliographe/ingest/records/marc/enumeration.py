"""Where in a periodical or a book something stands: `Vol. 12, n° 3 (2012), p. 5-20`, and `12:3<5`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.records.marc.values import printed_date, tidy

if TYPE_CHECKING:
    from bibliographe.model.dates import DateStatement

_NUMBER = r"[\w](?:[\w./&-]*\w)?(?: (?:bis|ter|quater)\b)?"
_VOLUME = re.compile(
    rf"(?:\b(?:volume|vol|tome|band|bd|jahrgang|jg|année)\b\.?|\bv\.|\bt\.)\s*({_NUMBER})", re.IGNORECASE
)
_ISSUE = re.compile(
    rf"(?:\b(?:numéro|number|issue|heft|fasc(?:icule|\.)?|iss|nos?|nr|num)\b\.?|\bn°s?|\bno?\.|\bnº|\bh\.)\s*(?=\w*\d|[IVXLC]+\b)({_NUMBER})",
    re.IGNORECASE,
)
_SPECIAL = re.compile(
    r"\bhors[- ]série(?:\s*(?:n°|no|numéro)?\s*\d+)?|\bsuppl(?:ément|\.)?\s*(?:n°\s*)?\d*", re.IGNORECASE
)
_PAGES = re.compile(
    r"(?:\b(?:pages?|pp?|seiten?)\b\.?|\bs\b\.?(?!\s*[dl]\b))\s*(?=\w*\d|[ivxlc]+\b)"
    r"([\dA-Zivxlc]+(?:\s*[-–]\s*[\divxlcA-Z]+)?(?:\s*,\s*\d+(?:\s*[-–]\s*\d+)?)*)"
    r"(?=[\s.,;)]|$)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\(([^()]*\b\d{4}\b[^()]*)\)")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?![-–/.]?\d)")
_DAY = re.compile(
    rf"(?:\b\d{{1,2}}(?:er|\.)?\s+)?\b[^\W\d_]{{3,9}}\.?(?:\s*[-–/]\s*[^\W\d_]{{3,9}}\.?)?\s+{_YEAR.pattern}"
)
_PAIR = re.compile(r"(\d+)\s*[,:/]\s*(\d+(?:[-/]\d+)?)")
_ALONE = re.compile(r"\d{1,4}")
_CODED = re.compile(r"(?P<volume>[^:<]*)(?::(?P<number>[^<]*))?(?:<(?P<page>.*))?", re.DOTALL)
LABELLED = re.compile(r"(?P<label>volume|number|pages|year|month|day|date|extent):(?P<said>\S.*)", re.IGNORECASE)
"""A part of a place with its label, a subfield each: `volume:17`, `pages:185-193` (DNB)."""
_BOUND = re.compile(
    rf"(?P<volume>\d+), (?:Heft|Nr\.?|H\.|no\.?|n°|issue) ?(?P<number>{_NUMBER}) \((?P<date>[^()]*\d{{4}})\), "
    r"(?:S\. ?|p\. ?)?(?P<pages>\d+(?:[-–]\d+)?)",
    re.IGNORECASE,
)
"""`17, Heft 1 (2013), 185-193` (DNB)."""
_SIGNS = re.compile(r"[\s.,;:()\[\]/-]+")


class Enumeration(NamedTuple):
    """A place in a periodical or a book; `rest` is what was not understood."""

    volume: str | None = None
    number: str | None = None
    date: DateStatement | None = None
    pages: str | None = None
    rest: str = ""


@lru_cache(maxsize=10_000)
def enumeration_said(text: str) -> Enumeration:
    """Return what a statement of enumeration says; a bare number is that of the issue, of `12, 3` the second one."""
    rest = tidy(text)
    labelled = LABELLED.fullmatch(rest)
    if labelled:
        return _labelled(labelled["label"].lower(), labelled["said"])
    whole = _BOUND.fullmatch(rest)
    if whole:
        return Enumeration(whole["volume"], whole["number"], printed_date(whole["date"]), whole["pages"])
    pages, rest = _taken(_PAGES, rest)
    special, rest = _taken(_SPECIAL, rest, whole=True)
    volume, rest = _taken(_VOLUME, rest)
    number, rest = _taken(_ISSUE, rest)
    date, rest = _taken(_DATE, rest)
    if date is None:
        date, rest = _dated(rest) if _SIGNS.sub("", rest) and (volume or number) else (None, rest)
    number = special or number
    if not (volume or number):
        volume, number, rest = _unmarked(rest)
    elif not volume and (alone := _ALONE.fullmatch(_SIGNS.sub(" ", rest).strip())):
        volume, rest = alone[0], ""  # `13, 1992, fasc. 1`
    return Enumeration(volume, number, printed_date(date) if date else None, pages, _SIGNS.sub(" ", rest).strip())


def _labelled(label: str, said: str) -> Enumeration:
    """Return what one part of a place says that is called by its label; those of a day are left to the year's."""
    return {
        "volume": Enumeration(volume=said),
        "number": Enumeration(number=said),
        "pages": Enumeration(pages=said),
        "year": Enumeration(date=printed_date(said)),
    }.get(label) or Enumeration(rest=f"{label}:{said}")


def _dated(text: str) -> tuple[str | None, str]:
    """Take the last year, with the month and the day before it where it has some."""
    date, rest = _taken(_DAY, text, whole=True, last=True)
    said = printed_date(date) if date else None
    return (date, rest) if said and said.edtf else _taken(_YEAR, text, whole=True, last=True)


def coded_enumeration(text: str) -> Enumeration:
    """Return what `12:3<5` says: volume, number, first page (MARC 21, 773 $q)."""
    found = _CODED.fullmatch(tidy(text))
    if found is None:
        return Enumeration(rest=text)
    volume, number, page = (part.strip() if part else None for part in found.group("volume", "number", "page"))
    return Enumeration(volume or None, number or None, None, page or None)


def _unmarked(rest: str) -> tuple[str | None, str | None, str]:
    core = rest.strip(" .,;:()")
    pair = _PAIR.fullmatch(core)
    if pair:
        return pair[1], pair[2], ""
    if core and len(core) <= 12 and any(map(str.isdigit, core)) and " " not in core:
        return None, core, ""
    return None, None, rest


def _taken(pattern: re.Pattern[str], text: str, *, whole: bool = False, last: bool = False) -> tuple[str | None, str]:
    places = list(pattern.finditer(text))
    found = (places[-1] if last else places[0]) if places else None
    if found is None:
        return None, text
    return found[0 if whole else 1].strip(), text[: found.start()] + " " + text[found.end() :]
