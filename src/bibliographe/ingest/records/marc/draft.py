"""What the fields of one record say, gathered before an entry is put together of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.records.marc.tables import kind_signs
from bibliographe.ingest.records.marc.values import bare, trimmed
from bibliographe.model.entry import Doubt, Unread

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.i18n import Text
    from bibliographe.ingest.records.marc.enumeration import Enumeration
    from bibliographe.ingest.records.marc.record import MarcField, MarcRecord
    from bibliographe.ingest.records.marc.tables import Format, KindSign
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, ContentsLine, Contribution, Event, Link, Series

    Bare = Callable[[str], str]
    """What takes the punctuation of ISBD off a value."""

_UNPUNCTUATED = "c"
"""ISBD punctuation omitted (MARC 21, leader/18)."""


class Said(NamedTuple):
    """A value and the subfield that says it, by the name that it has where nothing reads it."""

    value: str
    field: MarcField
    code: str
    printed: str


class HostSaid(NamedTuple):
    """What a linking field says of what the document stands in."""

    level: str
    field: MarcField
    title: str | None = None
    issn: str | None = None
    isbn: str | None = None
    enumeration: Enumeration | None = None
    date: DateStatement | None = None
    pages: str | None = None
    publisher: str | None = None
    url: str | None = None


class SeriesSaid(NamedTuple):
    """A series, and the codes that say it; a linked one counts where none is printed."""

    series: Series
    field: MarcField
    codes: str
    is_linked: bool


class Imprint(NamedTuple):
    """A statement of publication: the lower the rank, the more it counts."""

    rank: int
    field: MarcField
    codes: tuple[str, str, str]
    """Of the place, the publisher and the date; `-` where the statement has none."""


class Draft:
    """Gathers: single values by the name of their property, the others in lists."""

    __slots__ = (
        "_known_signs", "bare", "coded_date", "coded_language", "contents", "contributions", "degree", "degree_date",
        "doubts", "events", "format", "hosts", "imprints", "institutions", "keywords", "links", "publishing", "record",
        "said", "series", "signs", "title", "unread",
    )  # fmt: skip

    def __init__(self, record: MarcRecord, format_name: Format) -> None:
        self.record, self.format = record, format_name
        is_punctuated = format_name == "marc21" and record.at(18) != _UNPUNCTUATED
        self.bare: Bare = bare if is_punctuated else trimmed
        """UNIMARC writes no punctuation of ISBD, MARC 21 says where it writes none."""
        self._known_signs = kind_signs(format_name)
        self.said: dict[str, list[Said]] = defaultdict(list)
        self.title: str | None = None
        self.contributions: list[Contribution] = []
        self.publishing: list[tuple[Agent, MarcField]] = []
        self.institutions: list[tuple[Agent, MarcField]] = []
        self.degree: str | None = None
        self.degree_date: DateStatement | None = None
        self.events: list[tuple[Event, MarcField]] = []
        self.series: list[SeriesSaid] = []
        self.imprints: list[Imprint] = []
        self.hosts: list[HostSaid] = []
        self.keywords: dict[str, None] = {}
        self.contents: list[ContentsLine] = []
        self.links: list[Link] = []
        self.signs: list[KindSign] = []
        self.coded_date: DateStatement | None = None
        self.coded_language: str | None = None
        self.doubts: list[Doubt] = []
        self.unread: list[Unread] = []

    def sign(self, place: str, code: str) -> bool:
        """Note what something says of the kind of document; tell whether it says anything."""
        found = self._known_signs.get((place, code))
        if found is not None:
            self.signs.append(found)
        return found is not None

    def put(self, name: str, value: str, field: MarcField, code: str, printed: str | None = None) -> None:
        """Note a value of a property."""
        self.said[name].append(Said(value, field, code, printed or value))

    def first(self, name: str) -> str | None:
        """Return the first value of a property; others that say something else are unread."""
        values = self.said.get(name)
        if not values:
            return None
        kept = values[0].value
        for other in values[1:]:
            if other.value != kept:
                self.leave(other.field, other.code, other.printed)
        return kept

    def all(self, name: str) -> list[str]:
        """Return the values of a property, each once."""
        values = self.said.get(name)
        return list(dict.fromkeys([one.value for one in values])) if values else []

    def leave(self, field: MarcField, code: str, text: str) -> None:
        """Note what has no place."""
        name = f"{field.tag}${code}" if code else field.tag
        self.unread.append(Unread(name, text.strip(), field.span))

    def leave_all(self, field: MarcField, codes: str) -> None:
        """Note that some subfields have no place."""
        for code, value in field.all(codes):
            self.leave(field, code, value)

    def doubt(self, field: str, message: Text) -> None:
        """Note what a person should look at."""
        self.doubts.append(Doubt(field, message, self.record.span))
