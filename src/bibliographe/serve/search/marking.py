"""Marking the words of a question in a text, and choosing the stretch of a longer text where they stand."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.serve.search.page import Piece
from bibliographe.serve.search.words import STOP_WORDS, composed, stems, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bibliographe.serve.search.page import Pieces
    from bibliographe.serve.search.syntax import Wish
    from bibliographe.serve.search.words import Word

_LENGTH = 240
"""Characters of a snippet."""
_BEFORE = 60
"""Characters before its first marked word."""
_ALIKE = 0.75


class Marker:
    """Knows the words of one question."""

    def __init__(self, wish: Wish, *, close: bool = False, prefix: bool = False) -> None:
        """Mark words in all their forms; `close` those with typos too, `prefix` those that begin like the last one."""
        words = dict.fromkeys(word for term in wish.terms if not term.excluded for word in term.words)
        wanted = [word for word in words if word not in STOP_WORDS] or list(words)
        self._stems = {stem for word in wanted for stem in (word, *stems(word))}
        self._like = wanted if close else []
        self._prefix = list(words)[-1] if prefix and words else None

    def pieces(self, text: str) -> Pieces:
        """Return a whole text in pieces."""
        text = composed(text)
        return _cut(text, 0, len(text), self._found(text))

    def snippet(self, texts: Iterable[str]) -> Pieces:
        """Return the stretch of the first of several texts that has a word of the question; nothing where none has."""
        for text in map(composed, texts):
            found = self._found(text)
            if found:
                return _stretch(text, found)
        return ()

    def _found(self, text: str) -> list[Word]:
        return [word for word in words_of(text) if self._marks(word.folded)]

    def _marks(self, folded: str) -> bool:
        if folded in self._stems or not self._stems.isdisjoint(stems(folded)):
            return True
        if self._prefix and folded.startswith(self._prefix):
            return True
        return any(_alike(folded, word) for word in self._like)


@lru_cache(20_000)
def _alike(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 2 or min(len(one), len(other)) < 4 or one[0] != other[0]:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _stretch(text: str, found: Sequence[Word]) -> Pieces:
    """Cut a stretch out of a text at blanks, with an ellipsis on each side where something is left out."""
    start = max(found[0].start - _BEFORE, 0)
    start = text.find(" ", start, found[0].start) + 1 if start else 0
    start = start or max(found[0].start - _BEFORE, 0)
    end = min(start + _LENGTH, len(text))
    end = end if end == len(text) else max(text.rfind(" ", found[0].end, end), found[0].end)
    pieces = _cut(text, start, end, [word for word in found if word.end <= end])
    return (*([Piece("… ")] if start else []), *pieces, *([Piece(" …")] if end < len(text) else []))


def _cut(text: str, start: int, end: int, found: Iterable[Word]) -> Pieces:
    pieces, here = [], start
    for word in found:
        pieces += [Piece(text[here : word.start]), Piece(text[word.start : word.end], True)]
        here = word.end
    return tuple(piece for piece in (*pieces, Piece(text[here:end])) if piece.text)
