"""Where the title block ends: its headings are neither themes nor entries."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.looks import look_of, strength
from bibliographe.ingest.document.phrases import opening

if TYPE_CHECKING:
    from bibliographe.ingest.document.divisions import Ground
    from bibliographe.ingest.document.looks import Look
    from bibliographe.ingest.document.topics import Topics

_SEVERAL_SOURCES = 2


def after_front(ground: Ground, topics: Topics, starts: set[int]) -> set[int]:
    """Drop from `starts` the headings of the title block: those before the first theme or entry, of neither."""
    end = min([ground.first, *topics.numbers, *ground.linked, *_uncited(ground, starts)])
    later = {look_of(ground.units[number]) for number in starts if number > end} | topics.looks
    kept = {number for number in starts if number >= end}
    if end not in topics.numbers or end in topics.rubrics:
        kept |= _leading_topics(ground, sorted(number for number in starts if number < end), end, later)
    return kept


def _is_over(ground: Ground, number: int, kept: set[int], front: list[int]) -> bool:
    """Return whether a heading stands over the first theme, stronger than it, after the lines of a title block.

    Directly under another heading it may be a subtitle.
    """
    before = ground.units[number - 1] if number else None
    if (
        not kept
        or number == front[0]
        or before is None
        or before.kind == "heading"
        or is_phrase_of_title(ground, number)
    ):
        return False
    return ground.units[number].kind == "heading" and strength(ground.units[number]) < strength(ground.units[min(kept)])


def is_phrase_of_title(ground: Ground, number: int) -> bool:
    """Return whether a heading only says that this is a bibliography."""
    return opening("GENRE", ground.units[number].text) is not None


def _uncited(ground: Ground, starts: set[int]) -> list[int]:
    """Return the headings over a note, or over an entry without citation: both name their sources below."""
    found = []
    ordered = [number for number in sorted(starts) if number < ground.first]
    for number, following in pairwise([*ordered, ground.first]):
        body = ground.units[number + 1 : following]
        sources = sum(ground.marks[unit.number] == "source" and unit.opens for unit in body)
        if sources >= _SEVERAL_SOURCES or (sources and ground.is_over_kind_line(ground.units[number])):
            found.append(number)
    return found


def _leading_topics(ground: Ground, front: list[int], end: int, later: set[Look]) -> set[int]:
    """Return the headings that stand directly over the first entry and look as the themes further down do."""
    kept: set[int] = set()
    limit = end
    for number in reversed(front):
        between = ground.units[number + 1 : limit]
        if any(not ground.is_filler(unit) and not evidence.cites_pages(unit.text) for unit in between):
            break
        look = look_of(ground.units[number])
        only = number == front[0] and all(ground.marks[:number])
        known = look in later and (not only or look not in ground.looks)
        if not known and (later or number == front[0]) and not _is_over(ground, number, kept, front):
            break
        kept.add(number)
        limit = number
    return kept
