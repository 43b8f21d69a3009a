"""Whole references that begin with their title, set off: `**Titre**, Anne Dumas, *Revue*, n° 3, mai 2024, p. 7`."""

from __future__ import annotations

import re
from dataclasses import replace

from bibliographe.ingest.citation import ParsedCitation, ParsedPeople, ParsedReference
from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.runs import Run, Runs, cut, plain, text_of, trimmed
from bibliographe.model.text import clean

_MEDIUM = re.compile(r"\s*\[(?P<medium>[^\[\]\d]{2,40})\]")
_BRACKETS = re.compile(r"(?P<title>.*\S)\s+\((?P<inside>[^()]{8,200})\)\.?")
_KIND_FIRST = re.compile(r"(?P<kind>[^\W\d][^:;,.]{2,30}?)\s*:\s*")
_LEADING = " \t,.;:/–—-"
_SEPARATOR = re.compile(r"\s*(?:[,;.]|\s[-–—/])\s+")
_MOST_PARTS = 6
_SET_OFF = frozenset({"bold", "link"})
_LEAST_WORDS = 2
_LIKELY_PEOPLE = 0.6


def title_first(runs: Runs) -> ParsedReference | None:
    """Return the reference that `runs` make when their first words are a title in bold or a link, else None."""
    count = 0
    while count < len(runs) and (runs[count].styles & _SET_OFF or (count and not runs[count].text.strip())):
        count += 1
    title = text_of(runs[:count])
    rest = clean(text_of(runs[count:]))
    if len(title.split()) < _LEAST_WORDS or title.endswith(":") or not rest or _names_people(title, runs[count:]):
        return None
    return _signed_in_the_middle(title, runs[count:]) or _after_title(title, rest)


def _after_title(title: str, rest: str) -> ParsedReference | None:
    """Read what follows a title part by part: its medium, its people, its kind, until the rest is a citation."""
    medium = _MEDIUM.match(rest)
    rest = rest[medium.end() if medium else 0 :].lstrip(_LEADING)
    if signed := _signed_before_brackets(title, rest):
        return signed
    people, kind = None, None
    for _ in range(_MOST_PARTS):
        found, parsed = evidence.credited_citation(rest)
        says_kind = _kind_before(rest, parsed)
        if says_kind:
            kind, rest = says_kind
            continue
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


def _signed_before_brackets(title: str, rest: str) -> ParsedReference | None:
    """Read `**Titre** Anne Dumas (Dunod, 2021)`: people, then what cites in brackets."""
    match = _BRACKETS.fullmatch(rest)
    people = evidence.people(match["title"]) if match else None
    parsed = evidence.citation(match["inside"]) if match and people and people.score >= _LIKELY_PEOPLE else None
    return ParsedReference(title, people, parsed) if parsed and parsed.citation.issued else None


def _signed_in_the_middle(title: str, runs: Runs) -> ParsedReference | None:
    """Read `[Titre](…), Jo Lepage, *Revue*, 16 mars 2020`: the emphasis says where the people end."""
    first = next((index for index, run in enumerate(runs) if "italic" in run.styles), 0)
    names = text_of(runs[:first]).strip(_LEADING)
    people = evidence.people(names) if names and text_of(runs[:first]).rstrip()[-1:] in ",." else None
    parsed = evidence.citation(text_of(runs[first:])) if people else None
    persons = people is not None and all(one.agent.kind == "person" for one in people.contributions)
    return ParsedReference(title, people, parsed) if parsed and parsed.citation.periodical and persons else None


def _kind_before(rest: str, parsed: ParsedCitation | None) -> tuple[str, str] | None:
    """Return the words that say what a document is and what follows them, when that cites as well as the whole."""
    match = _SEPARATOR.search(rest)
    if match is None or not evidence.kind_line(rest[: match.start()]):
        return None
    _, left = evidence.credited_citation(rest[match.end() :])
    return (rest[: match.start()], rest[match.end() :]) if left and (not parsed or left.score > parsed.score) else None


def _names_people(text: str, rest: Runs) -> bool:
    """Return whether what is set off are people, for a title that is set off too stands next to them."""
    found = evidence.people(text.rstrip(" ,.:;"))
    following = [run for run in rest if run.text.strip(_LEADING + "()")]
    return (
        found is not None and found.score >= _LIKELY_PEOPLE and bool(following) and _sets_off(following[0], after=True)
    )


def kind_first(runs: Runs) -> ParsedReference | None:
    """Return the reference after a word that says what it is: `Vidéo : *Titre*, …`, `**Rapport** *Titre*, …`."""
    match = _KIND_FIRST.match(text := plain(runs))
    said = match["kind"] if match else plain(runs[:1])
    end = match.end() if match else len(said)
    rest = trimmed(cut(runs, end, len(text)))
    if not evidence.kind_line(clean(said).rstrip(" :")) or not rest or not _sets_off(rest[0]):
        return None
    if match is None and not runs[0].styles & _SET_OFF:
        return None
    found = max(
        (one for one in (title_first(rest), evidence.reference(rest)) if one),
        key=lambda one: one.parsed.score,
        default=None,
    )
    if found is None or found.parsed.citation.medium is not None:
        return found
    citation = replace(found.parsed.citation, medium=clean(said).rstrip(" :"))
    return replace(found, parsed=replace(found.parsed, citation=citation))


def _sets_off(run: Run, *, after: bool = False) -> bool:
    return bool(run.styles) or run.text.lstrip(_LEADING if after else None)[:1] in ("«", "“", '"')


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
