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
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.i18n import Text
from bibliographe.ingest.records.fields import Field
from bibliographe.ingest.records.plain_text import unescaped, unmarked
from bibliographe.model.entry import Furniture, Reading, Reject, Span
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
_A_LINE_EACH = ("KW",)
"""Tags that EndNote writes once, with a line for each value."""
FIRST, LAST = "TY", "ER"
_new = tuple.__new__
"""Makes a named tuple in half the time that its own constructor takes: there are several for each line."""
_USUAL = frozenset(first + second for first in ascii_uppercase for second in ascii_uppercase + digits)


class RisLine(NamedTuple):
    """A line of a file: its number, its text and, where it has a tag, that and its value."""

    number: int
    text: str
    tag: str
    value: str


@dataclass(frozen=True, slots=True)
class RisRecord:
    """One record; `text` are its lines as they stand."""

    fields: tuple[Field, ...]
    lines: tuple[RisLine, ...]
    span: Span
    has_end: bool

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return "\n".join(line.text for line in self.lines)


def split_records(lines: Iterable[str]) -> Iterator[RisRecord | Furniture | Reject]:
    """Yield the records of a file in their order, and as rejects what stands outside of them and says something."""
    stretch: list[RisLine] = []
    for number, text in enumerate(lines, start=1):
        tag, value = _parted(text)
        if tag == FIRST and stretch:
            yield from _record(stretch, has_end=False)
            stretch = []
        stretch.append(_new(RisLine, (number, text, tag, value)))
        if tag == LAST or len(stretch) >= _MOST_LINES:
            yield from _record(stretch, has_end=tag == LAST)
            stretch = []
    yield from _record(stretch, has_end=False)


def tag_of(line: str) -> str | None:
    """Return the tag of a line, None for one that has none."""
    return _parted(line)[0] or None


def _parted(line: str) -> tuple[str, str]:
    if line[2:6] == "  - " and line[:2] in _USUAL:  # what nearly all lines are
        return line[:2], line[6:]
    found = _LINE.fullmatch(line)
    return (found[1], found[2] or "") if found else ("", "")


def _record(stretch: list[RisLine], *, has_end: bool) -> Iterator[RisRecord | Furniture | Reject]:
    """Yield what lies outside of a record, and then the record."""
    begins = next((at for at, line in enumerate(stretch) if line.tag), len(stretch))
    outside = [line for line in stretch[:begins] if not _is_nothing(line.text)]
    if outside:
        yield _outside(outside)
    inside = stretch[begins:]
    while inside and not inside[-1].tag and _is_nothing(inside[-1].text):
        inside = inside[:-1]
    if inside:
        yield RisRecord(_fields(inside), tuple(inside), Span(inside[0].number, inside[-1].number), has_end)


def _is_nothing(line: str) -> bool:
    return not clean(line) or bool(_NUMBER.fullmatch(line))


def _fields(stretch: Iterable[RisLine]) -> tuple[Field, ...]:
    fields: list[Field] = []
    for number, text, tag, value in stretch:
        if tag or (fields[-1].name in _A_LINE_EACH and text.strip()):
            fields.append(Field(tag or fields[-1].name, value if tag else text, _new(Span, (number, number))))
        else:
            fields[-1].value += f"\n{text}"
    for field in fields:
        if field.value:
            field.value = unescaped(unmarked(clean(field.value)))
    return tuple(fields)


def _outside(lines: list[RisLine]) -> Furniture | Reject:
    span, text = Span(lines[0].number, lines[-1].number), "\n".join(line.text for line in lines)
    if all(_PREAMBLE.fullmatch(line.text.strip()) for line in lines):
        return Furniture(Reading("comment", span, text))
    return Reject(
        span,
        text,
        Text("du texte hors de toute notice RIS", "text outside of any RIS record"),
        Text(
            "une notice RIS commence par « TY  - » et finit par « ER  - » : mettez-les autour de ces lignes",
            "a RIS record begins with 'TY  - ' and ends with 'ER  - ': put them around these lines",
        ),
    )
