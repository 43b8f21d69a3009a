"""Lines of one paragraph as one: words that a hyphen cut, addresses that a line end cut."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.written import Piece, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HYPHENS = "-‐\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]+(?:[-‐][^\W\d_]+)*)[-‐\u00ad]$")
_GOES_ON = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_ADDRESS_SIGNS = "/-_=?&.#%~+"
_AFTER_HYPHENS = frozenset(
    {"ci", "là", "même", "mêmes", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "y", "en"}
    | {"t", "moi", "toi", "lui", "leur", "la", "le", "les", "des", "et", "sur", "sous"}
)
_BEFORE_HYPHENS = frozenset(
    {"vice", "ex", "non", "quasi", "semi", "demi", "mi", "nord", "sud", "grand", "sous", "avant", "après", "contre"}
    | {"porte", "chef", "rendez", "peut", "celui", "celle", "ceux", "celles", "saint", "sainte", "self", "well"}
)


class Words:
    """The words of a document, by which a hyphen at a line's end is told: one that cuts, or one that joins."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Gather them."""
        self._known = {word.casefold() for text in texts for word in _WORD.findall(text)}

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Tell whether the hyphen between two parts of a word belongs to it."""
        whole, compound = (before + after).casefold(), f"{before}-{after}".casefold()
        if compound in self._known or whole in self._known:
            return compound in self._known and whole not in self._known
        last = before.casefold().replace("‐", "-").rpartition("-")[2]
        return after.casefold() in _AFTER_HYPHENS or last in _BEFORE_HYPHENS or not after[:1].islower()


def joined(pieces: Sequence[Piece], following: Sequence[Piece], words: Words) -> list[Piece]:
    """Return the pieces of a line with those of the next one that it goes on in."""
    before, after = text_of(pieces[-60:]), text_of(following)
    cut, goes_on = _CUT.search(before), _GOES_ON.match(after)
    address = _ADDRESS.search(before)
    if address and _address_goes_on(pieces, following, after):
        return [*pieces, *following]
    if cut and goes_on:
        if words.keeps_hyphen(cut[1], goes_on[0]):
            return [*pieces, *following]
        return [*pieces[:-1], replace(pieces[-1], text=pieces[-1].text[:-1]), *following]
    if before.endswith(tuple(_HYPHENS)) and after[:1].isdigit():
        return [*pieces, *following]
    one, other = pieces[-1], following[0]
    same = (one.bold, one.italic, one.url) == (other.bold, other.italic, other.url)
    return [*pieces, replace(one, text=" ") if same else Piece(" "), *following]


def _address_goes_on(pieces: Sequence[Piece], following: Sequence[Piece], after: str) -> bool:
    if pieces[-1].url or following[0].url:
        return pieces[-1].url == following[0].url
    word = after.split(None, 1)[0] if after.split() else ""
    return pieces[-1].text[-1:] in _ADDRESS_SIGNS or (any(sign in word[:-1] for sign in "/=&_%") and "(" not in word)
