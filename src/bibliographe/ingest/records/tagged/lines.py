"""A file of lines behind tags cut into records and fields, by what a form says of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.i18n import Text
from bibliographe.ingest.records.fields import Field
from bibliographe.ingest.records.parts import outside
from bibliographe.ingest.records.plain_text import unescaped, unmarked
from bibliographe.ingest.records.ris_lines import RisRecord
from bibliographe.model.entry import Furniture, Reject, Span
from bibliographe.model.text import clean

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

_STRAY = (
    Text("du texte hors de toute notice", "text outside of any record"),
    Text(
        "chaque ligne d'une notice commence par un code de champ, comme dans les notices voisines : "
        "ajoutez-le, ou supprimez ces lignes",
        "each line of a record begins with the code of a field, as in the records around: "
        "put it there, or take these lines out",
    ),
)
_MOST_LINES = 20_000
"""Lines of a record, or of what is none: those of a file that is of no such form are not held together."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a form writes its lines, and where its records begin and end."""

    line: re.Pattern[str]
    """A line with a tag: the tag and the value."""
    first: str | None = None
    """The tag that a record begins with, where one does."""
    opening: frozenset[str] | None = frozenset()
    """The tags that begin a record behind an empty line; None for all. Where there are none, `first` alone does.

    In a file that begins with `first` it does alone too, as empty lines may stand anywhere (Érudit): unless a record
    would have a second `title`.
    """
    title: str = ""
    """The tag that each record has once."""
    last: str | None = None
    """The tag that each record ends with, where there is one."""
    around: frozenset[str] = frozenset()
    """Tags of lines around the records, which say what wrote the file."""
    a_line_each: frozenset[str] = frozenset()
    """Tags whose further lines are further values."""

    def parted(self, text: str) -> tuple[str, str]:
        """Return the tag and the value of a line; of one that goes on with a value, none and the text."""
        found = self.line.fullmatch(text)
        return (found[1], (found[2] or "").strip()) if found else ("", text)


class TaggedLine(NamedTuple):
    """A line of a file: its number, its text and, where it has a tag, that and its value."""

    number: int
    text: str
    tag: str
    value: str


def tagged_records(lines: Iterable[str], syntax: Syntax) -> Iterator[RisRecord | Furniture | Reject]:
    """Yield the records of a file in their order, and as rejects what stands outside of them and says something."""
    stretch: list[TaggedLine] = []
    said: set[str] = set()
    opener = ""
    for number, text in enumerate(lines, start=1):
        tag, value = syntax.parted(text)
        opener = opener or tag
        if (tag and _begins(stretch, said, tag, syntax, opener)) or len(stretch) >= _MOST_LINES:
            yield from _record(stretch, syntax)
            stretch, said = [], set()
        stretch.append(TaggedLine(number, text, tag, value))
        if tag:
            said.add(tag)
        if tag and tag == syntax.last:
            yield from _record(stretch, syntax)
            stretch, said = [], set()
    yield from _record(stretch, syntax)


def _begins(stretch: list[TaggedLine], said: set[str], tag: str, syntax: Syntax, opener: str) -> bool:
    """Tell whether a line with a tag begins another record than the lines before it, which have the tags `said`."""
    if not said or said == {syntax.first}:
        return False
    if tag == syntax.first and (syntax.first in said or _is_strict(syntax)):
        return True
    if stretch[-1].text.strip():
        return False
    if syntax.first and opener == syntax.first:
        return tag == syntax.title and tag in said
    return syntax.opening is None or tag in syntax.opening


def _is_strict(syntax: Syntax) -> bool:
    return syntax.opening is not None and not syntax.opening


def _record(stretch: list[TaggedLine], syntax: Syntax) -> Iterator[RisRecord | Furniture | Reject]:
    """Yield what lies outside of a record, and then the record."""
    begins = next((at for at, line in enumerate(stretch) if _is_of_record(line, syntax)), len(stretch))
    outside = [line for line in stretch[:begins] if clean(line.text)]
    if outside:
        yield _outside(outside, syntax)
    inside = stretch[begins:]
    while inside and not clean(inside[-1].text):
        inside.pop()
    if inside:
        span = Span(inside[0].number, inside[-1].number)
        lines, tags = [line.text for line in inside], [line.tag for line in inside]
        yield RisRecord(_fields(inside, syntax), lines, tags, span, has_end=tags[-1] == (syntax.last or tags[-1]))


def _is_of_record(line: TaggedLine, syntax: Syntax) -> bool:
    return line.tag == syntax.first if _is_strict(syntax) else bool(line.tag)


def _fields(stretch: list[TaggedLine], syntax: Syntax) -> list[Field]:
    fields: list[Field] = []
    for line in stretch:
        if line.tag or (fields[-1].name in syntax.a_line_each and line.text.strip()):
            fields.append(Field(line.tag or fields[-1].name, line.value, Span(line.number, line.number)))
        else:
            fields[-1].value += f"\n{line.text}"
    for field in fields:
        field.value = unescaped(unmarked(clean(field.value)))
    return fields


def _outside(lines: list[TaggedLine], syntax: Syntax) -> Furniture | Reject:
    is_known = all(line.tag in syntax.around for line in lines)
    return outside([(line.number, line.text) for line in lines], _STRAY, is_known=is_known)
