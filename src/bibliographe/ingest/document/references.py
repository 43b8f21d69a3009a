"""Whole references that begin with their title, set off: `**Titre**, Anne Dumas, *Revue*, n° 3, mai 2024, p. 7`."""

from __future__ import annotations

import re
from dataclasses import replace

from bibliographe.ingest.citation import ParsedPeople, ParsedReference
from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.runs import Runs, text_of
from bibliographe.model.text import clean

_MEDIUM = re.compile(r"\s*\[(?P<medium>[^\[\]\d]{2,40})\]")
_BRACKETS = re.compile(r"(?P<title>.*\S)\s+\((?P<inside>[^()]{8,200})\)\.?")
_LEADING = " \t,.;:/–—-"
_SEPARATOR = re.compile(r"\s*(?:[,;.]|\s[-–—/])\s+")
_MOST_PARTS = 6
_SET_OFF = frozenset({"bold", "link"})
_LEAST_WORDS = 2


def title_first(runs: Runs) -> ParsedReference | None:
    """Return the reference that `runs` make when their first words are a title in bold or a link, else None."""
    count = 0
    while count < len(runs) and (runs[count].styles & _SET_OFF or (count and not runs[count].text.strip())):
        count += 1
    title = text_of(runs[:count])
    rest = clean(text_of(runs[count:]))
    if len(title.split()) < _LEAST_WORDS or not rest:
        return None
    medium = _MEDIUM.match(rest)
    rest = rest[medium.end() if medium else 0 :].lstrip(_LEADING)
    people, kind = None, None
    for _ in range(_MOST_PARTS):
        found, parsed = evidence.credited_citation(rest)
        if parsed:
            said = kind or (clean(medium["medium"]) if medium else None)
            if said and parsed.citation.medium is None:
                parsed = replace(parsed, citation=replace(parsed.citation, medium=said))
            return ParsedReference(title, _both(people, found), parsed)
        match = _SEPARATOR.search(rest)
        if match is None:
            return None
        part, rest = rest[: match.start()], rest[match.end() :]
        if evidence.kind_line(part):
            kind = part
        elif credited := evidence.people(part):
            people = _both(people, credited)
        else:
            return None
    return None


def title_with_brackets(runs: Runs) -> ParsedReference | None:
    """Return the reference that a title makes with a citation in brackets after it: `Titre (Le Monde, 12 mai 2023)`."""
    match = _BRACKETS.fullmatch(text_of(runs))
    title = match["title"].rstrip(" –—-,") if match else ""
    if match is None or len(title.split()) < _LEAST_WORDS or evidence.people(title):
        return None
    parsed = evidence.citation(match["inside"])
    dated = parsed is not None and (parsed.citation.issued or parsed.citation.accessed or parsed.citation.issue)
    named = parsed is not None and (parsed.citation.periodical or parsed.citation.publishers)
    return ParsedReference(clean(title), None, parsed) if parsed and dated and named else None


def _both(one: ParsedPeople | None, other: ParsedPeople | None) -> ParsedPeople | None:
    if one is None or other is None:
        return one or other
    return ParsedPeople(
        (*one.contributions, *other.contributions), one.others or other.others, min(one.score, other.score)
    )
