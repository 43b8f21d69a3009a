"""Themes that nothing sets off: a plain line over each list of entries, or a list of one item before each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.citing import before
from bibliographe.ingest.document.marks import FURNITURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.document.divisions import Ground
    from bibliographe.ingest.document.units import Unit

_LONGEST = 80
_AT_LEAST = 2
"""One line over a list may introduce it, `Pour en savoir plus :`; two are a way of naming themes."""


def find_rubrics(ground: Ground) -> set[int]:
    """Return the plain lines that name themes, of each kind those that come several times."""
    found: set[int] = set()
    for numbers in (set(_over_lists(ground)), set(_lone_items(ground))):
        if len(numbers) >= _AT_LEAST:
            found |= numbers
    return found


def _over_lists(ground: Ground) -> Iterator[int]:
    """Yield the lines directly over the first item of a list of entries: `En anglais :`."""
    for number in sorted(ground.linked | ground.unread | set(ground.heads)):
        over = before(number, ground.marks) if ground.units[number].kind == "item" else None
        if over is not None and ground.units[over].kind == "paragraph" and _may_name(ground, ground.units[over]):
            yield over


def _lone_items(ground: Ground) -> Iterator[int]:
    """Yield the lists of one item that stand over an entry or a heading: `- Études de genre`."""
    for items in ground.document.lists:
        unit = ground.units[items.units[0]]
        following = _after(ground, items.units[-1])
        if not ground.holds_one(items) or unit.marker[:1].isalnum() or following is None:
            continue
        heads = following in ground.heads or ground.units[following].kind == "heading"
        if heads and ground.units[following].kind != "item" and _may_name(ground, unit):
            yield unit.number


def _after(ground: Ground, number: int) -> int | None:
    """Return the nearest unit after one, page furniture apart."""
    following = range(number + 1, len(ground.units))
    return next((one for one in following if ground.marks[one] not in FURNITURE), None)


def _may_name(ground: Ground, unit: Unit) -> bool:
    """Return whether a line of its own, short and no sentence, can be what a theme is called."""
    free = unit.number not in ground.taken and not ground.marks[unit.number] and unit.number not in ground.toc.units
    plain = unit.alone and not unit.strong and not unit.quote and unit.depth <= 1
    said = unit.text.rstrip(" :")
    words = len(said) <= _LONGEST and said[:1].isalnum() and said[-1:] not in ".;,!?"
    return free and plain and words and not evidence.citation(said) and not evidence.is_prose(said)
