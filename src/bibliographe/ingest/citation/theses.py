"""Theses: which of the texts after `Thèse de doctorat` is the discipline, which the university."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.citation.names import is_body

if TYPE_CHECKING:
    from collections.abc import Sequence


_AFTER_DASH = re.compile(r"\s[-–—]\s(?:[A-ZÀ-Þ][\w'’-]*)(?:\s[A-ZÀ-Þ][\w'’-]*){0,3}(?=[,.;]|$)")


class ThesisStatement(NamedTuple):
    """The statement as printed, discipline included; where the thesis was defended."""

    degree: str
    institution: str | None
    places: tuple[str, ...]


def degree_and_institution(line: str, named: Sequence[tuple[str, str]]) -> ThesisStatement:
    """Read the texts of a thesis: pairs of rule (`degree`, `thesis_text`, `thesis_place`) and text, in order.

    The university is the last text that names a body, else the last of several, else one that a comma precedes.
    """
    if named[0][0] == "thesis_before" and not is_body(named[0][1]):
        return ThesisStatement("", None, ())  # a title stands there: this is a whole reference
    at = next(index for index, (rule, _) in enumerate(named) if rule == "degree")
    degree = named[at][1]
    texts = [text for rule, text in named if rule in ("thesis_text", "thesis_before")]
    places = [text for rule, text in named if rule == "thesis_place"]
    institution = _institution(line, degree, texts, places)
    if institution is None and places:
        institution = places.pop()
    after = [text for rule, text in named[at + 1 :] if rule == "thesis_text" and text != institution]
    return ThesisStatement(_with_discipline(line, degree, after), institution, tuple(places))


def _institution(line: str, degree: str, texts: Sequence[str], places: Sequence[str]) -> str | None:
    bodies = [text for text in texts if is_body(text)]
    if bodies:
        return bodies[-1] + _second_name(line, bodies[-1])
    if len(texts) > 1:
        return texts[-1]
    if texts:
        before = line[: line.find(texts[0], line.find(degree) + len(degree))].rstrip()
        printed_at = any(before.removesuffix(":").rstrip().endswith(place) for place in places)
        return None if before.endswith((":", "(")) and not printed_at else texts[0]
    return None


def _second_name(line: str, university: str) -> str:
    """Return what a dash adds to a university's name: `Université Toulouse - Jean Jaurès`."""
    found = _AFTER_DASH.match(line, line.find(university) + len(university))
    return found.group() if found else ""


def _with_discipline(line: str, degree: str, disciplines: Sequence[str]) -> str:
    """Return the statement up to the discipline that directly follows it."""
    start = line.find(degree)
    end = start + len(degree)
    if disciplines:
        found = line.find(disciplines[0], end)
        if found >= 0 and found - end <= len(" : "):
            end = found + len(disciplines[0])
            end += line[found - 1 : found] == "(" and line[end : end + 1] == ")"
    return line[start:end]
