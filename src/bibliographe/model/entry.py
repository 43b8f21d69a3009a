"""The entry and what it is made of.

All of these are immutable and hashable; text is as printed (see `bibliographe.model.text.clean`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bibliographe.i18n import Text
    from bibliographe.model.dates import DateStatement

AgentKind = Literal["person", "organization"]
PeriodicalKind = Literal["periodical", "magazine", "newspaper", "journal", "website"]


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of a source, counted from 1, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or a body. `name` is in natural order (`Anne Dumas`)."""

    name: str
    kind: AgentKind = "organization"
    given: str | None = None
    family: str | None = None
    alternate_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an agent did for a document; `role` is a key of `ontology/schemes/roles.ttl`."""

    agent: Agent
    role: str = "author"


@dataclass(frozen=True, slots=True)
class Periodical:
    """A serial or a website that entries appear in."""

    title: str
    kind: PeriodicalKind = "periodical"
    issn: str | None = None
    url: str | None = None
    publisher: Agent | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a periodical: `number` without its `n°` (`"169-170"`, `"hors-série n° 4"`)."""

    number: str | None = None
    volume: str | None = None
    date: DateStatement | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A collection of books, and the number of this one in it."""

    title: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Host:
    """The book that a chapter stands in, with the identifiers that are its own and not the chapter's."""

    title: str
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of key (`isbn`) and value."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where an article stands: `verbatim` without `p.` (`"18-19"`, `"3, 7-9"`).

    `start` and `end` only when the pages are continuous.
    """

    verbatim: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What a selection was made for, or what a recording recorded."""

    title: str | None = None
    date: DateStatement | None = None
    place: str | None = None
    organizer: Agent | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link line: `label` as printed, `url` None when the source lost the target."""

    label: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of a table of contents; `depth` counts from 0."""

    text: str
    depth: int = 0
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation line says. Each field is None or empty when the line does not say it."""

    publishers: tuple[Agent, ...] = ()
    places: tuple[str, ...] = ()
    periodical: Periodical | None = None
    issue: Issue | None = None
    series: Series | None = None
    issued: DateStatement | None = None
    available: DateStatement | None = None
    accessed: DateStatement | None = None
    event: Event | None = None
    pages: Pages | None = None
    extent: str | None = None
    edition: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of key (`isbn`, `issn`, `doi`, `url`) and value."""
    medium: str | None = None
    """What stands in square brackets (`Brochure`, `En ligne`)."""
    degree: str | None = None
    """The thesis statement, as printed (`Thèse de doctorat : droit public`)."""
    institution: Agent | None = None
    contributions: tuple[Contribution, ...] = ()
    form: str = "unknown"
    """Which rule of the grammar read it: `imprint`, `periodical`, `web`, `event`, `thesis`, `chapter`."""
    host: Host | None = None
    """The book that a chapter stands in (`In : …`)."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at; `field` names what it is about (`"issued"`)."""

    field: str
    message: Text
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of the source was taken for, for the review page.

    `role` is a key of `bibliographe.model.roles.LINE_ROLES` (`"title"`, `"people"`, `"citation"`…).
    """

    role: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A field of a record that the profile has no place for: its name (`"C1"`, `"606$x"`), its text and where it is."""

    field: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Scheme:
    """A vocabulary that a source is: what its topics are the topics of, where no selection says it."""

    title: str
    language: str
    span: Span | None = None
    titles: tuple[tuple[str, str], ...] = ()
    """Its titles in other languages: pairs of language and title."""
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading of the selection: `path` holds the labels from the top down, its own one last."""

    path: tuple[str, ...]
    notation: str | None = None
    position: int = 0
    span: Span | None = None
    language: str | None = None
    """That of its label; None for the one of the source."""
    labels: tuple[tuple[str, str], ...] = ()
    """Its labels in other languages: pairs of language and label."""
    doubts: tuple[Doubt, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What of its record is kept nowhere."""

    @property
    def label(self) -> str:
        """Return the topic's own label."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Entry:
    """One described document, as one place of one source describes it."""

    title: str
    kind: str
    """A key of `ontology/schemes/document-types.ttl`."""
    position: int
    """Its number in the source, from 1."""
    span: Span
    text: str
    """The lines that state the facts, as printed; never the annotation."""
    language: str = "fr"
    contributions: tuple[Contribution, ...] = ()
    others: bool = False
    """The source says `et al.`."""
    citation: Citation = field(default_factory=Citation)
    topic: tuple[str, ...] | None = None
    """The `path` of its topic."""
    keywords: tuple[str, ...] = ()
    """What the record says it is about, in words that no scheme holds."""
    annotation: str | None = None
    contents: tuple[ContentsLine, ...] = ()
    links: tuple[Link, ...] = ()
    mentions: tuple[Agent, ...] = ()
    readings: tuple[Reading, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What of its record is kept in `text` alone."""
    key: str | None = None
    """What its source calls the record, whatever is mended in it (`ID` of RIS, the key of BibTeX, `id` of CSL)."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A document that an editorial note quotes: its title where one is given, and its citation."""

    text: str
    title: str | None
    citation: Citation
    span: Span


@dataclass(frozen=True, slots=True)
class Note:
    """An editorial box of the selection, such as a page of definitions: not an entry."""

    title: str
    span: Span
    topic: tuple[str, ...] | None = None
    text: str = ""
    """Its sentences, which are their writers' text: kept with the annotations."""
    quotations: tuple[Quotation, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """A published bibliography: what its title block says."""

    title: str
    language: str = "fr"
    subtitle: str | None = None
    genre: str | None = None
    edition: str | None = None
    event: Event | None = None
    issued: DateStatement | None = None
    compilers: tuple[Agent, ...] = ()
    statement: str | None = None
    """Who compiled it, as printed."""
    span: Span | None = None
    readings: tuple[Reading, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines that are recognised and say nothing: a page's rule, a way back, a table of contents."""

    reading: Reading


@dataclass(frozen=True, slots=True)
class Reject:
    """What could not be read: where, its text, why, and what to do about it."""

    span: Span
    text: str
    reason: Text
    remedy: Text


Item = Selection | Scheme | Topic | Entry | Note | Furniture | Reject
"""What a reader yields, in the order of the source; the `Selection` comes first when there is one."""
