"""One described document, and boxes between the documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.model.entry.cited import Citation
from bibliographe.model.unguarded import unguarded

if TYPE_CHECKING:
    from bibliographe.model.entry.cited import Agent, Contribution
    from bibliographe.model.entry.reading import Doubt, Reading, Span, Unread


@unguarded
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


@unguarded
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
