"""Text as printed, and text as compared."""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_encode
from encodings.cp1252 import encoding_table
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
    try:
        western = text.encode() if text.isascii() else charmap_encode(text, "strict", encoding_table)[0]
    except UnicodeEncodeError:
        return _fold(text)
    folded = western.translate(_FOLDED)
    return _fold(text) if _NOT_ONE in folded else " ".join(folded.decode("latin-1").split())


def _fold(text: str) -> str:
    """Return the same of any text."""
    if not text.isascii():
        if _ANY_COMPARED.search(text):
            text = text.translate(_COMPARED)
        text = _USUAL_MARKS.sub("", unicodedata.normalize("NFKD", text))
        if not text.isascii():
            text = "".join(character for character in text if not unicodedata.combining(character))
    return _NOT_A_WORD.sub(" ", text.casefold()).strip()


def _folded_bytes() -> bytes:
    """Return what becomes of each character of Windows-1252, `_NOT_ONE` for what is no single byte then."""
    apart, left = "\u05d0", "\u05d1"  # letters without case or marks, which Windows-1252 does not have
    letters = bytes(range(0x100)).decode("cp1252", "replace").replace("_", left)  # beside a mark, `_` leaves two blanks
    folded = _fold(f"{apart}{apart.join(letters)}{apart}").split(apart)[1:-1]
    return bytes(ord(one) if len(one) == 1 and ord(one) < 0x100 else _NOT_ONE for one in folded)


_NOT_ONE = 0
_FOLDED = _folded_bytes()
"""What `_fold` makes of each character of Windows-1252, in which nearly all texts of Western Europe can be written: a
table of bytes takes a third of the time that the rules do."""


def plain_typography(text: str) -> str:
    """Return `text` with one kind of apostrophe, quotation mark, dash and space, length by length.

    Every replacement is one character for one, so that positions in the result are positions in `text`.
    """
    return text.translate(_PLAIN)
