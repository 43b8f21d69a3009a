"""What a field means by itself: worked out once for each field that recurs, and told to the draft of each record.

Of its record, a field knows only what its `Frame` holds, and whether something was said before it (`has`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Protocol

from bibliographe.ingest.records.marc.draft import Said
from bibliographe.ingest.records.marc.tables import kind_signs, left_out
from bibliographe.ingest.records.marc.values import bare, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.ingest.records.marc.record import MarcField, MarcRecord
    from bibliographe.ingest.records.marc.tables import Format, KindSign

    Bare = Callable[[str], str]
    """What takes the punctuation of ISBD off a value."""

Several = Literal[
    "contents", "contributions", "events", "hosts", "imprints", "institutions", "keywords", "links", "publishing",
    "series", "signs",
]  # fmt: skip
"""What a draft has lists of."""
One = Literal["coded_date", "coded_language", "degree", "degree_date", "title"]
"""What a draft has one of."""
Once = Literal["degree", "key", "title"]
"""What the first field that has it says for the whole record."""
_UNPUNCTUATED = "c"
"""ISBD punctuation omitted (MARC 21, leader/18)."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What of a record decides what its fields mean: its format, and from its leader what it is and how it is written.

    UNIMARC writes no punctuation of ISBD, MARC 21 says where it writes none.
    """

    format: Format
    material: str
    """Type of record (leader/06)."""
    level: str
    """Bibliographic level (leader/07)."""
    bare: Bare
    signs: dict[tuple[str, str], KindSign]
    left_out: dict[str, str]
    """Subfields that stand in no record's text, by tag."""


def frame_of(record: MarcRecord, format_name: Format) -> Frame:
    """Return the frame of a record; those of all records like it are one object."""
    is_punctuated = format_name == "marc21" and record.at(18) != _UNPUNCTUATED
    return _frame(format_name, record.at(6), record.at(7), is_punctuated=is_punctuated)


@lru_cache(maxsize=1000)
def _frame(format_name: Format, material: str, level: str, *, is_punctuated: bool) -> Frame:
    take_off = bare if is_punctuated else trimmed
    return Frame(format_name, material, level, take_off, kind_signs(format_name), left_out(format_name))


class Listener(Protocol):
    """Who is told what a field says: a draft, or the meaning that is kept of it for other records."""

    @property
    def frame(self) -> Frame:
        """Return what of its record decides what the field means."""
        ...

    @property
    def bare(self) -> Bare:
        """Return what takes the punctuation of ISBD off a value."""
        ...

    def has(self, name: Once) -> bool:
        """Tell whether a property that a record has once was said before."""
        ...

    def sign(self, place: str, code: str) -> bool:
        """Note what something says of the kind of document; tell whether it says anything."""
        ...

    def put(self, name: str, value: str, field: MarcField, code: str, printed: str | None = None) -> None:
        """Note a value of a property."""
        ...

    def add(self, name: Several, what: object) -> None:
        """Note one of several."""
        ...

    def set(self, name: One, what: object) -> None:
        """Note what there is one of: the last one counts."""
        ...

    def leave(self, field: MarcField, code: str, text: str) -> None:
        """Note what has no place."""
        ...


class Meaning:
    """What one field says by itself, as a `Listener` was told it."""

    __slots__ = ("bare", "frame", "is_first", "line", "one", "said", "several", "unread")

    def __init__(self, frame: Frame, line: str | None) -> None:
        """Mean nothing yet; `line` is that of the field in the text of an entry."""
        self.frame, self.bare, self.line = frame, frame.bare, line
        self.is_first: Once | None = None
        """What it means something else after."""
        self.said: list[tuple[str, Said]] = []
        self.several: list[tuple[Several, object]] = []
        self.one: list[tuple[One, object]] = []
        self.unread: list[tuple[str, str]] = []

    def has(self, name: Once) -> bool:
        """Suppose that it is the first to say a property."""
        self.is_first = name
        return False

    def sign(self, place: str, code: str) -> bool:
        """Note what something says of the kind of document; tell whether it says anything."""
        found = self.frame.signs.get((place, code))
        if found is not None:
            self.several.append(("signs", found))
        return found is not None

    def put(self, name: str, value: str, field: MarcField, code: str, printed: str | None = None) -> None:
        """Note a value of a property."""
        self.said.append((name, Said(value, field, code, printed or value)))

    def add(self, name: Several, what: object) -> None:
        """Note one of several."""
        self.several.append((name, what))

    def set(self, name: One, what: object) -> None:
        """Note what there is one of."""
        self.one.append((name, what))

    def leave(self, field: MarcField, code: str, text: str) -> None:
        """Note what has no place."""
        self.unread.append((name_of(field.tag, code), text.strip()))


@lru_cache(maxsize=10_000)
def name_of(tag: str, code: str) -> str:
    """Return what a subfield is called: `606$x`."""
    return f"{tag}${code}" if code else tag
