"""What the bytes of a record are in: UTF-8, MARC-8, ISO 5426, and ISO 8859-1 where records say otherwise.

A record that says UTF-8 is in UTF-8. Bytes above 0x7F that are UTF-8 are so whatever the record says: neither MARC-8
nor ISO 5426 makes such sequences of words. ISO 8859-1 is in no standard of MARC, and in files all the same.
Source: MARC 21 Specifications, leader/09; UNIMARC Manual, 100 $a/26-29 and appendix J.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from bibliographe.i18n import Text
from bibliographe.ingest.records.marc.marked_letters import MarkedLetters, decode_marc8, iso5426, marc8

UTF_8, MARC_8, ISO_5426, LATIN, ASCII = "UTF-8", "MARC-8", "ISO 5426", "ISO 8859-1", "ASCII"
_UNICODE_SETS = (b"50",)
_MARK_ON_A_CODE = re.compile("(\x1f.)(?=[\u0300-\u036f])")
_NON_SORTING = re.compile("[\x88\x89\x98\x9c]")
"""NSB and NSE, of ISO 6630 in 8-bit records, of ISO 8859 and Unicode in others."""
_MISREAD = re.compile("(?:\\A|(?<=\x1f\\w))\u02dc([^\\s\u02dc\u0153\x1e\x1f][^\u02dc\u0153\x1e\x1f]{0,20})\u0153")
"""The same at the beginning of a subfield, in files that somebody read as Windows-1252 and saved: `˜Le œbureau`."""
_NON_SORTING_BYTES = re.compile(rb"[\x88\x98]([^\x88\x89\x98\x9c\x1e\x1f]{0,40})[\x89\x9c]")
_CONTROL = re.compile("[\x00-\x1c\x7f\u0085\u2028\u2029]")
_UTF_8_MARKS = tuple(mark.encode() for mark in "\x85\x88\x89\x98\x9c\u02dc\u2028\u2029")
_CONTROL_BYTES = bytes([*range(0x1D), 0x7F])
_MARKING_BYTES = bytes(range(0xCC, 0x100))
"""In UTF-8, the first bytes of characters from U+0300 on: all below are in NFC."""
_LOOKED_AT = _CONTROL_BYTES + _MARKING_BYTES + bytes({mark[0] for mark in _UTF_8_MARKS})
_BEYOND_LATIN = re.compile(rb"[\x80-\x9f]")
_LATIN_FOR_5426 = re.compile(
    rb"(?<=[a-z])[\xe0-\xef](?![A-Z\x80-\xff])|[\xe0\xe3\xe4\xe5\xe7\xeb\xed\xee\xf0\xf4\xfd-\xff]"
)
_LATIN_FOR_MARC8 = re.compile(rb"(?<=[A-Za-z])[\xe0-\xea\xf1-\xfc](?![A-Za-z\x80-\xff])")
_MARKED = {
    ISO_5426: re.compile(rb"[\xc1-\xc3\xc8\xc9][AEIOUYaeiouy]|\xc4[ANOano]|\xca[AUau]|\xcf[CDENRSTZcdenrstz]|\xd0[Cc]"),
    MARC_8: re.compile(rb"[\xe1-\xe3\xe8][AEIOUYaeiouy]|\xe4[ANOano]|\xea[AUau]|\xe9[CDENRSTZcdenrstz]|\xf0[Cc]"),
}
"""Marks before a letter that usually has them."""


class Decoded(NamedTuple):
    """A text, the encoding that it was in, and a doubt where the record says another one."""

    text: str
    encoding: str
    doubt: Text | None = None


def decode(data: bytes, said: str) -> Decoded | Text:
    """Return the text of the fields of a record in NFC, without the marks of non-sorting, or why it is none.

    `said` is `UTF_8`, `MARC_8` or `ISO_5426`; separators stay as they are.
    """
    if b"\x1b" in data and said != UTF_8:
        return _old(data, said)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if said != UTF_8:
            return _old(data, said)
        byte = data[error.start]
        return Text(
            f"elle se dit en UTF-8, et l'octet 0x{byte:02X} n'en est pas",
            f"it says UTF-8, and the byte 0x{byte:02X} is none of it",
        )
    if len(data.translate(None, _LOOKED_AT)) == len(data):  # as in most records in French or German
        return Decoded(text, ASCII if data.isascii() else UTF_8)
    if len(data.translate(None, _CONTROL_BYTES)) != len(data):
        text = _CONTROL.sub(" ", text)
    if data.isascii():
        return Decoded(text, ASCII)
    # Looked for in the bytes, which is several times faster than in the text.
    if any(mark in data for mark in _UTF_8_MARKS):
        text = without_sorting_marks(_CONTROL.sub(" ", text))
    if len(data.translate(None, _MARKING_BYTES)) != len(data):
        # A mark at the beginning of a subfield would make another letter of the code before it.
        text = unicodedata.normalize("NFC", _MARK_ON_A_CODE.sub(r"\1 ", text))
    return Decoded(text, UTF_8)


def said_by(tags: list[str], data: bytes) -> str:
    """Return the encoding that a record of UNIMARC says (100 $a/26-27): ISO 5426 unless it is Unicode."""
    if "100" in tags:
        part = data.split(b"\x1e")[tags.index("100")] if data else b""
        if part[4:][26:28] in _UNICODE_SETS:
            return UTF_8
    return ISO_5426


def _old(data: bytes, said: str) -> Decoded | Text:
    letters = iso5426() if said == ISO_5426 else marc8()
    if _is_latin(data, said, letters):
        data = _NON_SORTING_BYTES.sub(rb"\1", data)  # which Windows-1252 has letters for
        name, codec = ("Windows-1252", "cp1252") if _BEYOND_LATIN.search(data) else (LATIN, "latin-1")
        doubt = Text(
            f"elle devrait être en {said}, ses octets sont du {name}", f"it should be in {said}, its bytes are {name}"
        )
        return Decoded(_cleaned(data.decode(codec, errors="replace")), name, doubt)
    try:
        text = decode_marc8(data) if said == MARC_8 else letters.decode(data)
    except UnicodeDecodeError as error:
        bytes_shown = data[error.start : error.end].hex(" ").upper()
        return Text(f"des octets ({bytes_shown}) ne sont pas du {said}", f"some bytes ({bytes_shown}) are not {said}")
    return Decoded(_cleaned(text), said)


def _is_latin(data: bytes, said: str, letters: MarkedLetters) -> bool:
    """Tell whether bytes are letters of ISO 8859-1 rather than what they are in the encoding that is said.

    In French, an accented letter at a word's end has no letter after it, as a mark has; capitals do not stand in words.
    """
    if b"\x1b" in data:
        return False
    signs = len((_LATIN_FOR_5426 if said == ISO_5426 else _LATIN_FOR_MARC8).findall(data))
    if signs:
        return said == MARC_8 or signs > len(_MARKED[said].findall(data))
    return not letters.knows(data) and not _MARKED[said].search(data)


def _cleaned(text: str) -> str:
    return unicodedata.normalize("NFC", without_sorting_marks(_CONTROL.sub(" ", text)))


def without_sorting_marks(text: str) -> str:
    """Return a text without the marks around articles and whatever else is not sorted by."""
    return _MISREAD.sub(r"\1", _NON_SORTING.sub("", text))
