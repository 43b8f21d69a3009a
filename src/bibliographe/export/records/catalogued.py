"""An entry as the catalogue has it: the hub that every writer of records starts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.model.entry import Entry, Topic

Said = tuple[tuple[str, str], ...]
"""What is said, as pairs of a property's path (`"dcterms:title"`, `"bibo:Issue/bibo:volume"`) and its value as text."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A place where a source lists an entry."""

    source: str
    """The address of the source."""
    position: int
    selection: str | None = None
    """The title of the published selection that the source prints."""
    topic: tuple[str, ...] = ()
    """The path of the heading that it stands under there."""


@dataclass(frozen=True, slots=True)
class Catalogued:
    """One entry of the catalogue."""

    iri: str
    entry: Entry
    """Its position, lines and text are those of the first source that lists it; it has no readings and no doubts."""
    topics: tuple[Topic, ...] = ()
    """All headings that it stands under, of all sources."""
    listings: tuple[Listing, ...] = ()
    created: str = ""
    """When it came into the catalogue, as the register says."""
    modified: str = ""
    said: Said = ()
    """Everything that is said of it, to tell what a format cannot carry."""
