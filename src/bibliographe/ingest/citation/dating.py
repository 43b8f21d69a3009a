"""A citation and the date that stands after its people, as ISO 690, APA and their like have it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.lines import parse_citation
from bibliographe.model.entry import Pages

if TYPE_CHECKING:
    from bibliographe.ingest.citation.results import ParsedCitation
    from bibliographe.model.dates import DateStatement

_LEAST_SCORE = 0.6
_SPAN = re.compile(r"(\d{4})\s?[-–—]\s?(\d{4})")


def dated(parsed: ParsedCitation, year: DateStatement) -> ParsedCitation:
    """Give a citation the year that stands after its authors, as ISO 690 has it."""
    parsed = _with_pages_like_years(parsed)
    if parsed.citation.issued is not None:
        return parsed
    issue = parsed.citation.issue
    citation = replace(parsed.citation, issued=year, issue=issue and replace(issue, date=issue.date or year))
    return replace(parsed, citation=citation, score=round(min(1.0, parsed.score + 0.2), 2))


def completed(rest: str, date: DateStatement, *, guessed: bool) -> ParsedCitation | None:
    """Read what cites only with the date that stands after its people: a publisher or an address, as APA has it."""
    year, comma, day = date.verbatim.partition(", ")
    parsed = parse_citation(f"{rest.rstrip(' .')}, {day} {year}" if comma else f"{rest.rstrip(' .')}, {year}")
    if parsed is None or guessed:
        return parsed
    citation = replace(parsed.citation, issued=date) if parsed.citation.issued else parsed.citation
    return replace(parsed, citation=citation, score=max(parsed.score, _LEAST_SCORE))


def _with_pages_like_years(parsed: ParsedCitation) -> ParsedCitation:
    """Take `29(7), 1645-1660` in a citation whose year is known for pages, which look like a span of years."""
    citation = parsed.citation
    span = _SPAN.fullmatch(citation.issued.verbatim) if citation.issued else None
    if span is None or citation.issue is None or citation.pages is not None or not citation.issue.volume:
        return parsed
    pages = Pages(span.group(), *span.groups())
    return replace(
        parsed, citation=replace(citation, issued=None, pages=pages, issue=replace(citation.issue, date=None))
    )
