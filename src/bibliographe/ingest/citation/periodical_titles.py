"""What stands at the end of a periodical's title and is none of it: a bare number, bare pages, a town."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import is_exactly, is_town
from bibliographe.ingest.citation.numbering import bare_pages
from bibliographe.ingest.citation.periodicals import container
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Pages

if TYPE_CHECKING:
    from bibliographe.ingest.citation.draft import Draft

_LEAST_ARTICLE = 3
"""Figures of an article's number, which no issue has."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_PAGES_AFTER_BRACKETS = re.compile(r"\)\s?[:,]\s?\d")
"""How Chicago, APA and their like print pages after a date or an issue: `(2001): 475-502`, `27(4), 131-145`."""
_NUMBER_IN_YEAR = re.compile(r"(?P<number>[1-9])/(?P<year>(?:19|20)\d\d)")
_PAGED_TITLE = re.compile(r"(?P<title>.*[^\W\d_].*?),\s(?P<pages>\d+\s?[-‐-―]\s?\d+)")
_ARTICLE_TITLE = re.compile(r"(?P<title>.*[^\W\d_].*?,\s\d{1,4}),\s(?P<pages>e?\d{3,8})")
"""`Scientific Reports, 11, 3446`: the number that an article has in place of pages."""
_NUMBERED_TITLE = re.compile(
    r"(?P<title>.*[^\W\d_]\S*?)(?P<comma>,?)\s+(?P<volume>\d{1,3})"
    r"(?:\s?:\s?(?P<issue>\d+(?:[-/]\d+)?)|\s?\((?P<bracketed>\d+(?:[-‐-―/]\d+)?)\))?"
)


def number_after_title(draft: Draft) -> None:
    """Take the bare number after a periodical's title for its volume: `Annales, 37, n° 5`, `Politix 7:4 (2001)`."""
    found = _NUMBERED_TITLE.fullmatch(draft.periodical.title) if draft.periodical else None
    issue = found and (found["issue"] or found["bracketed"])
    if found is None or not (found["comma"] or issue or _paged_next(draft, found["volume"])):
        return  # `Bulletin du CDG 32, n° 4`
    if draft.volume is None:
        draft.volume, draft.number = found["volume"], draft.number or issue
    elif draft.number and _YEAR.fullmatch(draft.number) and draft.issued is None:
        year = draft.number
        draft.volume, draft.number, draft.issued = found["volume"], draft.volume, DateStatement(year, year)
        if draft.pages is None and len(draft.number) >= _LEAST_ARTICLE:  # `Physics E 58, 1811 (1998)`
            draft.pages, draft.number = Pages(draft.number, draft.number, draft.number), None
    else:
        return
    draft.periodical = container(found["title"])


def _paged_next(draft: Draft, volume: str) -> bool:
    """Tell whether pages follow as Chicago, APA and their like print them, or right after the number."""
    text = draft.line.text
    return bool(
        _PAGES_AFTER_BRACKETS.search(text) or re.search(rf"\s{volume},\s?\d+\s?(?:[-‐-―]\s?\d|\((?:19|20))", text)
    )


def number_for_month(draft: Draft) -> None:
    """Take `2/2016` for the second issue of its year where no other number is said: a month is written `02/2016`."""
    found = _NUMBER_IN_YEAR.fullmatch(draft.issued.verbatim) if draft.issued else None
    if found and not (draft.number or draft.volume):
        draft.number, draft.issued = found["number"], DateStatement(found["year"], found["year"])


def pages_after_title(draft: Draft) -> None:
    """Take the bare pages at the end of a periodical's title off it: `Digital Journalism, 1-15, 2014`."""
    found = _PAGED_TITLE.fullmatch(draft.periodical.title) if draft.periodical and draft.pages is None else None
    pages = bare_pages(found["pages"]) if found else None
    numbered = _ARTICLE_TITLE.fullmatch(draft.periodical.title) if draft.periodical and draft.pages is None else None
    if numbered and not pages:
        found, pages = numbered, Pages(numbered["pages"], numbered["pages"], numbered["pages"])
    if found and pages:
        draft.periodical, draft.pages, draft.bare = container(found["title"]), pages, True


def town_after_title(draft: Draft) -> None:
    """Take the town after a periodical's title for where it appears: `Revue de musicologie, Lisbonne, n° 10`."""
    title, comma, town = draft.periodical.title.rpartition(", ") if draft.periodical else ("", "", "")
    if comma and is_exactly("places", town) and is_town(town):
        draft.periodical = container(title)
        draft.places.append(town)
