"""What citations speak of: agents, periodicals and issues, books, events, and a citation of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bibliographe.model.unguarded import unguarded

if TYPE_CHECKING:
    from bibliographe.model.dates import DateStatement

AgentKind = Literal["person", "organization"]
PeriodicalKind = Literal["periodical", "magazine", "newspaper", "journal", "website"]


@unguarded
@dataclass(frozen=True, slots=True)
class Agent:
    """A person or a body. `name` is in natural order (`Anne Dumas`)."""

    name: str
    kind: AgentKind = "organization"
    given: str | None = None
    family: str | None = None
    alternate_names: tuple[str, ...] = ()


@unguarded
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


@unguarded
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


@unguarded
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


@unguarded
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
