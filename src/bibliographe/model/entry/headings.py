"""What a source is as a whole, and its headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry.cited import Agent, Event
    from bibliographe.model.entry.reading import Doubt, Reading, Span, Unread


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
