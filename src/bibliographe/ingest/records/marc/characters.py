"""What the bytes of a record are in: UTF-8, MARC-8, ISO 5426, and ISO 8859-1 where records say otherwise.

A record that says UTF-8 is in UTF-8. Bytes above 0x7F that are UTF-8 are so whatever the record says: neither MARC-8 nor
ISO 5426 makes such sequences of words. ISO 8859-1 is in no standard of MARC, and in files all the same.
Source: MARC 21 Specifications, leader/09; UNIMARC Manual, 100 $a/26-29 and appendix J.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from bibliographe.i18n import Text
from bibliographe.ingest.records.marc.marked_letters import MarkedLetters, decode_marc8, iso5426, marc8

UTF_8, MARC_8, ISO_5426, LATIN = "UTF-8", "MARC-8", "ISO 5426", "ISO 8859-1"
_UNICODE_SETS = (b"50",)
_NON_SORTING = re.compile("[\x88\x89\x98\x9c]")
"""NSB and NSE, of ISO 6630 in 8-bit records, of ISO 8859 and Unicode in others."""
_CONTROL = re.compile("[\x00-\x1c\x7f\u0085\u2028\u2029]")
_BEYOND_LATIN = re.compile(rb"[\x80-\x87\x8a-\x97\x99-\x9b\x9d-\x9f]")
_LATIN_FOR_5426 = re.compile(rb"(?<=[a-z])[\xe0-\xef](?![A-Z\x80-\xff])|[\xe0\xe3\xe4\xe5\xe7\xeb\xed\xee\xf0\xf4\xfd-\xff]")
_LATIN_FOR_MARC8 = re.compile(rb"(?<=[A-Za-z])[\xe0-\xea\xf1-\xfc](?![A-Za-z\x80-\xff])")
_MARKED = {ISO_5426: re.compile(rb"[\xc1-\xcf\xd0][A-Za-z]"), MARC_8: re.compile(rb"[\xe1-\xea\xf0][A-Za-z]")}


class Decoded(NamedTuple):
    """A text, the encoding that it was in, and a doubt where the record says another one."""

    text: str
    encoding: str
    doubt: Text | None = None


def decode(data: bytes, said: str) -> Decoded | Text:
    """Return the text of the fields of a record in NFC, without the marks of non-sorting, or why it is none.

    `said` is `UTF_8`, `MARC_8` or `ISO_5426`; separators stay as they are.
    """
    if data.isascii() and b"\x1b" not in data:
        return Decoded(_without_controls(data.decode("ascii")), said)
    try:
        return Decoded(_cleaned(data.decode("utf-8")), UTF_8) if b"\x1b" not in data or said == UTF_8 else _old(data, said)
    except UnicodeDecodeError as error:
        if said == UTF_8:
            byte = data[error.start]
            return Text(
                f"elle se dit en UTF-8, et l'octet 0x{byte:02X} n'en est pas",
                f"it says UTF-8, and the byte 0x{byte:02X} is none of it",
            )
    return _old(data, said)


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
        name, codec = ("Windows-1252", "cp1252") if _BEYOND_LATIN.search(data) else (LATIN, "latin-1")
        doubt = Text(
            f"elle devrait être en {said}, ses octets sont du {name}", f"it should be in {said}, its bytes are {name}"
        )
        return Decoded(_cleaned(data.decode(codec, errors="replace")), name, doubt)
    try:
        text = decode_marc8(data) if said == MARC_8 else letters.decode(data)
    except UnicodeDecodeError as error:
        bytes_shown = data[error.start : error.end].hex(" ").upper()
        return Text(
            f"des octets ({bytes_shown}) ne sont pas du {said}", f"some bytes ({bytes_shown}) are not {said}"
        )
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
    text = _NON_SORTING.sub("", _without_controls(text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _without_controls(text: str) -> str:
    return _CONTROL.sub(" ", text) if _CONTROL.search(text) else text
