"""Encodings whose marks stand before the letter that they are put on: ISO 5426, and the Latin of MARC-8 (ANSEL).

Source: ISO 5426:1983 (`tables/iso5426.tsv`); MARC 21 Specifications, Character Sets and Encoding Options, part 2, whose
tables pymarc keeps. Marks come after their letter in Unicode.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_ESCAPE = 0x1B
_G0, _G1 = b"(,", b")-"
_LATIN, _ANSEL, _EAST_ASIAN = 0x42, 0x45, 0x31
_SPACE, _HIGH = 0x21, 0x80


class MarkedLetters:
    """An 8-bit encoding: ASCII, characters above, and marks that the letter follows."""

    def __init__(self, name: str, marks: dict[int, str], others: dict[int, str]) -> None:
        self._name, self.marks, self.others = name, marks, others
        letters = "".join(re.escape(chr(code)) for code in sorted(marks))
        self._pattern = re.compile(f"[{letters}]+[^{letters}]?|[\x80-\xff]")
        self._unknown = re.compile(
            "[" + "".join(re.escape(chr(code)) for code in range(_HIGH, 256) if code not in {**marks, **others}) + "]"
        )
        self._known: dict[str, str] = {}

    def knows(self, data: bytes) -> bool:
        """Tell whether all bytes are characters of it."""
        return not self._unknown.search(data.decode("latin-1"))

    def decode(self, data: bytes) -> str:
        """Return the text of bytes, marks after their letters; raises `UnicodeDecodeError` for what is none of it."""
        try:
            return self._pattern.sub(self._one, data.decode("latin-1"))
        except KeyError as error:
            where = error.args[0]
            raise UnicodeDecodeError(self._name, data, where.start(), where.end(), "no character of it") from None

    def _one(self, found: re.Match[str]) -> str:
        known = self._known.get(found[0])
        if known is None:
            known = self._known[found[0]] = self._read(found)
        return known

    def _read(self, found: re.Match[str]) -> str:
        codes = [ord(letter) for letter in found[0]]
        last = codes[-1]
        if last in self.marks or last < _SPACE - 1:
            raise KeyError(found)
        letter = chr(last) if last < _HIGH else self.others.get(last)
        if letter is None:
            raise KeyError(found)
        return letter + "".join(self.marks[code] for code in codes[:-1])


@cache
def iso5426() -> MarkedLetters:
    """Return ISO 5426 as UNIMARC has it, with ISO 646 below it and ISO 6630's marks of non-sorting."""
    text = (files(__package__) / "tables" / "iso5426.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    marks = {int(byte, 16): chr(int(point, 16)) for byte, kind, point, _ in rows if kind == "c"}
    others = {int(byte, 16): chr(int(point, 16)) for byte, kind, point, _ in rows if kind == "s"}
    return MarkedLetters("iso5426", marks, {**others, **_controls()})


@cache
def marc8() -> MarkedLetters:
    """Return MARC-8 as long as no escape changes its sets: ASCII and ANSEL."""
    table = _sets()[_ANSEL]
    marks = {code: chr(point) for code, (point, is_mark) in table.items() if is_mark}
    others = {code: chr(point) for code, (point, is_mark) in table.items() if not is_mark and code >= _HIGH}
    return MarkedLetters("marc-8", marks, {**others, **_controls()})


def decode_marc8(data: bytes) -> str:
    """Return the text of MARC-8; sets hold to the end of the subfield that changes them.

    Raises `UnicodeDecodeError` for bytes that are no character of the set that holds.
    """
    if b"\x1b" not in data:
        return marc8().decode(data)
    parts = re.split(rb"([\x1e\x1f])", data)
    return "".join(_with_sets(part) if b"\x1b" in part else marc8().decode(part) for part in parts)


def _with_sets(data: bytes) -> str:
    """Return the text of a subfield in which escapes change the sets."""
    sets = {0: _LATIN, 1: _ANSEL}
    found: list[str] = []
    marks = ""
    at = 0
    while at < len(data):
        if data[at] == _ESCAPE:
            at = _change(data, at, sets)
            continue
        current = sets[data[at] >= _HIGH]
        size = 3 if current == _EAST_ASIAN and data[at] != ord(" ") else 1
        point, is_mark = _character(data, at, size, current)
        at += size
        if is_mark:
            marks += point
        else:
            found.append(point + marks)
            marks = ""
    return "".join(found) + marks


def _change(data: bytes, at: int, sets: dict[int, int]) -> int:
    """Carry out an escape, and return where the text goes on. Technique 1 (`ESC g`) and 2 (`ESC ( B`, `ESC $ 1`)."""
    rest = data[at + 1 : at + 4]
    if rest[:1] == b"s":
        sets[0] = _LATIN
        return at + 2
    if rest[:1] in (b"g", b"b", b"p"):
        sets[0] = rest[0]
        return at + 2
    is_right = rest[:1] in (b")", b"-") or rest[:2] in (b"$)", b"$-")
    name = rest.lstrip(b"$(),-!")[:1]
    if not name or rest[:1] not in (b"(", b",", b")", b"-", b"$") or name[0] not in _sets():
        raise UnicodeDecodeError("marc-8", data, at, min(len(data), at + 4), "no set of characters")
    sets[1 if is_right else 0] = name[0]
    return at + 1 + rest.index(name) + 1


def _character(data: bytes, at: int, size: int, current: int) -> tuple[str, bool]:
    code = int.from_bytes(data[at : at + size], "big")
    if code == ord(" ") or code in _controls():
        return chr(code), False
    table = _sets()[current]
    known = table.get(code) or (table.get(code ^ _HIGH) if size == 1 else _odd(code))  # a set may stand on either side
    if known is None or at + size > len(data):
        raise UnicodeDecodeError("marc-8", data, at, min(len(data), at + size), "no character of the set")
    return chr(known[0]), bool(known[1])


@cache
def _sets() -> dict[int, dict[int, tuple[int, int]]]:
    # A megabyte of tables that only records in MARC-8 need.
    from pymarc.marc8_mapping import CODESETS

    return CODESETS


def _odd(code: int) -> tuple[int, int] | None:
    from pymarc.marc8_mapping import ODD_MAP

    return (ODD_MAP[code], 0) if code in ODD_MAP else None


def _controls() -> dict[int, str]:
    return {code: chr(code) for code in (0x88, 0x89, 0x8D, 0x8E, 0x98, 0x9C)}
