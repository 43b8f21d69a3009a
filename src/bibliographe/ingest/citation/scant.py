"""References that say less than a citation does: only a date, a publisher and its collection, a film."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.lines import parse_citation
from bibliographe.ingest.citation.naming import is_name, is_serial
from bibliographe.ingest.citation.people import parse_people
from bibliographe.ingest.citation.results import ParsedCitation, ParsedPeople, ParsedReference
from bibliographe.ingest.citation.split import rest_of
from bibliographe.ingest.citation.standalone import parse_date
from bibliographe.model.entry import Citation, Series

if TYPE_CHECKING:
    from bibliographe.ingest.citation.split import Split

_SURE_PEOPLE, _LEAST_SCORE = 0.9, 0.6
_SEVERAL_WORDS, _LONGEST_NAME = 3, 10
_IN_A_SERIES = re.compile(
    r"(?P<publisher>[^\W\d][^(),;:]{1,60}?)\s\((?P<series>[^\W\d][^()]{2,60})\)[,.]?\s(?P<year>(?:1[89]|20)\d\d)\.?"
)
_FILM = re.compile(
    r"\((?:dir\.|réal\.|directed by|dirigé par|réalisé par|un film de|real\.)\s"
    r"(?P<names>[^()\d]{3,80}),\s(?P<year>(?:18|19|20)\d\d)\)"
    r"[,.]?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\d+\s?(?:h(?:\s?\d+)?|min(?:utes?)?\b\.?|mn\b)", re.IGNORECASE)


def in_a_series(rest: str) -> ParsedCitation | None:
    """Read `Rouergue (Albums), 2019`, where only what stands before it makes sure of a publisher."""
    found = _IN_A_SERIES.fullmatch(rest)
    parsed = parse_citation(f"{found['publisher']}, {found['year']}") if found else None
    if found is None or parsed is None or not parsed.citation.publishers:
        return None
    return replace(parsed, citation=replace(parsed.citation, series=Series(found["series"])))


def only_dated(split: Split, title: str, people: ParsedPeople | None) -> ParsedCitation | None:
    """Read `Anne Dumas, *Titre de plusieurs mots*, 2007`: a title that is set off, who signs it and when, no more."""
    if split.guessed or people is None or people.score < _LEAST_SCORE or len(title.split()) < _SEVERAL_WORDS:
        return None
    date = None if is_serial(title) else parse_date(rest_of(split).rstrip("."))
    return ParsedCitation(Citation(issued=date, form="imprint"), _LEAST_SCORE, ()) if date and date.edtf else None


def film(split: Split, title: str) -> ParsedReference | None:
    """Read `*Titre* (dir. Anne Dumas, 2016), documentary film, 82 min.`: a film and who made it."""
    found = None if split.guessed or any(map(str.isalnum, split.before)) else _FILM.fullmatch(split.after.strip())
    people = parse_people(found["names"]) if found else None
    if found is None or people is None:
        return None
    length = _LENGTH.search(found["rest"])
    what = (found["rest"][: length.start()] if length else found["rest"]).strip(" ,.;")
    if not what and not length:
        return None
    makers = tuple(replace(one, role="producer") for one in people.contributions)
    citation = Citation(
        issued=parse_date(found["year"]),
        extent=length.group() if length else None,
        medium=what if what and is_name(what, _LONGEST_NAME) else "film",
        form="imprint",
    )
    return ParsedReference(title, replace(people, contributions=makers), ParsedCitation(citation, _SURE_PEOPLE, ()))
