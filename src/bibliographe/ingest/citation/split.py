"""A reference taken apart, and where people end and titles begin in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.citation.names import body_certainty, is_acronym, is_body, is_town
from bibliographe.ingest.citation.people import parse_people
from bibliographe.ingest.citation.persons import is_capitals, is_given, person
from bibliographe.ingest.citation.results import ParsedPeople
from bibliographe.ingest.citation.rewriting import rewritten
from bibliographe.ingest.citation.standalone import parse_date
from bibliographe.ingest.citation.vocabulary import key
from bibliographe.model.entry import Contribution
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.model.dates import DateStatement

AROUND = " ,;:/–—"
"""What may stand around each of the three."""
_ENDS_OF_PEOPLE = (". ", ", ", ") ", " : ", " – ", " — ", " - ", " –")
_DATE_AFTER_PEOPLE = re.compile(
    r"^(?P<people>.+?)(?:\s*[(,\[]\s*|(?<=\s[A-Z])(?P<initial>\.)\s|(?<=[^\W\d_]{2})\.\s(?=\d{4}[a-z]?\.$))(?P<year>(?:1[89]|20)\d\d|s\.\s?d\.|[nN]\.\s?[dD]\.)[a-z]?"
    r"(?:,\s*(?P<day>\d{0,2}\s?[^\W\d]+\.?))?\s*[)\]]?[\s.,:]*$"
)
_ONLY_A_YEAR = re.compile(r"\((?P<year>(?:1[89]|20)\d\d)[a-z]?\)\.?")
"""`(2015). Titre`: nobody signs."""
_ALL_IN_BRACKETS = re.compile(r"\((?P<inside>[^()]*\D[^()]*)\)\.?")
_ENDS_WITH_A_LETTER = re.compile(r"\s[A-Z]$")
_LEAST_SCORE, _LEAST_DATED = 0.6, 0.5
LONGEST_PEOPLE = 300
_MOST_CUTS = 8
_LEAST_NAME = 2
_NOBODY = frozenset({"auteur non specifie", "auteur inconnu", "sans auteur", "anonyme", "anonymous", "s. n.", "s.n."})
_BETWEEN_NAMES = re.compile(r",\s|\s[–—-]\s?")
_AS_CATALOGUES_ENTER = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{2,}, [A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?")
"""A family name in capitals and a given name, were it one that nobody knows."""
_ENTERED = re.compile(r"(?P<family>[A-ZÀ-Þ][a-zà-ÿ'’-]+), (?P<given>[A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-ZÀ-Þ]\.?)?)")
_AND = re.compile(r"\s(?:et|and|&)\s")


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


def people_first(text: str) -> Iterator[tuple[int, str]]:
    """Yield where people that begin a text may end, and what follows them, the longest that can be first."""
    cuts = {(at, mark) for mark in _ENDS_OF_PEOPLE for at in places_of(text, mark)}
    for at, sign in sorted(cuts, reverse=True):
        if at <= LONGEST_PEOPLE and not _runs_into_title(text[:at]):
            people, date = people_and_date(text[:at])
            if people is None and sign == ". " and (unknown := entered_person(text[:at])):
                people, date = unknown, None
            entered = sign == ". " and _AS_CATALOGUES_ENTER.fullmatch(text[:at]) is not None
            if people is not None and _can_stand_alone(people, dated=date is not None or entered):
                yield at, text[at + len(sign) :]


def entered_person(text: str) -> ParsedPeople | None:
    """Read `Zubov, Shosh` before a full stop: a person as catalogues enter one, though nobody knows the given name."""
    found = _ENTERED.fullmatch(text.strip())
    if found is None or is_town(found["family"]) or is_town(found["given"]) or is_body(found["family"]):
        return None
    agent = person(found["given"], found["family"])
    return ParsedPeople((Contribution(agent, "author"),), False, _LEAST_SCORE, ())


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

    A date directly after them, `Service public. (2023, 14 novembre)`, is a sign, and so is `MEYER, Gil.`
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
    if year := _ONLY_A_YEAR.fullmatch(cleaned):
        return ParsedPeople((), False, 1.0, ()), parse_date(year["year"])
    dated = _DATE_AFTER_PEOPLE.match(cleaned)
    date = _date_as_printed(dated["year"], dated["day"]) if dated else None
    if dated and dated["day"] and date is None:
        dated = None  # `Dumas A., 1996, Titre` has no day
    said = (dated["people"] + (dated["initial"] or "") if dated else cleaned).rstrip(" ,(")
    if key(said) in _NOBODY:
        return ParsedPeople((), False, 1.0, ()), date
    people = parse_people(said) or parse_people(said.rstrip("."))
    if _ENDS_WITH_A_LETTER.search(said):
        spelled_out = parse_people(f"{said}.")  # `Abgrall Y`: its full stop went with the end of the people
        people = max(filter(None, (people, spelled_out)), key=lambda found: found.score, default=None)
    return people, date


def _date_as_printed(year: str, day: str | None) -> DateStatement | None:
    """Return the date that APA prints year first, `2021, juin`."""
    date = parse_date(f"{day} {year}" if day else year.casefold().replace("n.", "s."))
    return replace(date, verbatim=f"{year}, {day}") if date and day else date


def rest_of(split: Split) -> str:
    """Return what follows the title, without the signs that part them."""
    rest = rewritten(clean(split.after).lstrip(' .,;:/–—-»”"'))
    bracketed = _ALL_IN_BRACKETS.fullmatch(rest)
    return bracketed["inside"] if bracketed else rest
