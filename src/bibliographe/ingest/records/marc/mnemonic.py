r"""MARC as text, a field a line (`=245  10$aTitle`), which MarcEdit and others write to be edited (`.mrk`).

Source: MarcEdit, Mnemonic Format; Library of Congress, MARCMaker: `\` is a blank, `{dollar}` a dollar sign.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.marc.record import MarcField, MarcRecord
from bibliographe.model.entry import Reject, Span
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINE = re.compile(r"=([0-9A-Za-z]{3})(?: {1,2}(.*))?")
_HEAD = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*=(?:LDR|000) {1,2}\S")
_LEADER = ("LDR", "000")
_SIGNS = {"{dollar}": "$", "{lcub}": "{", "{rcub}": "}", "{bsol}": "\\"}
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))
_MOST_LINES = 20_000
_INDICATORS = 2
_STRAY = (
    Text("du texte hors de toute notice MARC", "text outside of any MARC record"),
    Text("une notice commence par une ligne « =LDR »", "a record begins with a line '=LDR'"),
)
_Line = tuple[int, str]


def is_mnemonic(head: bytes) -> bool:
    """Tell whether the first bytes of a file are those of a record of this form."""
    return _HEAD.match(head.replace(b"\0", b"")) is not None


def read_mnemonic(lines: Iterable[str]) -> Iterator[MarcRecord | Reject]:
    """Yield the records of a file in their order: each begins with its leader, an empty line may end it."""
    stretch: list[_Line] = []
    for number, line in enumerate(lines, start=1):
        found = LINE.fullmatch(line)
        begins = found is not None and found[1].upper() in _LEADER
        if stretch and (begins or len(stretch) >= _MOST_LINES):
            yield from _record(stretch)
            stretch = []
        if stretch or line.strip():
            stretch.append((number, line))
    yield from _record(stretch)


def _record(stretch: list[_Line]) -> Iterator[MarcRecord | Reject]:
    while stretch and not stretch[-1][1].strip():
        stretch.pop()
    if not stretch:
        return
    found = LINE.fullmatch(stretch[0][1])
    if found is None or found[1].upper() not in _LEADER:
        span = Span(stretch[0][0], stretch[-1][0])
        yield Reject(span, "\n".join(line for _, line in stretch), *_STRAY)
        return
    leader, fields, starts, ends = (found[2] or "").replace("\\", " "), [], [], []
    for numbers, tag, value in _whole(stretch[1:]):
        fields.append(_field(tag, value))
        starts.append(numbers[0])
        ends.append(numbers[-1])
    yield MarcRecord(leader, fields, starts, ends, stretch[0][0], stretch[-1][0])


def _whole(lines: list[_Line]) -> Iterator[tuple[list[int], str, str]]:
    """Yield the lines of each field with its tag and its value, whose further lines have no tag."""
    numbers: list[int] = []
    tag, value = "", ""
    for number, line in lines:
        found = LINE.fullmatch(line)
        if found is None and numbers:
            numbers, value = ([*numbers, number], f"{value} {clean(line)}") if line.strip() else (numbers, value)
            continue
        if numbers:
            yield numbers, tag, value
        numbers, tag, value = [number], found[1] if found else "", (found[2] or "") if found else clean(line)
    if numbers:
        yield numbers, tag, value


def _field(tag: str, value: str) -> MarcField:
    if tag.startswith("00") or "$" not in value:
        return MarcField(tag, "", (), _signs(value.replace("\\", " ")))
    head, *parts = value.split("$")
    indicators = head.replace("\\", " ")[:_INDICATORS].ljust(_INDICATORS)
    return MarcField(tag, indicators, tuple((part[:1], _signs(part[1:].strip())) for part in parts if part))


def _signs(text: str) -> str:
    return _SIGN.sub(lambda found: _SIGNS[found[0]], text)
