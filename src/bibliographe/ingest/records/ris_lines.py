"""A file of RIS cut into records and fields.

Source: RIS Format Specifications (Research Information Systems): a line is a tag of two characters, two spaces, a
hyphen, a space and a value; a record begins with `TY` and ends with `ER`. What programs make of that is read too: one
space or tabs around the hyphen, values that go on without a tag, records without their `ER`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.fields import Field
from bibliographe.model.entry import Reject, Span
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LINE = re.compile(r"\s{0,3}([A-Z][A-Z0-9])[ \t]{1,4}-(?:[ \t](.*))?")
_NUMBER = re.compile(r"\s*\d+\.?\s*")
"""Web of Knowledge and others number the records, on a line of its own before each."""
FIRST, LAST = "TY", "ER"


@dataclass(frozen=True, slots=True)
class RisRecord:
    """One record; `text` are its lines as they stand."""

    fields: tuple[Field, ...]
    lines: tuple[str, ...]
    span: Span
    has_end: bool

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return "\n".join(self.lines)


def split_records(lines: Sequence[str]) -> Iterator[RisRecord | Reject]:
    """Yield the records of a file in their order, and as rejects what stands outside of them."""
    stretch: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        tag = tag_of(line)
        if tag == FIRST and stretch:
            yield from _record(stretch, has_end=False)
            stretch = []
        stretch.append((number, line))
        if tag == LAST:
            yield from _record(stretch, has_end=True)
            stretch = []
    yield from _record(stretch, has_end=False)


def tag_of(line: str) -> str | None:
    """Return the tag of a line, None for one that has none."""
    found = _LINE.fullmatch(line)
    return found[1] if found else None


def _record(stretch: list[tuple[int, str]], *, has_end: bool) -> Iterator[RisRecord | Reject]:
    """Yield what lies outside of a record, and then the record."""
    begins = next((at for at, (_, line) in enumerate(stretch) if tag_of(line)), len(stretch))
    outside = [(number, line) for number, line in stretch[:begins] if not _is_nothing(line)]
    if outside:
        yield _outside(outside)
    inside = stretch[begins:]
    while inside and _is_nothing(inside[-1][1]):
        inside = inside[:-1]
    if inside:
        span = Span(inside[0][0], inside[-1][0])
        yield RisRecord(tuple(_fields(inside)), tuple(line for _, line in inside), span, has_end)


def _is_nothing(line: str) -> bool:
    return not clean(line) or bool(_NUMBER.fullmatch(line))


def _fields(stretch: Iterable[tuple[int, str]]) -> Iterator[Field]:
    tag, value, begins = "", [""], 0
    for number, line in stretch:
        found = _LINE.fullmatch(line)
        if found is None:
            value.append(line)
            continue
        if tag:
            yield Field(tag, clean("\n".join(value)), Span(begins, begins))
        tag, value, begins = found[1], [found[2] or ""], number
    yield Field(tag, clean("\n".join(value)), Span(begins, begins))


def _outside(lines: list[tuple[int, str]]) -> Reject:
    return Reject(
        Span(lines[0][0], lines[-1][0]),
        "\n".join(line for _, line in lines),
        Text("du texte hors de toute notice RIS", "text outside of any RIS record"),
        Text(
            "une notice RIS commence par « TY  - » et finit par « ER  - » : mettez-les autour de ces lignes",
            "a RIS record begins with 'TY  - ' and ends with 'ER  - ': put them around these lines",
        ),
    )
