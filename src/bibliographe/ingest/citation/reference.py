"""A whole reference in one paragraph: `DUMAS, Anne. *Le télétravail*. Paris : Dunod, 2021, 230 p.`"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.citation.lines import LONGEST_LINE, best_reading, parse_citation
from bibliographe.ingest.citation.parts import Line
from bibliographe.ingest.citation.people import parse_people
from bibliographe.ingest.citation.results import ParsedCitation, ParsedPeople, ParsedReference
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Run = tuple[str, frozenset[str]]
_OPENING, _CLOSING = "«“\"„", "»”\""
_AROUND = " \t\n.,;:/–—-"
_LEAST_SCORE = 0.6
_LONGEST_PEOPLE = 300


class _Split(NamedTuple):
    """A way of taking a reference apart: people, title, rest; each as printed."""

    before: str
    title: str
    after: str


def parse_reference(runs: Sequence[Run]) -> ParsedReference | None:
    """Read a paragraph that holds a whole reference; None when it does not.

    `runs` are stretches of text with their styles (`bold`, `italic`, `link`). The quoted, linked or emphasised
    stretch is the title; without one, the punctuation of ISBD (`Titre / Auteur. - …`) or commas must tell.
    """
    text = "".join(run for run, _ in runs)
    if not 0 < len(text.strip()) <= LONGEST_LINE:
        return None
    best: ParsedReference | None = None
    for split in _splits(runs, text):
        read = _read(split)
        if read is not None and (best is None or read.parsed.score > best.parsed.score):
            best = read
            if best.parsed.score >= 1.0:
                break
    return best


def _splits(runs: Sequence[Run], text: str) -> Iterator[_Split]:
    """Yield the ways of taking a reference apart, the likeliest first."""
    yield from _quoted(text)
    for style in ("link", "bold", "italic"):
        yield from _styled(runs, style)
    yield from _isbd(text)
    yield from _plain(text)


def _quoted(text: str) -> Iterator[_Split]:
    """Take the text between quotation marks as the title."""
    for opening, closing in zip(("«", "“", '"'), ("»", "”", '"'), strict=True):
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


def _isbd(text: str) -> Iterator[_Split]:
    """Take `Titre / Auteur. - …` apart."""
    title, slash, rest = text.partition(" / ")
    if not slash:
        return
    for mark in (". - ", ".- ", ". – ", ". — ", " - ", ". "):
        people, found, after = rest.partition(mark)
        if found:
            yield _Split(people, title, after)


def _plain(text: str) -> Iterator[_Split]:
    """Take `Anne Dumas, Titre, Paris : Dunod, 2021, 230 p.` apart: people first, then where a citation begins."""
    for sign in (". ", ", ", " : "):
        for at in _places_of(text, sign, 4):
            people = text[:at]
            if len(people) > _LONGEST_PEOPLE or parse_people(people) is None:
                continue
            rest = text[at + len(sign) :]
            for mark in (". - ", ".- ", ". ", ", "):
                for end in _places_of(rest, mark, 12):
                    yield _Split(people, rest[:end], rest[end + len(mark) :])


def _places_of(text: str, sign: str, most: int) -> list[int]:
    found: list[int] = []
    at = text.find(sign)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(sign, at + 1)
    return found


def _read(split: _Split) -> ParsedReference | None:
    title = clean(split.title).strip(_AROUND.replace("-", "")) if split.title else ""
    if not any(sign.isalpha() for sign in title):
        return None
    people_text = clean(split.before).strip(" ,;:/–—").rstrip()
    people: ParsedPeople | None = None
    if people_text and any(sign.isalnum() for sign in people_text):
        people = parse_people(people_text) or parse_people(people_text.rstrip("."))
        if people is None:
            return None
    parsed = _citation(clean(split.after))
    if parsed is None or parsed.score < _LEAST_SCORE:
        return None
    return ParsedReference(_tidy(split.title), people, parsed)


def _citation(text: str) -> ParsedCitation | None:
    return parse_citation(text.lstrip(" .,;:/–—-»”\""))


def _tidy(title: str) -> str:
    """Return a title without the signs that only part it from what follows."""
    return clean(title).strip(" ,;/").rstrip(".") if not clean(title).endswith("...") else clean(title)
