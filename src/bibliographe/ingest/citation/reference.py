"""A whole reference in one paragraph, such as `DUMAS, Anne. *Le télétravail*. Paris : Dunod, 2021`."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.citation.judgement import begins_a_text_of_law
from bibliographe.ingest.citation.lines import LONGEST_LINE, parse_citation
from bibliographe.ingest.citation.names import is_acronym, starts_with
from bibliographe.ingest.citation.people import parse_people
from bibliographe.ingest.citation.results import ParsedCitation, ParsedPeople, ParsedReference
from bibliographe.ingest.citation.standalone import parse_date
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.model.dates import DateStatement

Run = tuple[str, frozenset[str]]

_QUOTATION_MARKS = (("«", "»"), ("“", "”"), ('"', '"'))
_ENDS_OF_TITLE = (". - ", ".- ", ". – ", ". — ", "? - ", "! - ", "] - ", " - ", ". ", ", ", "? ")
_ENDS_OF_ISBD_TITLE = _ENDS_OF_TITLE[:4]
_AROUND = " ,;:/–—"
_YEAR_AFTER_PEOPLE = re.compile(r"^(?P<people>.+?)\s*[(,]\s*(?P<year>(?:1[89]|20)\d\d)[a-z]?\s*\)?[\s.,:]*$")
_A_FIGURE = re.compile(r"\d")
_LEAST_SCORE = 0.6
_SURE_PEOPLE = 0.9
_LONGEST_PEOPLE = 300
_MOST_CUTS = 8
_MOST_GUESSES = 40
_TAIL = 80
"""A reference says its year, pages or address in its last signs (characters)."""


class _Split(NamedTuple):
    """A way of taking a reference apart: people, title, rest; each as printed."""

    before: str
    title: str
    after: str
    guessed: bool = False
    """Nothing but punctuation says where the title ends."""


def parse_reference(runs: Sequence[Run]) -> ParsedReference | None:
    """Read a paragraph that holds a whole reference; None when it does not.

    `runs` are stretches of text with their styles (`bold`, `italic`, `link`). The quoted, linked or emphasised
    stretch is the title; without one, the punctuation of ISBD (`Titre / Auteur. - …`) or commas must tell.
    """
    text = "".join(run for run, _ in runs)
    if not 0 < len(text.strip()) <= LONGEST_LINE or _A_FIGURE.search(text[-_TAIL:]) is None:
        return None
    best: ParsedReference | None = None
    for split in islice(_splits(runs, text), _MOST_GUESSES):
        read = _read(split)
        if read is not None and (best is None or read.parsed.score > best.parsed.score):
            best = read
        if best is not None and (best.parsed.score >= 1.0 or not split.guessed):
            break
    return best


def _splits(runs: Sequence[Run], text: str) -> Iterator[_Split]:
    """Yield the ways of taking a reference apart, the likeliest first."""
    for style in ("link", "bold"):
        yield from _styled(runs, style)
    yield from _quoted(text)
    yield from _styled(runs, "italic")
    yield from _official(text)
    yield from _styled_periodical(runs)
    yield from _isbd(text)
    yield from _plain(text)


def _quoted(text: str) -> Iterator[_Split]:
    """Take the text between quotation marks as the title."""
    for opening, closing in _QUOTATION_MARKS:
        start = text.find(opening)
        end = text.find(closing, start + 1)
        if 0 <= start < end:
            yield _Split(text[:start], text[start + 1 : end], text[end + 1 :])


def _styled(runs: Sequence[Run], style: str) -> Iterator[_Split]:
    """Take the first stretch of a style as the title."""
    flags = [style in styles and run.strip() != "" for run, styles in runs]
    if not any(flags) or all(flag or not run.strip() for flag, (run, _) in zip(flags, runs, strict=True)):
        return
    first = flags.index(True)
    last = first
    while last + 1 < len(runs) and (flags[last + 1] or not runs[last + 1][0].strip()):
        last += 1
    yield _Split(
        "".join(run for run, _ in runs[:first]),
        "".join(run for run, _ in runs[first : last + 1]),
        "".join(run for run, _ in runs[last + 1 :]),
    )


def _styled_periodical(runs: Sequence[Run]) -> Iterator[_Split]:
    """Take `Dumas, A. (2022). Titre. *Revue*, 141, 12-18` apart: the title is what stands before the emphasis."""
    first = next((index for index, (_, styles) in enumerate(runs) if "italic" in styles), 0)
    before = "".join(run for run, _ in runs[:first])
    after = "".join(run for run, _ in runs[first:])
    for end_of_people, title in _people_first(before):
        if title.rstrip().endswith((".", "?", "!", ",", "…")):
            yield _Split(before[:end_of_people], title, after)


def _official(text: str) -> Iterator[_Split]:
    """Take `Loi n° … du …, JO n° 262 du 10 novembre 2021` apart: an official gazette stands after the title."""
    if begins_a_text_of_law(text):
        for sign in (", ", ". ", " ("):
            for at in _places_of(text, sign):
                if starts_with("names", text[at + len(sign) :])[1].get("GAZETTE"):
                    yield _Split("", text[:at], text[at + len(sign) :].rstrip(" )"))


def _isbd(text: str) -> Iterator[_Split]:
    """Take `Titre / Auteur. - …` and `Titre [Brochure]. - …` apart."""
    title, slash, rest = text.partition(" / ")
    if slash:
        for mark in _ENDS_OF_TITLE[:10]:
            people, found, after = rest.partition(mark)
            if found:
                yield _Split(people, title, after, guessed=True)
    for mark in _ENDS_OF_ISBD_TITLE:
        title, found, after = text.partition(mark)
        if found:
            bracket = title.find(" [")
            if bracket > 0:
                yield _Split("", title[:bracket], title[bracket:] + found + after, guessed=True)
            yield _Split("", title, after, guessed=True)


def _plain(text: str) -> Iterator[_Split]:
    """Take `Anne Dumas, Titre, Paris : Dunod, 2021, 230 p.` apart: people first, the longest that can be."""
    for end_of_people, rest in _people_first(text):
        for mark in _ENDS_OF_TITLE:
            for end in _places_of(rest, mark):
                kept = 1 if mark[0] in "?!]" else 0
                yield _Split(text[:end_of_people], rest[: end + kept], rest[end + len(mark) :], guessed=True)


def _people_first(text: str) -> Iterator[tuple[int, str]]:
    cuts = {(at, mark) for mark in (". ", ", ", " : ") for at in _places_of(text, mark)}
    for at, sign in sorted(cuts, reverse=True):
        if at <= _LONGEST_PEOPLE:
            people, _ = _people(text[:at])
            if people is not None and _can_stand_alone(people):
                yield at, text[at + len(sign) :]


def _can_stand_alone(people: ParsedPeople) -> bool:
    """Tell whether people without any sign around them can be believed: known persons, or acronyms of bodies."""
    return people.score >= _LEAST_SCORE and all(
        each.agent.kind == "person" or is_acronym(each.agent.name) for each in people.contributions
    )


def _places_of(text: str, sign: str) -> list[int]:
    found: list[int] = []
    at = text.find(sign)
    while at >= 0 and len(found) < _MOST_CUTS:
        found.append(at)
        at = text.find(sign, at + 1)
    return found


def _people(text: str) -> tuple[ParsedPeople | None, DateStatement | None]:
    """Read people, and the year that may follow them (`DUMAS, Anne, 2021.`)."""
    cleaned = clean(text).strip(_AROUND)
    dated = _YEAR_AFTER_PEOPLE.match(cleaned)
    year = parse_date(dated.group("year")) if dated else None
    said = (dated.group("people") if dated else cleaned).rstrip(" ,(")
    return parse_people(said) or parse_people(said.rstrip(".")), year


def _read(split: _Split) -> ParsedReference | None:
    title = clean(split.title).strip(_AROUND)
    if not _is_title(title, guessed=split.guessed):
        return None
    people: ParsedPeople | None = None
    year: DateStatement | None = None
    if any(sign.isalnum() for sign in split.before):
        people, year = _people(split.before)
        if people is None:
            return None
    rest = clean(split.after).lstrip(' .,;:/–—-»”"')
    parsed = parse_citation(rest)
    if people is None:
        people, parsed = _people_after_title(rest, parsed)
    if parsed is not None and year is not None:
        parsed = _dated(parsed, year)
    if parsed is None or parsed.score < _LEAST_SCORE:
        return None
    return ParsedReference(title if title.endswith("...") else title.rstrip("."), people, parsed)


def _people_after_title(rest: str, whole: ParsedCitation | None) -> tuple[ParsedPeople | None, ParsedCitation | None]:
    """Read `**Titre**, Anne Dumas, *Revue*, n° 3`: people first, when what is left says as much as the whole."""
    score = 0.0 if whole is None else whole.score
    cuts = {(at, mark) for mark in (". ", ", ") for at in _places_of(rest, mark)}
    for at, sign in sorted(cuts, reverse=True):
        people = parse_people(rest[:at]) if at <= _LONGEST_PEOPLE else None
        if people is None or people.score < _SURE_PEOPLE or not _all_persons(people):
            continue
        left = parse_citation(rest[at + len(sign) :].lstrip(" -–—"))
        if left is not None and left.score >= score:
            return people, left
    return None, whole


def _all_persons(people: ParsedPeople) -> bool:
    return all(each.agent.kind == "person" for each in people.contributions)


def _is_title(title: str, *, guessed: bool) -> bool:
    """Tell whether a text can be a title; more is asked of one that only punctuation parts from the rest."""
    if not any(sign.isalpha() for sign in title):
        return False
    if not guessed:
        people = parse_people(title)
        return people is None or people.score < _SURE_PEOPLE
    first = title.lstrip("«“\"'( ")[:1]
    return (first.isupper() or first.isdigit()) and parse_citation(title) is None and parse_date(title) is None


def _dated(parsed: ParsedCitation, year: DateStatement) -> ParsedCitation:
    """Give a citation the year that stands after its authors, as ISO 690 has it."""
    if parsed.citation.issued is not None:
        return parsed
    issue = parsed.citation.issue
    citation = replace(parsed.citation, issued=year, issue=issue and replace(issue, date=issue.date or year))
    return replace(parsed, citation=citation, score=round(min(1.0, parsed.score + 0.2), 2))
