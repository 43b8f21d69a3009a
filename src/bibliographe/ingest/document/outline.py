"""Divides the document: title block, themes, entries, editorial notes, each with the lines that follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.document.anchors import find_anchors
from bibliographe.ingest.document.citing import is_solid, runs_on
from bibliographe.ingest.document.classify import classified
from bibliographe.ingest.document.divisions import Division, Document, Ground
from bibliographe.ingest.document.front import after_front
from bibliographe.ingest.document.head import Head
from bibliographe.ingest.document.heads import HeadFinder
from bibliographe.ingest.document.lists import cites, find_lists
from bibliographe.ingest.document.looks import look_of
from bibliographe.ingest.document.marks import mark_units
from bibliographe.ingest.document.oddities import find_oddities
from bibliographe.ingest.document.toc import find_closing_toc, find_toc, is_numbered_page
from bibliographe.ingest.document.topics import Topics, find_topics, stands_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.lists import ItemList
    from bibliographe.ingest.document.units import Unit


def divide(units: list[Unit]) -> Document:
    """Return the divisions of a document."""
    marks = mark_units(units)
    lists = find_lists(units, marks)
    reference_lists = [items for items in lists if cites(units, marks, items)]
    closed = _closed(marks, lists, reference_lists)
    anchors = find_anchors(units, marks, closed)
    solid = next(
        (one.first for one in anchors if is_solid(one.parsed.citation) and not is_numbered_page(units[one.first])),
        len(units),
    )
    toc = find_toc(units, marks, solid)
    if not toc.lines:
        toc = find_closing_toc(units, marks, max((anchor.last for anchor in anchors), default=len(units)))
    closed |= toc.units
    anchors = [anchor for anchor in anchors if not closed & set(range(anchor.first, anchor.last + 1))]
    heads = HeadFinder(units, marks, toc, closed).find(anchors)
    document = Document(units, marks, toc, lists, reference_lists, closed)
    document.divisions = _divisions(Ground(document, heads))
    return document


def _closed(marks: Sequence[str], lists: Sequence[ItemList], reference_lists: Sequence[ItemList]) -> set[int]:
    """Return the units that hold no reference: those of lists of contents."""
    closed: set[int] = set()
    kept = set(map(id, reference_lists))
    for items in lists:
        announced = items.announced_by is not None and marks[items.announced_by] == "contents-heading"
        if announced or id(items) not in kept:
            closed.update(items.units)
    return closed


def _divisions(ground: Ground) -> list[Division]:
    """Return the divisions in order."""
    find_oddities(ground)
    topics = find_topics(ground)
    starts = after_front(ground, topics, _starts(ground, topics))
    divisions = [Division("front")]
    number = 0
    while number < len(ground.units):
        if number in ground.heads:
            head = ground.heads[number]
            divisions.append(Division("entry", head.title, head))
            number = head.last + 1
        elif number in starts:
            lines = _heading_lines(ground, topics, number)
            divisions.append(_begin(ground, topics, lines))
            number = lines[-1].number + 1
        else:
            if number not in ground.toc.units and number not in ground.taken:
                divisions[-1].body.append(ground.units[number])
            number += 1
    return classified(divisions, ground, topics)


def _starts(ground: Ground, topics: Topics) -> set[int]:
    """Return the units at which a division begins, heads apart."""
    starts = topics.numbers | ground.linked | ground.unread
    others = (unit for unit in ground.units if unit.number not in ground.taken and unit.number not in starts)
    return starts | {unit.number for unit in others if stands_out(ground, unit)}


def _heading_lines(ground: Ground, topics: Topics, number: int) -> list[Unit]:
    """Return the lines of a heading: all of its block, and the heading after it that goes on with it."""
    lines = [ground.units[number]]
    alone = number in ground.linked or number in ground.unread
    for position in range(number + 1, number + 1 if alone else len(ground.units)):
        unit = ground.units[position]
        own = unit.number in ground.taken or unit.number in topics.numbers or ground.marks[unit.number]
        goes_on = runs_on(lines[-1].text) or unit.text[:1].islower()
        same_look = look_of(unit) == look_of(lines[-1]) and unit.kind == "heading"
        if own or not (unit.block == lines[-1].block or (goes_on and same_look)):
            break
        lines.append(unit)
    return lines


def _begin(ground: Ground, topics: Topics, lines: list[Unit]) -> Division:
    if lines[0].number in topics.numbers:
        return Division("topic", lines, numbering=ground.numbering_of(lines[0]))
    if lines[0].number in ground.linked:
        return Division("entry", lines[:1], Head(None, lines[:1]))
    return Division("unread" if lines[0].number in ground.unread else "lost", lines)
