"""One entry, gathered for a person: every field as words, in their language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source lists an entry."""

    selection: str
    number: str
    source: str
    first_line: str
    last_line: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Container:
    """What an entry appeared in: an issue, a website, a series, a book; empty strings where nothing is said."""

    kind: str
    """`issue`, `periodical`, `website`, `series`, `host` (the book of a chapter) or `other`."""
    title: str
    volume: str = ""
    number: str = ""
    issue_title: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An entry's fields, in the order in which a card shows them."""

    iri: str
    title: str
    kind: str
    authors: tuple[str, ...]
    others: bool
    contributions: tuple[tuple[str, str], ...]
    """Pairs of role and name."""
    containers: tuple[Container, ...]
    publishers: tuple[str, ...]
    places: tuple[str, ...]
    institutions: tuple[str, ...]
    dates: tuple[str, ...]
    """As printed, else as sorted."""
    facts: dict[str, tuple[str, ...]]
    """Simple fields by the local name of their property: `pages`, `numPages`, `edition`, `available`…"""
    identifiers: tuple[tuple[str, str], ...]
    events: tuple[str, ...]
    topics: tuple[tuple[str, ...], ...]
    """Each as its path from the top, numbers included."""
    keywords: tuple[str, ...]
    contents: tuple[str, ...]
    parts: tuple[str, ...]
    part_of: tuple[str, ...]
    links: tuple[str, ...]
    mentions: tuple[str, ...]
    references: tuple[str, ...]
    listed: tuple[Place, ...]
    created: str = ""
    modified: str = ""
    annotations: tuple[str, ...] = ()
    """Only where the catalogue's owner keeps them."""
