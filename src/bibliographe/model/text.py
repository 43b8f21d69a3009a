"""Text as printed, and text as compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ′`´"), "'")
_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None)
_LIGATURES = {ord("œ"): "oe", ord("Œ"): "Oe", ord("æ"): "ae", ord("Æ"): "Ae", ord("ß"): "ss"}
_COMPARED = {**_APOSTROPHES, **_QUOTES, **_DASHES, **_INVISIBLE, **_LIGATURES}
_ANY_COMPARED = re.compile(f"[{''.join(map(re.escape, map(chr, _COMPARED)))}]")
_USUAL_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]")
"""Marks of accents, which are all that is left of most texts beyond ASCII (U+034F joins letters and is no mark)."""
_UNSEEN = re.compile(f"[{''.join(map(chr, _INVISIBLE))}]")
_SPACING = dict.fromkeys(
    (
        *range(0x09, 0x0E),
        *range(0x1C, 0x21),
        0x85,
        0xA0,
        0x1680,
        *range(0x2000, 0x200B),
        0x2028,
        0x2029,
        0x202F,
        0x205F,
        0x3000,
    ),
    " ",
)
"""All that `str.isspace` says is space."""
_PLAIN = {**_APOSTROPHES, **_QUOTES, **_DASHES, **_SPACING}
_ASCII_WORDS = {code: " " for code in range(0x80) if not chr(code).isalnum()}
_NOT_A_WORD = re.compile(r"[^\w]+|_+")


def clean(text: str) -> str:
    """Return `text` as it should be kept: NFC, no invisible characters, single plain spaces.

    Quotation marks, apostrophes and dashes stay as the source printed them.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if text.isprintable() and "  " not in text:  # as most are: of all that separates words, it has blanks only
        return text.strip()
    if _UNSEEN.search(text):
        text = text.translate(_INVISIBLE)
    return " ".join(text.split())


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """Return the key under which two spellings of the same words meet.

    Case, accents, punctuation and the kind of apostrophe, quotation mark, dash and space do not count.
    """
    if not text.isascii():
        if _ANY_COMPARED.search(text):
            text = text.translate(_COMPARED)
        text = _USUAL_MARKS.sub("", unicodedata.normalize("NFKD", text))
        if not text.isascii():
            text = "".join(character for character in text if not unicodedata.combining(character))
    text = text.casefold()
    if text.replace(" ", "").isalnum() and "  " not in text:  # words and blanks, as most are
        return text.strip()
    if text.isascii() and "_" not in text:  # which a table parts into words in a third of the time
        return " ".join(text.translate(_ASCII_WORDS).split())
    return _NOT_A_WORD.sub(" ", text).strip()


def plain_typography(text: str) -> str:
    """Return `text` with one kind of apostrophe, quotation mark, dash and space, length by length.

    Every replacement is one character for one, so that positions in the result are positions in `text`.
    """
    return text.translate(_PLAIN)
