"""Reading one citation line: every form that fits, the best one kept."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.forms import read_form
from bibliographe.ingest.citation.grammars import grammar, kinds_of, parse
from bibliographe.ingest.citation.judgement import (
    chapter_score,
    event_score,
    imprint_score,
    periodical_score,
    thesis_score,
    web_score,
)
from bibliographe.ingest.citation.names import folded_words
from bibliographe.ingest.citation.parts import Line
from bibliographe.ingest.citation.people import parse_people
from bibliographe.ingest.citation.results import ParsedCitation
from bibliographe.ingest.citation.vocabulary import word_set
from bibliographe.model.entry import Doubt
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from lark import Lark

    from bibliographe.ingest.citation.draft import Draft
    from bibliographe.ingest.citation.parts import Part

LONGEST_LINE = 1_000
"""A longer line is a paragraph, not a citation (characters)."""
_LEAST = 0.3
_SURE_PEOPLE, _SURE_REST, _MOST_CUTS = 0.9, 0.8, 4
_END_OF_PEOPLE = re.compile(r"\.? ?[-–—] |(?<=\.) |[.,] ")
_ISBD_MARK = re.compile(r"\. ?[-–—] ")
_TWICE, _LEAST_TWICE = 0.1, 0.5
"""What each field that is said a second time takes away, and how far down."""
_LONGEST_ASIDE = 6
_MOST_ASIDE = 2
_SET_ASIDE = frozenset({"TEXT", "NUMBER", "PLACE", "QUOTED"})
_BETWEEN = frozenset({"COMMA", "SEMI", "COLON", "DASH", "STOP", "SLASH"})
_NOT_UNDERSTOOD = Text("non compris dans la référence : « {text} »", "not understood in the citation: '{text}'")
_MOST_PARTS = 40
_MOST_WORDS = 80

_FORMS: dict[str, Callable[[Draft], float]] = {
    "thesis": thesis_score,
    "event": event_score,
    "chapter": chapter_score,
    "periodical": periodical_score,
    "web": web_score,
    "imprint": imprint_score,
}
_NEEDED = {
    "thesis": frozenset({"DEGREE"}),
    "event": frozenset({"EVENT"}),
    "chapter": frozenset({"IN"}),
    "periodical": frozenset({"ISSUE", "VOLUME", "PAGES", "DATE", "NUMBER"}),
    "imprint": frozenset({"PLACE", "DATE", "EXTENT", "EDITION"}),
    "web": frozenset({"DATE", "ACCESSED", "AVAILABLE", "PUBLISHED", "SITE", "ONWEB"}),
}
"""A form is not tried on a line that has none of these parts."""


@cache
def _parser() -> Lark:
    return grammar("citation", *_FORMS)


@lru_cache(maxsize=20_000)
def parse_citation(text: str) -> ParsedCitation | None:
    """Read a citation line; None when the text is not one.

    `score` is 1 for an imprint or a numbered periodical with date and pages, less as less is said.
    """
    if len(text) > LONGEST_LINE:
        return None
    cleaned = clean(text)
    if not _promising(cleaned):
        return None
    line = Line(cleaned)
    if not line.parts or len(line.parts) > _MOST_PARTS:
        return None
    led = _led_by_people(cleaned) if _ISBD_MARK.search(cleaned) else None
    return led or best_reading(line) or _led_by_people(cleaned)


def _led_by_people(text: str) -> ParsedCitation | None:
    """Read a citation after people: `Anne Dumas, réal. Lyon : Les Films, 2014`."""
    for found in list(_END_OF_PEOPLE.finditer(text))[:_MOST_CUTS]:
        people = parse_people(text[: found.start()])
        if people is None or people.score < _SURE_PEOPLE:
            continue
        line = Line(text[found.end() :])
        parsed = best_reading(line) if 0 < len(line.parts) <= _MOST_PARTS else None
        if parsed is not None and parsed.score >= _SURE_REST:
            said = people.contributions + parsed.citation.contributions
            return replace(
                parsed, citation=replace(parsed.citation, contributions=said), score=round(parsed.score - 0.1, 2)
            )
    return None


def best_reading(line: Line) -> ParsedCitation | None:
    """Return the form that explains a line best; None when none does.

    When no form fits as it is, short texts between or after the facts are set aside, and doubted.
    """
    found = _fitting(line, line.parts)
    if found is not None:
        return found
    kept, aside = _set_aside(line.parts)
    if not aside:
        return None
    found = _fitting(line, kept)
    if found is None:
        return None
    doubts = tuple(Doubt("citation", _NOT_UNDERSTOOD.format(text=part.text)) for part in aside)
    score = round(min(found.score, 0.9) - 0.2 * len(aside), 2)
    return replace(found, score=score, doubts=found.doubts + doubts) if score >= _LEAST else None


def _fitting(line: Line, parts: list[Part]) -> ParsedCitation | None:
    kinds = tuple(kinds_of(_parser()) & part.kinds for part in parts)
    present = frozenset().union(*kinds)
    best: ParsedCitation | None = None
    for form, judge in _FORMS.items():
        if form in _NEEDED and not present & _NEEDED[form]:
            continue
        tree = parse(_parser(), form, kinds).tree
        if tree is None:
            continue
        draft = read_form(line, parts, tree)
        score = 0.0 if _names_people(draft) else judge(draft)
        score = max(min(score, _LEAST_TWICE), score - _TWICE * draft.twice)
        if score >= _LEAST and (best is None or score > best.score):
            best = ParsedCitation(draft.citation(form), round(score, 2), tuple(draft.doubts))
    return best


def _names_people(draft: Draft) -> bool:
    """Tell whether what seems a periodical is people: `Dumas, A., & Leroy, P. (2021)`."""
    name = draft.periodical.title if draft.periodical else ""
    people = parse_people(name) if "," in name else None
    return people is not None and people.score >= _SURE_PEOPLE and people.contributions[0].agent.kind == "person"


def _is_short(text: str) -> bool:
    """Tell whether a text is a few words and no part of a sentence."""
    said = folded_words(text)
    return len(said) <= _LONGEST_ASIDE and not set(said) & word_set("prose", "ANYWHERE")


def _set_aside(parts: list[Part]) -> tuple[list[Part], list[Part]]:
    """Part the texts that stand after the first date, number or extent from what can be understood."""
    first = next((index for index, part in enumerate(parts) if part.fact is not None), len(parts))
    kept: list[Part] = []
    aside: list[Part] = []
    for index, part in enumerate(parts):
        if index > first and part.kinds & _SET_ASIDE and _is_short(part.text):
            aside.append(part)
            if kept and kept[-1].kinds & _BETWEEN:
                kept.pop()
        elif "CLOSE" in part.kinds and kept and "OPEN" in kept[-1].kinds and aside and aside[-1] is parts[index - 1]:
            kept.pop()  # the brackets of what was set aside
        else:
            kept.append(part)
    return (kept, aside) if len(aside) <= _MOST_ASIDE else (parts, [])


def _promising(text: str) -> bool:
    """Tell cheaply whether it is worth cutting a line up: a figure, or the word of an undated or named site."""
    if text.count(" ") > _MOST_WORDS:
        return False
    lowered = text.casefold()
    return (
        any(sign.isdigit() for sign in text)
        or lowered.startswith(("site", "portail", "blog", "plateforme"))
        or ("s.d" in lowered or "s. d" in lowered or ":" in text)
    )
