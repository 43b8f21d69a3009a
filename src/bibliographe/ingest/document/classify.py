"""What each heading heads that is neither a sure theme nor over a citation: an entry, a note, a theme, nothing."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.head import Head
from bibliographe.ingest.document.links import target
from bibliographe.ingest.document.looks import is_capitals, look_of
from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.phrases import is_phrase
from bibliographe.ingest.document.units import joined_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.divisions import Division, Ground
    from bibliographe.ingest.document.topics import Topics
    from bibliographe.ingest.document.units import Unit

_SEVERAL_SOURCES = 2


def classified(divisions: Sequence[Division], ground: Ground, topics: Topics) -> list[Division]:
    """Return `divisions` with each `lost` heading as what it heads, or within the entry that it goes on with."""
    result: list[Division] = []
    for division, following in zip_longest(divisions, divisions[1:]):
        if division.kind == "lost":
            _classify(division, following, ground, topics)
        if division.kind == "lost" and result and _goes_on(division, result[-1]):
            result[-1].body.extend([*division.title, *division.body])
        else:
            result.append(division)
    return result


def _goes_on(division: Division, previous: Division) -> bool:
    """Return whether a bold line without anything of its own is part of the annotation before it."""
    title = division.title[0]
    return previous.kind == "entry" and title.kind != "heading" and not is_capitals(title.text)


def _classify(division: Division, following: Division | None, ground: Ground, topics: Topics) -> None:
    unit = division.title[0]
    marks = Counter(ground.marks[one.number] for one in division.body if one.opens)
    said = [one for one in division.body if ground.marks[one.number] not in FURNITURE]
    prose = [one for one in said if not ground.marks[one.number]]
    look = look_of(unit)
    like_titles = look in ground.looks and look not in topics.looks
    over_kind = bool(said) and ground.is_over_kind_line(division.title[-1])
    explains = marks["source"] >= (1 if is_phrase("NOTE", joined_text(division.title)) else _SEVERAL_SOURCES)
    if explains and prose and not over_kind:
        division.kind = "note"
    elif ground.heads and said and _is_entry(unit, said, marks, ground, topics):
        division.kind = "entry"
        division.head = Head(None, division.title)
    elif (ground.heads or ground.linked) and _is_topic(
        unit, said, prose, topics, like_titles=like_titles, last=following is None
    ):
        division.kind = "topic"
        division.numbering = ground.numbering_of(unit)
        topics.looks.add(look)


def _is_entry(unit: Unit, said: Sequence[Unit], marks: Counter[str], ground: Ground, topics: Topics) -> bool:
    look, first = look_of(unit), said[0]
    if not ground.marks[first.number] and evidence.kind_line(first.text):
        return True
    if look in topics.looks:
        return False
    if marks["source"] or marks["link"] or marks["identifier"] or any(target(run.url) for run in unit.runs):
        return True
    return look in ground.looks and any(not ground.marks[one.number] for one in said)


def _is_topic(
    unit: Unit, said: Sequence[Unit], prose: Sequence[Unit], topics: Topics, *, like_titles: bool, last: bool
) -> bool:
    if look_of(unit) in topics.looks:
        return True
    if like_titles and topics.numbers and not said:
        return False
    if unit.kind == "heading" or is_capitals(unit.text) or unit.underlined:
        # A reference that cannot be read is rejected by itself: its theme is none the less one.
        unread = (one for one in prose if not evidence.cites_pages(one.text))
        return all(evidence.is_prose(one.text) or one.text.endswith(":") for one in unread)
    return not said and not last
