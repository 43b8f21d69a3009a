"""The ways of taking a reference apart by its punctuation alone: that of ISBD, commas and full stops, towns, people."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import is_town, starts_with
from bibliographe.ingest.citation.people import parse_people
from bibliographe.ingest.citation.split import LONGEST_PEOPLE, Split, people_first, places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS_OF_TITLE = (". - ", ".- ", ". – ", ". — ", "? - ", "! - ", "] - ", " - ", ". ", ", ", "? ", "! ")
_ENDS_OF_ISBD_TITLE = _ENDS_OF_TITLE[:4]
_ONLINE = re.compile(r"\s\[\s?en ligne\s?\]", re.IGNORECASE)
_INSIDE = re.compile(r"[.?!]\s+(?:Dans|In)\s?:\s")
_CAPITALS_FIRST = re.compile(r"(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ'’/&-]+(?: [A-ZÀ-Þ'’/&-]+){1,9})\. ")
_TOWN_AND_COLON = re.compile(r"\. (?=[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?(?:, [A-ZÀ-Þ][\w-]+)?\s?: [^.]+\d{4})")
_CITED_IN_BRACKETS = re.compile(r"(?P<title>[^()]{8,200}?)\s(?P<after>\([^()]*: [^()]*\b(?:1[5-9]|20)\d\d\).*)")
"""`Titre (Paris: Dunod, 2021), 45-47`, as notes have it."""
_EDITION = re.compile(r",\s(?=\d{1,2}\s?(?:e|è|ème|ième|nde?|th|rd|st)\.?\s(?:éd|ed)\b)", re.IGNORECASE)
_SURE_NAMES = 0.9
_MOST_TITLES, _MOST_NAMES = 4, 4
_MOST_PLAIN = 24
"""Guesses where people and title end when only commas and full stops tell."""


def punctuated(text: str) -> Iterator[Split]:
    """Yield the ways of taking a reference apart of which nothing but punctuation tells, the likeliest first."""
    yield from _isbd(text)
    yield from islice(_plain(text), _MOST_PLAIN)
    yield from _after_capitals(text)
    yield from _before_place(text)
    yield from _before_edition(text)
    yield from _unsigned_online(text)
    yield from islice(_title_and_people(text), _MOST_TITLES)


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


def _after_capitals(text: str) -> Iterator[Split]:
    """Take `ORGANISATION DES NATIONS UNIES. Titre. Paris : …` apart: what is in capitals before a full stop signs."""
    name = _CAPITALS_FIRST.match(text)
    if name is None:
        return
    rest = text[name.end() :]
    for split in _before_place(rest):
        yield split._replace(before=name["name"], signed=True)
    place = _TOWN_AND_COLON.search(rest)
    if place:
        yield Split(name["name"], rest[: place.start()], rest[place.end() :], guessed=True, signed=True)


def _before_edition(text: str) -> Iterator[Split]:
    """Take `Titre, 2e éd., Dunod, 2021` and `Titre, Paris, Dunod, coll. « U », 2021` apart: nobody signs."""
    edition = _EDITION.search(text)
    if edition:
        yield Split("", text[: edition.start()], text[edition.end() :], guessed=True)
    for at in places_of(text, ", "):
        place, comma, following = text[at + 2 :].partition(", ")
        if comma and "," in following and is_town(place):
            yield Split("", text[:at], text[at + 2 :], guessed=True)
            return


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
    people = parse_people(text) if len(text) <= LONGEST_PEOPLE else None
    return people is not None and people.score >= _SURE_NAMES and people.contributions[0].agent.kind == "person"


def _plain(text: str) -> Iterator[Split]:
    """Take `Anne Dumas, Titre, Paris : Dunod, 2021, 230 p.` apart: people first, the longest that can be."""
    for end_of_people, rest in people_first(text):
        if bracketed := _CITED_IN_BRACKETS.fullmatch(rest):
            yield Split(text[:end_of_people], bracketed["title"], bracketed["after"], guessed=True)
        for mark in _ENDS_OF_TITLE:
            for end in places_of(rest, mark):
                kept = 1 if mark[0] in "?!]" else 0
                yield Split(text[:end_of_people], rest[: end + kept], rest[end + len(mark) :], guessed=True)
