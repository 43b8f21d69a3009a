"""Words as the index has them and as a question has them: one way for both sides.

A word is folded (case, accents, ligatures), and has a stem for each language that it may be of. Elided articles and
pronouns (`l'`, `d'`, `qu'`) are no words. Source of the stems: Snowball, <https://snowballstem.org/algorithms/>.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import local
from typing import TYPE_CHECKING, NamedTuple

import snowballstemmer

from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 64
"""Characters of a word that count."""
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|(?:[^\W_]|[\u0300-\u036f])+")
_ELISION = re.compile(r"['’‘ʼ′`´](?=\w)")
_ELIDED = frozenset("l d j m t s c n qu jusqu lorsqu puisqu quoiqu".split())  # noqa: SIM905 - a list to read
_DOUBLE_E = re.compile(r"ee(s?)$")
_SHORTEST_STEMMED = 4
_RECURRING = 300
"""Characters of texts whose words are remembered: a title is looked at several times, a name comes back."""
_STEMMERS = {"fr": "french", "en": "english"}
STOP_WORDS = frozenset(
    """
    a ai au aux avec c ce ces cet cette dans de des du elle en entre est et il ils je l la le les leur leurs lui ma
    mais me mes ne nos notre nous on ont ou par pas pour qu que qui sa se ses si son sont sur ta te tes ton tu un
    une vers vos votre vous y
    n
    an and are as at be by for from has have in into is it its not of or that the their this to was were what with
    """.split()  # noqa: SIM905 - a list to read
)
"""Words that many documents have, in French and in English: they need not be there when others are asked for."""


class Word(NamedTuple):
    """A word of a text: folded, and where it stands in the text (characters, the end excluded)."""

    folded: str
    start: int
    end: int


def composed(text: str) -> str:
    """Return a text in the form in which `words_of` counts its characters (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text that is `composed`."""
    return (Word(folded, *found.span()) for folded, found in _found(text))


def folded_words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return list(_folded_words(text) if len(text) <= _RECURRING else _folded_words.__wrapped__(text))


@lru_cache(20_000)
def _folded_words(text: str) -> tuple[str, ...]:
    text = composed(text)
    if _ELISION.search(text):
        return tuple([folded for folded, _where in _found(text)])
    return tuple([folded for folded in map(_folded, _WORD.findall(text)) if folded])


def _found(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for found in _WORD.finditer(text):
        folded = _folded(found[0])
        if folded and not (folded in _ELIDED and _ELISION.match(text, found.end())):
            yield folded, found


@lru_cache(200_000)
def stem(folded: str, language: str) -> str:
    """Return the stem of a folded word in a language; the word itself where the language has no stemmer here."""
    language = language[:2]
    if language not in _STEMMERS or len(folded) < _SHORTEST_STEMMED or not folded.isalpha():
        return folded
    if language == "fr":
        # The stemmer knows `employé` and `employée` by their accents; without them the second is none of its endings.
        folded = _DOUBLE_E.sub(r"e\1", folded)
    return str(_stemmers.of(language).stemWord(folded))


@lru_cache(50_000)
def stems(folded: str) -> tuple[str, ...]:
    """Return the stems that a word may have, in any of the languages, each once."""
    return tuple(dict.fromkeys(stem(folded, language) for language in _STEMMERS))


class _Stemmers(local):
    """The stemmers of a thread: each keeps the word that it works at in itself, and two threads would mix theirs."""

    def __init__(self) -> None:
        self._made: dict[str, snowballstemmer.stemmer] = {}

    def of(self, language: str) -> snowballstemmer.stemmer:
        if language not in self._made:
            self._made[language] = snowballstemmer.stemmer(_STEMMERS[language])
        return self._made[language]


_stemmers = _Stemmers()


@lru_cache(50_000)
def _folded(word: str) -> str:
    # What is one word may fold to several: `½` is `1⁄2`.
    return fold(word.replace(".", "")).replace(" ", "")[:LONGEST]
