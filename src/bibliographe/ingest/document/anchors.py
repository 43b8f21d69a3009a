"""Anchors: the citations and whole references of a document, which entries are read around."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.cited_blocks import anchors_of
from bibliographe.ingest.document.citing import Anchor, before, is_solid, whole_reference
from bibliographe.ingest.document.labelled import Record, find_records
from bibliographe.ingest.document.numbering import read_numbering
from bibliographe.ingest.document.references import title_with_brackets
from bibliographe.ingest.document.runs import text_of
from bibliographe.ingest.document.units import by_block, joined_runs, joined_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.citation import ParsedReference
    from bibliographe.ingest.document.runs import Runs
    from bibliographe.ingest.document.units import Unit

_NEXT_LINES = 3


def find_anchors(units: Sequence[Unit], marks: Sequence[str], closed: set[int]) -> list[Anchor]:
    """Return the anchors in order; units in `closed` (contents, tables) hold none."""
    anchors = [_from_record(record) for record in find_records(units, marks)]
    recorded = {number for anchor in anchors for number in range(anchor.first, anchor.last + 1)}
    for block in by_block(units):
        if block[0].kind == "rule" or block[0].number in closed or block[0].number in recorded:
            continue
        if block[0].kind == "heading" and not _may_cite_in_heading(units, marks, block):
            reference = _in_heading(joined_runs(block)) if not marks[block[0].number] else None
            if reference:
                anchors.append(Anchor(block[0].number, block[-1].number, reference.parsed, reference))
            continue
        anchors.extend(anchors_of(block, marks))
    return _without_titles(sorted(anchors, key=lambda anchor: anchor.first), units, marks)


def _in_heading(runs: Runs) -> ParsedReference | None:
    """Return the reference that a heading is: a title with brackets, or people before a title that is set off."""
    bracketed = title_with_brackets(runs)
    styles = {style for run in runs for style in run.styles} - {"link"}
    partly = any(not run.styles & styles and run.text.strip() for run in runs)
    whole = whole_reference(runs) if (styles and partly) or '"' in text_of(runs) or "«" in text_of(runs) else None
    return whole if whole and whole.people else bracketed


def _without_titles(anchors: Sequence[Anchor], units: Sequence[Unit], marks: Sequence[str]) -> list[Anchor]:
    """Drop what reads as a citation and is a title, `Rouen : Flaubert, 1857`: a better citation follows at once."""
    kept: list[Anchor] = []
    for anchor, following in zip_longest(anchors, anchors[1:]):
        if following is None or not (
            _is_designated_by(anchor, following, units)
            if anchor.reference
            else _is_title_of(anchor, following, units, marks)
        ):
            kept.append(anchor)
    return kept


def _is_designated_by(anchor: Anchor, following: Anchor, units: Sequence[Unit]) -> bool:
    """Return whether a law's designation is only the title over the gazette that printed it."""
    bare = not is_solid(anchor.parsed.citation) and following.reference is None and following.people is None
    adjoins = (
        following.first == anchor.last + 1 and units[anchor.first].kind == units[following.first].kind == "paragraph"
    )
    return bare and adjoins and is_solid(following.parsed.citation) and units[following.first].opens


def _is_title_of(anchor: Anchor, following: Anchor, units: Sequence[Unit], marks: Sequence[str]) -> bool:
    between = units[anchor.last + 1 : following.first]
    first = units[anchor.first]
    if is_solid(anchor.parsed.citation) or not is_solid(following.parsed.citation) or not first.opens:
        return False
    if len(between) > _NEXT_LINES or not all(evidence.people(unit.text) for unit in between):
        return False
    previous = before(first.number, marks)
    headed = previous is not None and not marks[previous] and units[previous].strong
    return not headed or read_numbering(units[previous or 0].text) is not None


def _from_record(record: Record) -> Anchor:
    reference = record.reference
    titled = reference if reference.title else None
    return Anchor(record.first, record.last, reference.parsed, titled, None if titled else reference.people)


def _may_cite_in_heading(units: Sequence[Unit], marks: Sequence[str], block: Sequence[Unit]) -> bool:
    """Return whether a heading may hold a citation that a conversion made one of: under a title, and over none."""
    previous = before(block[0].number, marks)
    if previous is None or not units[previous].strong or marks[previous] or read_numbering(units[previous].text):
        return False
    cited = evidence.citation(joined_text(block))
    if cited is None or not is_solid(cited.citation):
        return False
    for unit in units[block[-1].number + 1 : block[-1].number + 1 + _NEXT_LINES]:
        if unit.kind == "heading":
            break
        if evidence.citation(unit.text):
            return False
    return True
