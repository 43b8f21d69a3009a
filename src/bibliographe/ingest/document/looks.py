"""How a heading looks: what tells a theme from a title where neither has a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.document.numbering import Numbering, read_numbering

if TYPE_CHECKING:
    from bibliographe.ingest.document.units import Unit

Look = tuple[str, int]
"""Whether a line is a heading, and its strength."""
CAPITALS, BOLD, PLAIN = 7, 8, 9
_WORD = 4
"""Letters that make a word of capitals."""


def look_of(unit: Unit) -> Look:
    """Return how a line looks."""
    return (unit.kind if unit.kind == "heading" else "line", strength(unit))


def strength(unit: Unit) -> int:
    """Return how strong a heading looks: 1 is a heading of level 1, 9 a plain line."""
    if unit.kind == "heading":
        return unit.level
    if is_capitals(unit.text):
        return CAPITALS
    return BOLD if unit.styles & {"bold", "link"} or unit.underlined else PLAIN


def is_capitals(text: str) -> bool:
    """Return whether a line is all capitals, and is a word or more."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= _WORD and not any(letter.islower() for letter in letters)


def numbering_of(unit: Unit) -> Numbering | None:
    """Return the number of a heading, be it Markdown that took it for a list's."""
    marker = unit.marker if unit.marker[:1].isalnum() else ""
    return read_numbering(f"{marker} {unit.text}".strip())
