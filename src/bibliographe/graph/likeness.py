"""Whether two titles may be of one document, and what in them says that they are not."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from bibliographe.model.text import fold

SMALL_WORDS = frozenset({
    "a", "an", "and", "au", "aux", "by", "d", "dans", "de", "des", "du", "en", "et", "for", "from", "in", "l", "la",
    "le", "les", "of", "on", "ou", "par", "pour", "sur", "the", "to", "un", "une", "with",
})  # fmt: skip
_SHARED = 0.5
"""Of the words that count in the shorter title, the part that the other has too."""
_ALIKE = 0.75
_PARTS = "tome|tomes|t|volume|volumes|vol|partie|part|parts|pt|livre|book|fascicule|cahier|numero|no|n|episode|saison"
_ROMAN = r"[ivxlc]+"
_PART = re.compile(rf"\b(?:{_PARTS}) (\d+|{_ROMAN})\b")
_LAST = re.compile(rf" (\d{{1,3}}|{_ROMAN})$")
_ORDINAL = re.compile(rf"\b(\d+|{_ROMAN})(?:re|er|ere|e|eme|st|nd|rd|th) (?:partie|part|volume|livre)\b")
_NAMED = {"premiere": "1", "deuxieme": "2", "seconde": "2", "troisieme": "3", "first": "1", "second": "2", "third": "3"}
_NAMED_PART = re.compile(rf"\b({'|'.join(_NAMED)}) (?:partie|part|volume|livre)\b")
_FIGURES = re.compile(r"\d+")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def part_numbers(title: str) -> frozenset[str]:
    """Return the numbers that tell a part, a volume or a number from the others: `Tome II` and `t. 2` give `2`."""
    folded = fold(title)
    found = [*_PART.findall(folded), *_ORDINAL.findall(folded), *_LAST.findall(folded)]
    named = {_NAMED[word] for word in _NAMED_PART.findall(folded)}
    return frozenset(map(_figure, found)) | named


def _figure(number: str) -> str:
    if number.isdecimal():
        return str(int(number))
    total = 0
    for place, letter in enumerate(number):
        value = _VALUES[letter]
        total += -value if any(_VALUES[after] > value for after in number[place + 1 : place + 2]) else value
    return str(total)


def compatible(first: str, second: str) -> bool:
    """Tell whether two titles may be of one document that both say the same number of, or of one book.

    Not when they name different parts, or one a part and the other none: the volumes of a set often share an ISBN. Not
    when each has figures that the other has not: `Bilan 2022` is not `Bilan 2023`. A title that leaves the subtitle
    out is compatible, and so is one with half of its words, since sources shorten and mend titles.
    """
    one, other = fold(first), fold(second)
    if one == other:
        return True
    if part_numbers(first) != part_numbers(second):
        return False
    figures, others = set(_FIGURES.findall(one)), set(_FIGURES.findall(other))
    if figures - others and others - figures:
        return False
    short, long = sorted((one, other), key=len)
    if f"{long} ".startswith(f"{short} "):
        return True
    words, more = (counting_words(title) for title in (short, long))
    shared = len(words & more) / len(words) if words else 0.0
    return shared >= _SHARED and (len(words & more) > 1 or SequenceMatcher(None, one, other).ratio() >= _ALIKE)


def counting_words(folded: str) -> set[str]:
    """Return the words of a folded title that are not small ones."""
    return set(folded.split()) - SMALL_WORDS
