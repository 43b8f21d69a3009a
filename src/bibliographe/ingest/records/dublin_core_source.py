"""What a document of Dublin Core stands in, from one line: `Revue, n° 3, 2020, p. 5-9`.

Lines of regular forms are cut here, which is a hundred times faster; all others are read by the grammar of citations.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.citation import parse_citation, parse_date
from bibliographe.ingest.citation.numbering import bare_pages
from bibliographe.ingest.citation.periodicals import kind_of_periodical
from bibliographe.model.entry import Pages, Periodical

if TYPE_CHECKING:
    from bibliographe.model.dates import DateStatement

_LEAST = 0.6
_OJS = re.compile(
    r"(?P<title>[^;]{2,200}?)\s*;\s*(?:(?:Vol|Bd|T)\.?\s*(?P<volume>[\w/-]+),?\s*)?"
    r"(?:(?:No|N°|Nº|Núm|Num|Nr|Iss|Issue|n°|n)\.?\s*(?P<number>[\w/-]+)\s*)?(?:\((?P<date>\d{4})\))"
    r"(?::\s*(?P<name>[^;]*?))?\s*(?:;\s*(?:pp?\.\s*)?(?P<pages>\w+(?:\s?[-–]\s?\w+)?))?"
)
"""`Journal ; Vol. 12, No 3 (2019): Spring; 45-67`, as Open Journal Systems writes it."""
_EMBASE = re.compile(
    r"(?P<title>[^()]{2,200}?) \((?P<date>\d{4})\) (?P<volume>\d+)(?::(?P<number>[\w/-]+))?"
    r" \((?P<pages>\w+(?:-\w+)?)\)(?P<name>)\.?(?: Date of Publication: .{4,20})?"
)
"""`Journal (2014) 3:2 (152-160). Date of Publication: 2014`, as Embase writes it."""
_HAL = re.compile(
    r"(?P<title>[^()\d]{2,200}?), (?P<date>(?:[^\W\d_]{3,9} )?\d{4}), "
    r"(?P<volume>\d[\w./-]*)? ?(?:\((?P<number>[^()]{1,30})\))?(?:, pp?\. ?(?P<pages>\w+(?:[-–]\w+)?))?"
    r"(?P<name>)\.?(?: ⟨[^⟨⟩]+⟩)?"
)
"""`Journal, 2016, 162 (3), pp.17-24. ⟨10.1000/182⟩`, as HAL writes it."""
_ENGLISH = re.compile(
    r"(?P<title>[^;\d]{2,200}?), (?:Vol(?:ume)?\.? ?(?P<volume>\w+))?(?:, )?"
    r"(?:(?:No|Iss(?:ue)?|Nr)\.? ?(?P<number>[\w/-]+))?,? \((?P<date>(?:[^\W\d_]{3,9} )?\d{4})\)"
    r"(?:[,:] (?:pp?\. ?)?(?P<pages>\w+(?:[-–]\w+)?))?(?P<name>)\.?"
)
"""`Journal, Vol. 4, Iss. 2 (2024), pp. 1-9`, as many portals write it."""
_GOST = re.compile(
    r"(?P<title>[^;]{2,200}?)\. ?[—–-] ?(?P<date>\d{4})\. ?[—–-] ?(?:(?:Т|T|Vol)\. ?(?P<volume>\w+)[.,] ?(?:[—–-] ?)?)?"
    r"(?:(?:№|No\.?|Вып\.|Вип\.) ?(?P<number>[\w/-]+(?: ?\(\d+\))?))?\.? ?(?:[—–-] ?)?"
    r"(?:[CcPpSsСсРр]\. ?)?(?P<pages>\d+(?:[-–]\d+)?)?(?P<name>)\.?"
)
"""`Журнал. — 2019. — № 2(157). — С. 5-12`, as GOST 7.1 has it."""
_ISSN = re.compile(r"[,;]?\s*\(?\b[ep]?-?ISSN:?\s*(\d{4}-\d{3}[\dXx])\b\)?", re.IGNORECASE)
_REGULAR = re.compile(
    r"(?P<title>[^\W\d][^,;:()\"«»\d\[\]–—]{1,120}?)(?:, vol\. ?(?P<volume>\d+))?, n° ?(?P<number>\d+)"
    r"(?:, (?P<date>(?:[^\W\d]{3,9} )?\d{4}))?(?:, pp?\. ?(?P<pages>\d+(?:-\d+)?))?(?P<name>)\.?"
)
_FORMS = (_OJS, _EMBASE, _REGULAR, _HAL, _ENGLISH, _GOST)


class Standing(NamedTuple):
    """What a document stands in, and where."""

    periodical: Periodical
    number: str | None = None
    volume: str | None = None
    name: str | None = None
    """The title of the issue."""
    date: DateStatement | None = None
    pages: Pages | None = None


def standing_in(text: str) -> Standing | None:
    """Return the periodical that a line names, with its issue and pages; None where it says nothing of the kind."""
    issn = _ISSN.search(text)
    bare = text[: issn.start()] + text[issn.end() :] if issn else text
    found = _standing_in(bare.strip(" ,;"))
    if found is None or issn is None:
        return found
    return found._replace(periodical=replace(found.periodical, issn=issn[1].upper()))


def _standing_in(text: str) -> Standing | None:
    found = next((one for pattern in _FORMS if (one := pattern.fullmatch(text))), None)
    if found is not None and (found["volume"] or found["number"]):
        title = found["title"].strip(" ,")
        periodical = Periodical(title, kind_of_periodical(title))
        date = parse_date(found["date"]) if found["date"] else None
        return Standing(
            periodical, found["number"], found["volume"], found["name"] or None, date, _pages(found["pages"])
        )
    if not any(map(str.isdigit, text)):
        return None
    parsed = parse_citation(text)
    if parsed is None or parsed.score < _LEAST or parsed.doubts or parsed.citation.periodical is None:
        return None
    said = parsed.citation
    issue = said.issue
    if said.periodical is None or (issue is None and said.pages is None) or said.contributions:
        return None
    number, volume, name = (issue.number, issue.volume, issue.title) if issue else (None, None, None)
    return Standing(said.periodical, number, volume, name, said.issued, said.pages)


def _pages(said: str | None) -> Pages | None:
    if not said:
        return None
    return bare_pages(said) or (Pages(said, said, said) if said.isdigit() else Pages(said))
