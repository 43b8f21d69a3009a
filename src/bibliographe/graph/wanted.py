"""What of a large catalogue an import of documents has to know, found out from the documents alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.graph.describe import Description, describe_bibliography
from bibliographe.graph.describe.entries import mint_apart
from bibliographe.graph.iri import Minter
from bibliographe.graph.numbers import stated_keys
from bibliographe.graph.twins import told_apart
from bibliographe.model.entry import Entry, Note, Selection
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pyoxigraph import NamedNode

    from bibliographe.config import Catalogue
    from bibliographe.graph.describe import SourceFacts
    from bibliographe.model.entry import Item


def _none(_thing: NamedNode) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Changes:
    """Says that the items of a source are those that came or changed since it was read before: all others stay."""

    before: Mapping[int, NamedNode] = field(default_factory=dict)
    """The addresses that entries had, by their positions, which the source keeps from one reading to the next."""
    gone: Callable[[NamedNode], bool] = _none
    """Tells of an entry that the source listed and that is not among the items whether the source has lost it."""


@dataclass(frozen=True, slots=True)
class ReadSource:
    """What a reader found in one source."""

    items: Sequence[Item]
    source_id: str
    facts: SourceFacts
    changes: Changes | None = None
    """None where the items are all that the source says."""


@dataclass(slots=True)
class Wanted:
    """Addresses have their angle brackets; titles are folded."""

    things: set[str] = field(default_factory=set)
    """What the documents describe."""
    stems: set[str] = field(default_factory=set)
    """The files of `graph/` that earlier imports of these sources wrote."""
    sources: set[str] = field(default_factory=set)
    """The records of the source files."""
    announced: set[str] = field(default_factory=set)
    """Titles of entries and of their books, lines of contents, and titles that notes quote: things of the catalogue may
    be called so."""
    titles: set[str] = field(default_factory=set)
    """Titles of the entries: dossiers of the catalogue may announce them."""
    numbers: set[str] = field(default_factory=set)
    """ISBN and DOI of the entries and of their books: things of the catalogue may have them too."""


def describe(
    catalogue: Catalogue, source: ReadSource, aliases: Mapping[NamedNode, NamedNode]
) -> tuple[Description, NamedNode]:
    """Return an empty description of a source, in its language, and the address of the source's record."""
    stated = (item.language for item in source.items if isinstance(item, Selection))
    language = next(stated, catalogue.languages[0])
    description = Description(Minter(catalogue.base), source.source_id, language, aliases)
    description.apart = told_apart(source.items, description)
    return description, description.minter.mint("source", source.source_id)


def wanted_by(catalogue: Catalogue, sources: Iterable[ReadSource], aliases: Mapping[NamedNode, NamedNode]) -> Wanted:
    """Return what these sources want to know; `aliases` are the addresses that the catalogue uses no longer."""
    wanted = Wanted()
    for source in sources:
        description, record = describe(catalogue, source, aliases)
        describe_bibliography(source.items, description, source.facts, lambda _title: set())
        wanted.things.update(str(one.iri) for one in description.records())
        if source.changes:
            wanted.things.update(map(str, source.changes.before.values()))
        wanted.stems.add(source.source_id)
        wanted.sources.add(str(record))
        for item in source.items:
            if isinstance(item, Entry):
                wanted.things.add(str(mint_apart(description, item)))
                wanted.titles.add(fold(item.title))
                wanted.announced.add(fold(item.title))
                wanted.numbers |= stated_keys(item.citation.identifiers)
                if item.citation.host:
                    wanted.announced.add(fold(item.citation.host.title))
                    wanted.numbers |= stated_keys(item.citation.host.identifiers)
                wanted.announced.update(fold(line.text) for line in item.contents)
            elif isinstance(item, Note):
                wanted.announced.update(fold(quotation.title) for quotation in item.quotations if quotation.title)
    wanted.things |= wanted.sources
    return wanted
