"""What a citation is, line by line: where it stands, whether it says enough, whether a line stops in its middle."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.reference_numbers import REFERENCE_NUMBER
from bibliographe.ingest.document.references import kind_first, title_first, title_with_brackets
from bibliographe.ingest.document.runs import cut, plain, text_of, trimmed
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.citation import ParsedCitation, ParsedPeople, ParsedReference
    from bibliographe.ingest.document.runs import Runs
    from bibliographe.model.entry import Citation

LIKELY = 0.5
"""The score from which a line is believed to cite."""
_SHORTEST_REFERENCE = 25
_ACRONYM = re.compile(r"(\S.*?)\s*\(([^()\s]{2,12})\)")
_RUNS_ON = re.compile(r"[,;:(\[/–—-]$")
_LONGEST_PARAGRAPH = 2_500
_LONGEST_OPENING = 450
"""Characters within which a reference ends that its annotation follows."""
_REMARK_WORDS = 4
_SIGNED = re.compile(r"[A-ZÀ-Þ][\w'’-]+[\s,]+\S*[A-ZÀ-Þ]")
_DATED = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_FACTS = re.compile(
    r"(?:.{0,60}(?:https?:|www\.)|is[bs]n|doi\b|cotes?\b|coll\b|disponible|consult|acc[eè]s)", re.IGNORECASE
)
"""What goes on with the citation and is no remark."""
_SENTENCE = re.compile(r"(?<=[.)])\s+(?=[«“\"]?\s?[A-ZÀ-Þ])")
_UNFINISHED = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "et", "a", "au", "aux", "en", "sur", "pour", "par", "ou", "un"}
    | {"une", "dans", "avec", "sans", "the", "of", "and", "in"}
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Units `first` to `last` hold a citation, maybe after its people, or a whole reference with its title."""

    first: int
    last: int
    parsed: ParsedCitation
    reference: ParsedReference | None = None
    people: ParsedPeople | None = None


def runs_on(text: str) -> bool:
    """Return whether a line stops where a sentence or a title cannot: after `de`, a comma, a colon."""
    if _RUNS_ON.search(text):
        return True
    words = fold(text[-30:]).split()
    return bool(words) and words[-1] in _UNFINISHED and text[-1:] not in '.!?»"”)'


def identifies(citation: Citation) -> bool:
    """Return whether a citation says where or by whom, and not an edition or a date alone."""
    held = (citation.publishers, citation.periodical, citation.issue, citation.series, citation.event, citation.degree)
    online = citation.form == "web" and (citation.accessed or citation.available)
    return any(held) or bool(online) or bool(citation.issued and (citation.extent or citation.pages or citation.places))


def publishes(text: str, citation: Citation) -> bool:
    """Return whether `text` names the publisher of what is cited, with or without its acronym: `L'Agence (ABC)`."""
    parted = _ACRONYM.fullmatch(text)
    said = {fold(each) for each in (text, *(parted.groups() if parted else ()))}
    names = (name for each in citation.publishers for name in (each.name, *each.alternate_names))
    return not said.isdisjoint(map(fold, names))


def names_its_periodical(text: str, citation: Citation) -> bool:
    """Return whether a word is the body that a periodical is called after: `Ires` over `Ires Études, n° 3`."""
    title = citation.periodical.title if citation.periodical else ""
    return text[:1].isupper() and " " not in text and fold(title).startswith(f"{fold(text)} ")


def is_solid(citation: Citation) -> bool:
    """Return whether a citation gives pages, an extent, an issue, a collection, an ISBN: what no title has."""
    numbered = citation.issue is not None and bool(citation.issue.number or citation.issue.volume)
    isbn = any(kind == "isbn" for kind, _ in citation.identifiers)
    return bool(citation.pages or citation.extent or citation.series or numbered or isbn)


def whole_reference(runs: Runs) -> ParsedReference | None:
    """Return the likeliest reading of some lines as one reference with its title."""
    if sum(len(run.text) for run in runs) < _SHORTEST_REFERENCE:
        return None
    number = REFERENCE_NUMBER.match(text_of(runs))
    if number:
        runs = trimmed(cut(runs, number.end(), sum(len(run.text) for run in runs)))
    readings = (title_first(runs), evidence.reference(runs), title_with_brackets(runs))
    found = kind_first(runs) or max((one for one in readings if one), key=lambda one: one.parsed.score, default=None)
    return found if found and found.parsed.score >= LIKELY and found.title else None


def annotated_reference(runs: Runs) -> ParsedReference | None:
    """Read a reference whose paragraph goes on with what is said of it: `…, Dunod, 2021. 230 p. Un ouvrage de …`."""
    text = plain(runs)
    opens = text[:_LONGEST_OPENING]
    if len(text) > _LONGEST_PARAGRAPH or not (_SIGNED.match(opens) and _DATED.search(opens) and _set_off_early(runs)):
        return None
    ends = [match for match in _SENTENCE.finditer(opens) if len(text[match.end() :].split()) >= _REMARK_WORDS]
    for match in reversed(ends):
        remark = clean(text[match.end() :])
        found = None if _FACTS.match(remark) else whole_reference(trimmed(cut(runs, 0, match.start())))
        if found and found.people and not found.parsed.doubts and is_solid(found.parsed.citation):
            said = remark.endswith((".", "…", "!", "?", "»", ")")) or evidence.is_prose(remark)
            return replace(found, remark=remark) if said else None
    return None


def _set_off_early(runs: Runs) -> bool:
    """Return whether a title that is emphasised or quoted follows the first names."""
    first = next((run for run in runs if run.styles), None)
    return first is not None or any(mark in plain(runs)[:_LONGEST_OPENING] for mark in "«“")


def before(number: int, marks: Sequence[str], floor: int = 0) -> int | None:
    """Return the nearest unit before `number`, page furniture apart, not before `floor`."""
    number -= 1
    while number >= floor and marks[number] in FURNITURE:
        number -= 1
    return number if number >= floor else None
