"""A file of RIS cut into records and fields.

Source: RIS Format Specifications (Research Information Systems): a line is a tag of two characters, two spaces, a
hyphen, a space and a value; a record begins with `TY` and ends with `ER`. What programs make of that is read too: one
space or tabs around the hyphen, values that go on without a tag, records without their `ER`, tags of three or four
letters (`PMID`), the lines in which JSTOR and ProQuest say where records are from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_uppercase, digits
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from bibliographe.i18n import Text
from bibliographe.ingest.records.fields import Field
from bibliographe.ingest.records.parts import outside
from bibliographe.ingest.records.plain_text import unescaped, unmarked
from bibliographe.model.entry import Furniture, Reject, Span
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINE = re.compile(r"\s{0,3}([A-Z][A-Z0-9](?:[A-Z0-9]{1,2}(?=[ \t]{2}))?)[ \t]{1,4}-(?:[ \t](.*))?")
_NUMBER = re.compile(r"\s*\d+\.?\s*")
"""Web of Knowledge and others number the records, on a line of its own before each."""
_PREAMBLE = re.compile(
    r"(?:(?:Provider|Database|Content)|Link to the (?:Ovid|External) [^:]{1,40}): ?.*", re.IGNORECASE
)
"""What providers write before the records, as they would the head of an answer, and Ovid behind each."""
_MOST_LINES = 20_000
"""Lines of a record, or of what is none: those of a file that is no RIS are not held together."""
_STRAY = (
    Text("du texte hors de toute notice RIS", "text outside of any RIS record"),
    Text(
        "une notice RIS commence par « TY  - » et finit par « ER  - » : mettez-les autour de ces lignes",
        "a RIS record begins with 'TY  - ' and ends with 'ER  - ': put them around these lines",
    ),
)
_A_LINE_EACH = ("KW",)
"""Tags that EndNote writes once, with a line for each value."""
FIRST, LAST = "TY", "ER"
_BOUNDS = (FIRST, LAST)
_new = tuple.__new__
"""Makes a named tuple in half the time that its own constructor takes: there is one for each line."""
_BETWEEN = "  - "
_USUAL = frozenset(first + second for first in ascii_uppercase for second in ascii_uppercase + digits)
"""Tags and what parts them from values, as nearly all lines have them."""


@dataclass(frozen=True, slots=True)
class RisRecord:
    """One record; `lines` as they stand, and the tag of each, nothing for one that goes on with the one before."""

    fields: list[Field]
    lines: list[str]
    tags: list[str]
    span: Span
    has_end: bool

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return "\n".join(self.lines)


def split_records(lines: Iterable[str]) -> Iterator[RisRecord | Furniture | Reject]:
    """Yield the records of a file in their order, and as rejects what stands outside of them and says something."""
    stretch: list[str] = []
    number = 1
    for line in lines:
        tag = tag_of(line) if line[:2] in _BOUNDS or line[:1].isspace() else None
        if tag == FIRST and stretch:
            yield from _record(stretch, number, has_end=False)
            number += len(stretch)
            stretch = []
        stretch.append(line)
        if tag == LAST or len(stretch) >= _MOST_LINES:
            yield from _record(stretch, number, has_end=tag == LAST)
            number += len(stretch)
            stretch = []
    yield from _record(stretch, number, has_end=False)


def tag_of(line: str) -> str | None:
    """Return the tag of a line, None for one that has none."""
    return _parted_freely(line)[0] or None


def _parted_freely(line: str) -> tuple[str, str]:
    """Return the tag and the value of a line that may be written as other programs do."""
    found = _LINE.fullmatch(line)
    return (found[1], found[2] or "") if found else ("", "")


def _record(stretch: list[str], number: int, *, has_end: bool) -> Iterator[RisRecord | Furniture | Reject]:
    """Yield what lies outside of a record, and then the record; `number` is that of the first line."""
    parted = [
        (line[:2], line[6:]) if line[2:6] == _BETWEEN and line[:2] in _USUAL else _parted_freely(line)
        for line in stretch
    ]
    begins = next((at for at, (tag, _) in enumerate(parted) if tag), len(stretch))
    ends = len(stretch)
    while ends > begins and not parted[ends - 1][0] and _is_nothing(stretch[ends - 1]):
        ends -= 1
    outside = [(number + at, line) for at, line in enumerate(stretch[:begins]) if not _is_nothing(line)]
    if outside:
        yield _outside(outside)
    if ends > begins:
        inside, parted, first = stretch[begins:ends], parted[begins:ends], number + begins
        fields = _fields(inside, parted, first)
        yield RisRecord(fields, inside, [tag for tag, _ in parted], Span(first, number + ends - 1), has_end)


def _is_nothing(line: str) -> bool:
    return not clean(line) or bool(_NUMBER.fullmatch(line))


def _fields(lines: list[str], parted: list[tuple[str, str]], first: int) -> list[Field]:
    """Return the fields of lines that have tags, or go on with the line before."""
    fields: list[Field] = []
    for number, (tag, value) in enumerate(parted, start=first):
        if tag:
            fields.append(Field(tag, value, _new(Span, (number, number))))
        elif fields[-1].name in _A_LINE_EACH and (text := lines[number - first]).strip():
            fields.append(Field(fields[-1].name, text, _new(Span, (number, number))))
        else:
            fields[-1].value += f"\n{lines[number - first]}"
    for field in fields if not _are_clean([field.value for field in fields]) else ():
        field.value = unescaped(unmarked(clean(field.value)))
    return fields


def _are_clean(values: list[str]) -> bool:
    """Tell whether nothing is to be mended in values: those of most records are asked about at once."""
    said = f"|{'|'.join(values)}|"
    return (
        said.isprintable()
        and "  " not in said
        and "| " not in said
        and " |" not in said
        and "&" not in said
        and "<" not in said
        and (said.isascii() or is_normalized("NFC", said))
    )


def _outside(lines: list[tuple[int, str]]) -> Furniture | Reject:
    is_known = all(_PREAMBLE.fullmatch(line.strip()) for _, line in lines)
    return outside(lines, _STRAY, is_known=is_known)
