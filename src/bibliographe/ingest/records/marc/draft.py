"""What the fields of one record say, gathered before an entry is put together of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.model.entry import Doubt, Unread

if TYPE_CHECKING:
    from bibliographe.i18n import Text
    from bibliographe.ingest.records.marc.enumeration import Enumeration
    from bibliographe.ingest.records.marc.meaning import Frame, Meaning, Once, One, Several
    from bibliographe.ingest.records.marc.record import MarcField, MarcRecord
    from bibliographe.ingest.records.marc.tables import KindSign
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, ContentsLine, Contribution, Event, Link, Series, Span


_new = tuple.__new__
"""Makes a named tuple in half the time that its own constructor takes: there are dozens in each record."""


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
    place: str | None = None
    place_code: str = "c"
    publisher_code: str = "n"


class SeriesSaid(NamedTuple):
    """A series, and the codes that say it; a linked one counts where none is printed."""

    series: Series
    field: MarcField
    codes: str
    is_linked: bool


class NameSaid(NamedTuple):
    """A place or a publisher of a statement of publication: neither where a cataloguer writes that it is unknown."""

    code: str
    printed: str
    place: str | None
    publisher: Agent | None


class Imprint(NamedTuple):
    """A statement of publication: the lower the rank, the more it counts."""

    rank: int
    field: MarcField
    names: list[NameSaid]
    dates: list[tuple[str, str, DateStatement | None]]
    """Codes and dates as printed, and what they say."""


class Draft:
    """Gathers: single values by the name of their property, the others in lists."""

    __slots__ = (
        "bare", "coded_date", "coded_language", "contents", "contributions", "degree", "degree_date", "doubts",
        "events", "frame", "hosts", "imprints", "institutions", "keywords", "links", "publishing", "record", "said",
        "series", "signs", "title", "unread",
    )  # fmt: skip

    def __init__(self, record: MarcRecord, frame: Frame) -> None:
        self.record, self.frame, self.bare = record, frame, frame.bare
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
        self.keywords: list[str] = []
        self.contents: list[ContentsLine] = []
        self.links: list[Link] = []
        self.signs: list[KindSign] = []
        self.coded_date: DateStatement | None = None
        self.coded_language: str | None = None
        self.doubts: list[Doubt] = []
        self.unread: list[Unread] = []

    def take(self, meaning: Meaning, span: Span) -> None:
        """Add what a field means that stands on some lines."""
        for name, said in meaning.said:
            self.said[name].append(said)
        for several, what in meaning.several:
            getattr(self, several).append(what)
        for one, what in meaning.one:
            setattr(self, one, what)
        for name, text in meaning.unread:
            self.unread.append(_new(Unread, (name, text, span)))

    def has(self, name: Once) -> bool:
        """Tell whether a property that a record has once was said."""
        return name in self.said if name == "key" else getattr(self, name) is not None

    def sign(self, place: str, code: str) -> bool:
        """Note what something says of the kind of document; tell whether it says anything."""
        found = self.frame.signs.get((place, code))
        if found is not None:
            self.signs.append(found)
        return found is not None

    def put(self, name: str, value: str, field: MarcField, code: str, printed: str | None = None) -> None:
        """Note a value of a property."""
        self.said[name].append(Said(value, field, code, printed or value))

    def add(self, name: Several, what: object) -> None:
        """Note one of several."""
        getattr(self, name).append(what)

    def set(self, name: One, what: object) -> None:
        """Note what there is one of: the last one counts."""
        setattr(self, name, what)

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
        self.unread.append(Unread(name, text.strip(), self.record.place_of(field)))

    def leave_all(self, field: MarcField, codes: str) -> None:
        """Note that some subfields have no place."""
        for code, value in field.all(codes):
            self.leave(field, code, value)

    def doubt(self, field: str, message: Text) -> None:
        """Note what a person should look at."""
        self.doubts.append(Doubt(field, message, self.record.span))
