"""Statements of a title block: who compiled the selection, and the dates in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.citation import parse_date
from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.phrases import opening
from bibliographe.model.entry import Agent
from bibliographe.model.text import clean, plain_typography

if TYPE_CHECKING:
    from bibliographe.model.dates import DateStatement

_COMPILED = re.compile(
    r"\b(?:réalisée?s?|établie?s?|proposée?s?|préparée?s?|élaborée?s?|constituée?s?|compilée?s?|rédigée?s?|conçue?s?|"
    r"dressée?s?|éditée?s?|produite?s?|publiée?s?|composée?s?|compiled|prepared)\s+(?:par|by)\s+",
    re.IGNORECASE,
)
_SELECTED = re.compile(
    r"(?:sélection|bibliographie|liste|veille|dossier|revue|panorama)(?:\s+\w+)?\s+(?:du|de la|de l'|des)\s*(?=\S)",
    re.IGNORECASE,
)
_SELECTED_OF = re.compile(r"(?:sélection|veille)(?:\s+\w+)?\s+d(?:u|e la|e l'|es)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:le |la |les |l'|l’|du |de la |de l'|de l’|des |d'|d’)", re.IGNORECASE)
_DATES = re.compile(
    r"(?:(?:du |semaine du )?\d{1,2}(?:er)?(?:\s+\w+(?:\s+\d{4})?)?\s+au\s+\d{1,2}(?:er)?\s+\w+\s+\d{4})"
    r"|(?:(?:\w+\s+)?\d{1,2}(?:er)?(?:\s*(?:-|et|/)\s*\d{1,2})?\s+[^\W\d]+\.?\s+\d{4})"
    r"|(?:\d{1,2}[/.]\d{1,2}[/.]\d{4})|(?:\d{4}-\d{2}-\d{2})"
    r"|(?:\d(?:er|re|e|è|ème)?\s+(?:trimestre|semestre)\s+\d{4})"
    r"|(?:[^\W\d]+\.?\s*(?:-|–|et|/|à)\s*[^\W\d]+\.?\s+\d{4})|(?:[^\W\d]+\.?\s+\d{4}(?:-\d{4})?)|(?:\b(?:19|20)\d{2}\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:[-–—|,;(]\s*)+$|^\s*[-–—|,;]\s*")


def compiles(text: str) -> bool:
    """Return whether a line says who compiled the selection."""
    return bool(_COMPILED.search(plain_typography(text)))


def find_date(text: str) -> tuple[DateStatement, int, int] | None:
    """Return the most precise date in running text, the first of these, and where it stands."""
    found = [date for match in _DATES.finditer(plain_typography(text)) if (date := _date_in(text, match))]
    return max(found, key=lambda date: len((date[0].edtf or "").split("/")[0]), default=None)


def _date_in(text: str, match: re.Match[str]) -> tuple[DateStatement, int, int] | None:
    """Read a date; the words before a month may be no part of it: `Bulletin avril 2024`."""
    start = match.start()
    while start < match.end():
        date = parse_date(text[start : match.end()])
        if date is not None and date.edtf:
            return date, start, match.end()
        space = re.search(r"\s+", text[start : match.end()])
        if space is None:
            return None
        start += space.end()
    return None


def without_date(text: str) -> str:
    """Return `text` without its date and the punctuation that led to it."""
    found = find_date(text)
    if found is None:
        return clean(text)
    _, start, end = found
    before, after = text[:start], text[end:]
    return clean(_TAIL.sub("", before) if not after.strip(" .") else f"{_TAIL.sub('', before)} {_TAIL.sub('', after)}")


def compilers_of(text: str) -> tuple[Agent, ...]:
    """Return who compiled the selection, as a statement such as `réalisée par …` says."""
    plain = plain_typography(text)
    match = _COMPILED.search(plain) or _SELECTED.search(plain)
    if match is None:
        return ()
    return agents_of(text[match.end() :])


def agents_of(text: str) -> tuple[Agent, ...]:
    """Return the persons or the body that a stretch of text names, dates apart."""
    name = _TAIL.sub("", without_date(text)).strip(" .,;*")
    staff = opening("STAFF", name)
    if staff:
        name = name.split(" ", len(staff[0].replace("l ", "l'").split()))[-1] if staff[1] else ""
        name = name.strip()
    if not name:
        return ()
    bare = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    people = evidence.people(bare) if opening("BODY", bare) is None else None
    if people and all(one.agent.kind == "person" for one in people.contributions):
        return tuple(one.agent for one in people.contributions)
    return (Agent(clean(bare)),)
