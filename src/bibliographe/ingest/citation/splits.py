"""The ways of taking a whole reference apart: people, title, rest, by its emphasis, quotation marks or punctuation."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.citation.judgement import begins_a_text_of_law
from bibliographe.ingest.citation.names import body_certainty, is_acronym, is_town, starts_with
from bibliographe.ingest.citation.people import parse_people
from bibliographe.ingest.citation.persons import is_capitals, is_given
from bibliographe.ingest.citation.results import ParsedPeople
from bibliographe.ingest.citation.standalone import parse_date, parse_kind_line
from bibliographe.ingest.citation.vocabulary import key
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.model.dates import DateStatement

Run = tuple[str, frozenset[str]]

AROUND = " ,;:/–—"
"""What may stand around each of the three."""
_QUOTATION_MARKS = (("«", "»"), ("“", "”"), ('"', '"'))
_ENDS_OF_TITLE = (". - ", ".- ", ". – ", ". — ", "? - ", "! - ", "] - ", " - ", ". ", ", ", "? ", "! ")
_ENDS_OF_PEOPLE = (". ", ", ", ") ", " : ", " – ", " — ", " - ", " –")
_ONLINE = re.compile(r"\s\[\s?en ligne\s?\]", re.IGNORECASE)
_INSIDE = re.compile(r"[.?!]\s+(?:Dans|In)\s?:\s")
_ENDS_OF_ISBD_TITLE = _ENDS_OF_TITLE[:4]
_DATE_AFTER_PEOPLE = re.compile(
    r"^(?P<people>.+?)\s*[(,\[]\s*(?P<year>(?:1[89]|20)\d\d|s\.\s?d\.|n\.\s?d\.)[a-z]?"
    r"(?:,\s*(?P<day>\d{0,2}\s?[^\W\d]+\.?))?\s*[)\]]?[\s.,:]*$"
)
_ENDS_WITH_A_LETTER = re.compile(r"\s[A-Z]$")
_LEAST_SCORE, _LEAST_DATED = 0.6, 0.5
_LONGEST_PEOPLE = 300
_MOST_CUTS = 8
_LEAST_NAME = 2
_SURE_NAMES = 0.9
_MOST_TITLES, _MOST_NAMES = 4, 4
_NOBODY = frozenset({"auteur non specifie", "auteur inconnu", "sans auteur", "anonyme", "anonymous", "s. n.", "s.n."})
_BETWEEN_NAMES = re.compile(r",\s|\s[–—-]\s?")
_AND = re.compile(r"\s(?:et|and|&)\s")
_MOST_PLAIN = 24
"""Guesses where people and title end when only commas and full stops tell."""


class Split(NamedTuple):
    """A way of taking a reference apart: people, title, rest; each as printed."""

    before: str
    title: str
    after: str
    guessed: bool = False
    """Nothing but punctuation says where the title ends."""
    quoted: bool = False
    """Quotation marks say where it begins and ends."""
    signed: bool = False
    """What comes first can only be who signs, were it a body that nobody knows."""


def splits(runs: Sequence[Run], text: str) -> Iterator[Split]:
    """Yield the ways of taking a reference apart, the likeliest first."""
    for style in ("link", "bold"):
        yield from _styled(runs, style)
    yield from _quoted(text)
    yield from _styled(runs, "italic")
    yield from _official(text)
    yield from _styled_periodical(runs)
    yield from _isbd(text)
    yield from islice(_plain(text), _MOST_PLAIN)
    yield from _before_place(text)
    yield from _unsigned_online(text)
    yield from islice(_title_and_people(text), _MOST_TITLES)


def _quoted(text: str) -> Iterator[Split]:
    """Take the text between quotation marks as the title."""
    for opening, closing in _QUOTATION_MARKS:
        start = text.find(opening)
        end = _closing(text, start, opening, closing)
        if 0 <= start < end:
            yield Split(text[:start], text[start + 1 : end], text[end + 1 :], quoted=True)


def _closing(text: str, start: int, opening: str, closing: str) -> int:
    """Return where the mark stands that closes the one at `start`: `« « Titre » : sous-titre »` has one inside."""
    end = text.find(closing, start + 1)
    if opening != closing and start >= 0:
        while end >= 0 and text.count(opening, start, end) > text.count(closing, start, end) + 1:
            following = text.find(closing, end + 1)
            if following < 0:
                break
            end = following
    return end


def _styled(runs: Sequence[Run], style: str) -> Iterator[Split]:
    """Take the first stretch of a style as the title."""
    flags = [style in styles and run.strip() != "" for run, styles in runs]
    if not any(flags) or all(flag or not run.strip() for flag, (run, _) in zip(flags, runs, strict=True)):
        return
    first = flags.index(True)
    last = first
    while last + 1 < len(runs) and (flags[last + 1] or not runs[last + 1][0].strip()):
        last += 1
    if first == 0 and style != "italic" and _are_people_before_a_title(runs, last + 1):
        return
    yield Split(
        "".join(run for run, _ in runs[:first]),
        "".join(run for run, _ in runs[first : last + 1]),
        "".join(run for run, _ in runs[last + 1 :]),
    )


def _are_people_before_a_title(runs: Sequence[Run], end: int) -> bool:
    """Tell whether the first words, set off, are people: a title in italics or quotation marks comes next."""
    following = next(((run, styles) for run, styles in runs[end:] if run.strip(f"{AROUND}.()")), None)
    if following is None:
        return False
    run, styles = following
    if "italic" not in styles and run.lstrip(f"{AROUND}.")[:1] not in ("«", "“", '"'):
        return False
    people, _ = people_and_date("".join(run for run, _ in runs[:end]))
    return people is not None and people.score >= _LEAST_SCORE


def _styled_periodical(runs: Sequence[Run]) -> Iterator[Split]:
    """Take `Dumas, A. (2022). Titre. *Revue*, 141, 12-18` apart: the title is what stands before the emphasis."""
    first = next((index for index, (_, styles) in enumerate(runs) if "italic" in styles), 0)
    before = "".join(run for run, _ in runs[:first])
    after = "".join(run for run, _ in runs[first:])
    for end_of_people, title in _people_first(before):
        if title.rstrip().endswith((".", "?", "!", ",", "…")):
            yield Split(before[:end_of_people], title, after)
    yield from _unsigned(before, after)


def _unsigned(before: str, after: str) -> Iterator[Split]:
    """Take `Titre. *Revue*, n° 3` and `Titre. Dossier. *Revue*, n° 3` apart: nobody signs."""
    title = before.rstrip()
    if not title.endswith((".", "?", "!", "…")):
        return
    head, stop, said = title.rstrip(".").rpartition(". ")
    kind = parse_kind_line(said) if stop else None
    if kind:
        yield Split("", f"{head} [{said}]", after, guessed=True)
    else:
        yield Split("", title, after, guessed=True)


def _official(text: str) -> Iterator[Split]:
    """Take `Loi n° … du …, JO n° 262 du 10 novembre 2021` apart: an official gazette stands after the title."""
    if begins_a_text_of_law(text):
        for sign in (", ", ". ", " ("):
            for at in places_of(text, sign):
                if starts_with("names", text[at + len(sign) :])[1].get("GAZETTE"):
                    yield Split("", text[:at], text[at + len(sign) :].rstrip(" )"))


def _isbd(text: str) -> Iterator[Split]:
    """Take `Titre / Auteur. - …` and `Titre [Brochure]. - …` apart."""
    title, slash, rest = text.partition(" / ")
    if slash:
        for mark in _ENDS_OF_TITLE[:10]:
            people, found, after = rest.partition(mark)
            if found:
                yield Split(people, title, after, guessed=True)
    for mark in _ENDS_OF_ISBD_TITLE:
        title, found, after = text.partition(mark)
        if found:
            bracket = title.find(" [")
            if bracket > 0:
                yield Split("", title[:bracket], title[bracket:] + found + after, guessed=True)
            yield Split("", title, after, guessed=True)


def _before_place(text: str) -> Iterator[Split]:
    """Take `Titre. Paris : Dunod, 2021` apart: nobody signs, and a town with its colon begins the imprint."""
    for mark in (". ", "? ", "! "):
        for at in places_of(text, mark):
            place, colon, _ = text[at + len(mark) :].partition(":")
            if colon and all(is_town(town.strip(" []")) for town in place.split(";")):
                yield Split("", text[: at + (mark[0] != ".")], text[at + len(mark) :], guessed=True)


def _unsigned_online(text: str) -> Iterator[Split]:
    """Take `Titre. Dans : Site [en ligne]. …`, `Titre. Journal [en ligne]. …` and `Titre [en ligne]. …` apart."""
    inside = _INSIDE.search(text)
    if inside:
        yield Split("", text[: inside.start() + 1], text[inside.start() + 1 :], guessed=True)
    online = _ONLINE.search(text)
    if online:
        for mark in ("? ", "! ", ". "):
            title, found, site = text[: online.start()].rpartition(mark)
            if found and site.endswith(","):
                yield Split(
                    title, site, text[online.start() :], guessed=True, signed=True
                )  # `Santé Canada. Titre, [En ligne]`
            elif found and not inside:
                yield Split("", title + mark[0], site + text[online.start() :], guessed=True)
        yield Split("", text[: online.start()], text[online.start() :], guessed=True)


def _title_and_people(text: str) -> Iterator[Split]:
    """Take `Titre. Anne Dumas. Dunod. 2021` apart: people stand between the title and what cites."""
    if starts_with("heads", text)[1]:
        return  # `Thèse de doctorat, Anne Dumas (dir.), 2021`
    for mark in (". ", ", ", " - ", " – "):
        for at in places_of(text, mark):
            following = text[at + len(mark) :]
            if any(
                _are_persons(following[:end])
                for sign in (". ", ", ")
                for end in places_of(following, sign)[:_MOST_NAMES]
            ):
                yield Split("", text[:at], following, guessed=True)


def _are_persons(text: str) -> bool:
    people = parse_people(text) if len(text) <= _LONGEST_PEOPLE else None
    return people is not None and people.score >= _SURE_NAMES and people.contributions[0].agent.kind == "person"


def _plain(text: str) -> Iterator[Split]:
    """Take `Anne Dumas, Titre, Paris : Dunod, 2021, 230 p.` apart: people first, the longest that can be."""
    for end_of_people, rest in _people_first(text):
        for mark in _ENDS_OF_TITLE:
            for end in places_of(rest, mark):
                kept = 1 if mark[0] in "?!]" else 0
                yield Split(text[:end_of_people], rest[: end + kept], rest[end + len(mark) :], guessed=True)


def _people_first(text: str) -> Iterator[tuple[int, str]]:
    cuts = {(at, mark) for mark in _ENDS_OF_PEOPLE for at in places_of(text, mark)}
    for at, sign in sorted(cuts, reverse=True):
        if at <= _LONGEST_PEOPLE and not _runs_into_title(text[:at]):
            people, date = people_and_date(text[:at])
            if people is not None and _can_stand_alone(people, dated=date is not None):
                yield at, text[at + len(sign) :]


def _runs_into_title(text: str) -> bool:
    """Tell whether what seems the last of several names is the title: `WINCKELMANN Johann, Lettere Italiane`.

    It has no known given name, and the others are in capitals or ended with `et`.
    """
    *others, last = _BETWEEN_NAMES.split(text)
    before, said = ", ".join(others), last.split()
    if not before or len(said) < _LEAST_NAME or is_given(said[0]) or any(map(is_capitals, said)):
        return False
    return any(map(is_capitals, before.split())) or _AND.search(before) is not None


def _can_stand_alone(people: ParsedPeople, *, dated: bool) -> bool:
    """Tell whether people without any sign around them can be believed: known persons, acronyms, sure bodies.

    A date directly after them, `Service public. (2023, 14 novembre)`, is a sign.
    """
    return people.score >= (_LEAST_DATED if dated else _LEAST_SCORE) and all(
        dated or each.agent.kind == "person" or is_acronym(each.agent.name) or body_certainty(each.agent.name) == "sure"
        for each in people.contributions
    )


def places_of(text: str, sign: str) -> list[int]:
    """Return where a sign stands in a text, the first few times."""
    found: list[int] = []
    at = text.find(sign)
    while at >= 0 and len(found) < _MOST_CUTS:
        found.append(at)
        at = text.find(sign, at + 1)
    return found


def people_and_date(text: str) -> tuple[ParsedPeople | None, DateStatement | None]:
    """Read people, and the date that may follow them: `DUMAS, Anne, 2021.`, `Dumas, A. (2021, juin).`."""
    cleaned = clean(text).strip(AROUND)
    dated = _DATE_AFTER_PEOPLE.match(cleaned)
    date = _date_as_printed(dated["year"], dated["day"]) if dated else None
    said = (dated["people"] if dated else cleaned).rstrip(" ,(")
    if key(said) in _NOBODY:
        return ParsedPeople((), False, 1.0, ()), date
    people = parse_people(said) or parse_people(said.rstrip("."))
    if _ENDS_WITH_A_LETTER.search(said):
        spelled_out = parse_people(f"{said}.")  # `Abgrall Y`: its full stop went with the end of the people
        people = max(filter(None, (people, spelled_out)), key=lambda found: found.score, default=None)
    return people, date


def _date_as_printed(year: str, day: str | None) -> DateStatement | None:
    """Return the date that APA prints year first, `2021, juin`."""
    date = parse_date(f"{day} {year}" if day else year.replace("n.", "s."))
    return replace(date, verbatim=f"{year}, {day}") if date and day else date
