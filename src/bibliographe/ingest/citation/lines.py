"""Reading one citation line: every form that fits, the best one kept."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.forms import read_form
from bibliographe.ingest.citation.grammars import grammar, kinds_of, parse
from bibliographe.ingest.citation.judgement import imprint_score, periodical_score, web_score
from bibliographe.ingest.citation.parts import Line
from bibliographe.ingest.citation.results import ParsedCitation
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from lark import Lark

    from bibliographe.ingest.citation.draft import Draft

LONGEST_LINE = 1_000
"""A longer line is a paragraph, not a citation (characters)."""
_MOST_PARTS = 40

_FORMS: dict[str, Callable[[Draft], float]] = {
    "thesis": lambda draft: 1.0 if draft.institution or draft.issued or draft.extent else 0.0,
    "event": lambda draft: 0.9 if draft.event and draft.event.date else 0.0,
    "chapter": lambda draft: imprint_score(draft),
    "periodical": periodical_score,
    "web": web_score,
    "imprint": imprint_score,
}
_NEEDED = {
    "thesis": frozenset({"DEGREE"}),
    "event": frozenset({"EVENT"}),
    "chapter": frozenset({"IN"}),
    "periodical": frozenset({"ISSUE", "VOLUME", "PAGES", "DATE"}),
    "web": frozenset({"DATE", "ACCESSED", "AVAILABLE", "PUBLISHED", "SITE"}),
}
"""A form is not tried on a line that has none of these parts."""


@cache
def _parser() -> Lark:
    return grammar("citation", *_FORMS)


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
    return best_reading(line)


def best_reading(line: Line) -> ParsedCitation | None:
    """Return the form that explains a line best; None when none does."""
    kinds = tuple(kinds_of(_parser()) & part.kinds for part in line.parts)
    present = frozenset().union(*kinds)
    best: ParsedCitation | None = None
    for form, judge in _FORMS.items():
        if form in _NEEDED and not present & _NEEDED[form]:
            continue
        tree = parse(_parser(), form, kinds).tree
        if tree is None:
            continue
        draft = read_form(line, tree)
        score = judge(draft)
        if score > 0 and (best is None or score > best.score):
            best = ParsedCitation(draft.citation(form), round(score, 2), tuple(draft.doubts))
    return best


def _promising(text: str) -> bool:
    """Tell cheaply whether it is worth cutting a line up: a figure, or the word of an undated or named site."""
    lowered = text.casefold()
    return any(sign.isdigit() for sign in text) or lowered.startswith(("site", "portail", "blog", "plateforme")) or (
        "s.d" in lowered or "s. d" in lowered or ":" in text
    )
