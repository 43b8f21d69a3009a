"""Numbers before headings: `1.`, `1.1`, `I.`, `A.`, `1)`, `Partie 1 :`, `Thème 2 –`, and how they nest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from bibliographe.model.text import clean

_WORD = re.compile(
    r"(?P<word>partie|thème|theme|chapitre|section|axe|titre|volet|rubrique|module|bloc|part|chapter|week|semaine|unit)\s+(?:n\s?°\s*)?"
    r"(?P<number>\d{1,2}|[IVXLC]+|[A-Z])\s*(?:[:.)–—-]+\s*(?P<label>\S.*)|$)",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,5})\.?\s*(?:[)–—:-]\s*)?(?P<label>[^\s\d%].*)")
_COMPOSITE = re.compile(
    r"(?P<number>(?:[IVXLC]{1,6}|[A-Z]|\d{1,2})(?:\s?[.-]\s?(?:\d{1,2}|[A-Za-z])){1,3})\s?(?:[.)]|[.)]?\s?[–—:-](?=\s))?"
    r"\s+(?P<label>[«\"“(]?\s?[A-ZÀ-ÖØ-Þ].*)"
)
"""`I-A`, `I.2`, `A.1`, `1-2`, `1.a`: levels of their own kinds, before a label with a capital."""
_SIMPLE = re.compile(r"(?P<number>\d{1,2})\s?(?:[.)]|[.)]?\s?[–—-](?=\s)|°|/(?=\s))\s*(?P<label>\S.*)")
_BARE = re.compile(r"(?P<number>\d{1,2})\s+(?P<label>[^\W\d_]\S.*)")
_ROMAN = re.compile(r"(?P<number>[IVXLC]{1,6})\s?(?:[.)]|[.)]?\s?[–—-](?=\s)|/(?=\s))\s*(?P<label>(?![A-Z]\.)\S.*)")
_LETTER = re.compile(r"(?P<number>[A-Za-z])\s?(?:[.)]|\s[–—-](?=\s)|/(?=\s))\s*(?P<label>(?![A-Z]\.)\S.*)")
_ROMANS = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"})
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number and the label after it; `style` says how it is written, `parts` holds its value level by level."""

    notation: str
    label: str
    style: str
    parts: tuple[int, ...]

    @property
    def rank(self) -> int:
        """Return the number's own value at its level."""
        return self.parts[-1]


def read_numbering(text: str) -> Numbering | None:
    """Return the number that a heading begins with, None when it has none."""
    text = clean(text)
    if match := _WORD.match(text):
        rank = _value(match["number"])
        return Numbering(match["number"], match["label"] or text, f"word {match['word'].lower()}", (rank,))
    if match := _DECIMAL.match(text):
        parts = tuple(int(part) for part in match["number"].split("."))
        return Numbering(match["number"], match["label"], f"decimal {len(parts)}", parts)
    if (match := _COMPOSITE.match(text)) and (parts := _composite_parts(match["number"])):
        return Numbering(re.sub(r"\s", "", match["number"]), match["label"], f"composite {len(parts)}", parts)
    if match := _SIMPLE.match(text):
        return Numbering(match["number"], match["label"], "decimal 1", (int(match["number"]),))
    if (match := _ROMAN.match(text)) and _ROMAN_FORM.fullmatch(match["number"]):
        return Numbering(match["number"], match["label"], "roman", (_value(match["number"]),))
    if match := _LETTER.match(text):
        style = "capital" if match["number"].isupper() else "small"
        return Numbering(match["number"], match["label"], style, (_letter(match["number"]),))
    return None


def read_bare_number(text: str) -> Numbering | None:
    """Return the number of a heading that no sign follows, `1 Cadres théoriques`: one only beside its like."""
    match = _BARE.match(clean(text))
    return Numbering(match["number"], match["label"], "decimal 1", (int(match["number"]),)) if match else None


def as_letter(numbering: Numbering) -> Numbering:
    """Return a roman number of one digit read as a letter (`C.` after `B.`)."""
    return Numbering(numbering.notation, numbering.label, "capital", (_letter(numbering.notation),))


def _composite_parts(number: str) -> tuple[int, ...]:
    """Return the value of each level of `I-A` or `1-2`; none where letters follow one another, as in `C.A.F`."""
    levels = re.split(r"\s?[.-]\s?", number)
    kinds = ["digit" if level.isdigit() else "roman" if level in _ROMANS else "letter" for level in levels]
    kinds[1:] = ["digit" if level.isdigit() else "letter" for level in levels[1:]]
    if any(one == other == "letter" for one, other in pairwise(kinds)):
        return ()
    first, *others = levels
    return (_value(first), *(int(level) if level.isdigit() else _letter(level) for level in others))


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    if not _ROMAN_FORM.fullmatch(number.upper()):
        return _letter(number)
    digits = [_ROMAN_DIGITS[digit] for digit in number.upper()]
    return sum(-one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True))


def _letter(letter: str) -> int:
    return ord(letter[0].upper()) - ord("A") + 1


@dataclass(slots=True)
class _Frame:
    label: str
    numbering: Numbering | None
    strength: int


@dataclass(slots=True)
class Outline:
    """Places headings one after the other under those that came before."""

    _frames: list[_Frame] = field(default_factory=list)
    _first_depths: dict[int, int] = field(default_factory=dict)
    """How deep the first heading of each strength stood: levels wander in converted documents, and come back."""

    def place(
        self,
        label: str,
        numbering: Numbering | None,
        strength: int,
        depth: int | None = None,
        *,
        heads_entries_above: bool = False,
    ) -> tuple[str, ...]:
        """Return the labels from the top down to this heading.

        `strength` orders headings without numbers (1, the strongest, is a heading of level 1); `depth`, from 0, is what
        a table of contents says, for those. `heads_entries_above` says that entries stand under the heading before.
        """
        numbering = self._read_as_letter(numbering)
        if numbering is None:
            keep = self._under_unnumbered(strength) if depth is None else min(depth, len(self._frames))
            if depth is None and heads_entries_above:
                keep = min(keep, self._first_depths.get(strength, keep))
            self._first_depths.setdefault(strength, keep)
        else:
            keep = self._under_numbered(numbering, strength)
        del self._frames[keep:]
        self._frames.append(_Frame(label, numbering, strength))
        return tuple(frame.label for frame in self._frames)

    def _read_as_letter(self, numbering: Numbering | None) -> Numbering | None:
        if numbering is None or numbering.style != "roman" or len(numbering.notation) != 1:
            return numbering
        letter = as_letter(numbering)
        follows = any(
            frame.numbering and frame.numbering.style == "capital" and frame.numbering.rank + 1 == letter.rank
            for frame in self._frames
        )
        return letter if follows else numbering

    def _under_unnumbered(self, strength: int) -> int:
        """Return how many open headings stay above one without a number."""
        for position, frame in enumerate(self._frames):
            if frame.strength >= strength:
                return position
        return len(self._frames)

    def _under_numbered(self, numbering: Numbering, strength: int) -> int:
        """Return how many open headings stay above a numbered one."""
        if len(numbering.parts) > 1:
            return self._under_decimal(numbering)
        same = [
            (position, frame)
            for position, frame in enumerate(self._frames)
            if frame.numbering and frame.numbering.style == numbering.style
        ]
        following = [
            position for position, frame in same if frame.numbering and frame.numbering.rank + 1 == numbering.rank
        ]
        if following:
            return following[-1]
        if same and numbering.rank == 1 and same[-1][1].strength < strength:
            return len(self._frames)
        if same:
            return same[-1][0]
        if numbering.rank == 1 or not self._frames:
            return self._above_first(strength)
        return len(self._frames)

    def _above_first(self, strength: int) -> int:
        """Return how many open headings stay above the first of a numbering: not those weaker and without a number."""
        for position, frame in enumerate(self._frames):
            if frame.numbering is None and frame.strength >= strength:
                return position
        return len(self._frames)

    def _under_decimal(self, numbering: Numbering) -> int:
        for length in range(len(numbering.parts) - 1, 0, -1):
            for position, frame in reversed(list(enumerate(self._frames))):
                if _is_prefix(frame.numbering, numbering, length):
                    return position + 1
        shallower = [
            position
            for position, frame in enumerate(self._frames)
            if frame.numbering and len(frame.numbering.parts) >= len(numbering.parts)
        ]
        return shallower[0] if shallower else len(self._frames)


def _is_prefix(above: Numbering | None, numbering: Numbering, length: int) -> bool:
    """Return whether `above` is the first `length` levels of `numbering` (`1` or `Partie 1` over `1.2`)."""
    if above is None or not above.style.startswith(("decimal", "word", "composite", "roman", "capital")):
        return False
    return above.parts == numbering.parts[:length]
