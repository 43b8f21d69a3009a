"""Lists of entries, a page at a time: what the store sorts and counts, and each entry as one line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode

from bibliographe.export.printed.wording import citation_line, people_line
from bibliographe.graph.prefixes import prefixes
from bibliographe.serve.pages.named import kind_name, nodes_of
from bibliographe.serve.things.forms import entry_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import QuerySolutions

    from bibliographe.i18n import Language, Text
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

PER_PAGE = 25
_REMEMBERED = 100
"""Lists kept: some have thousands of entries."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How entries stand to a thing: what that is called, and the pattern that binds `?entry` and `?thing`."""

    key: str
    title: Text
    pattern: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in a list."""

    iri: str
    title: str
    language: str
    kind: str
    people: str
    citation: str


def pages_of(total: int, per_page: int) -> int:
    """Return how many pages a list takes: an empty one has a page too."""
    return max(1, -(-total // per_page))


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a list: `number` counts from 1."""

    lines: tuple[Line, ...]
    total: int
    number: int = 1
    per_page: int = PER_PAGE

    @property
    def last(self) -> int:
        """Return the number of the last page."""
        return pages_of(self.total, self.per_page)


def entries_related(
    snapshot: Snapshot, relation: Relation, thing: NamedNode, visit: Visit, *, whole: bool = True, first: int = PER_PAGE
) -> Page:
    """Return the entries that stand in a relation to a thing, the newest first: the page that is asked for.

    Without `whole`, the `first` of them alone.
    """
    found = snapshot.once(related)(relation, thing)
    per_page = PER_PAGE if whole else first
    number = visit.page(pages_of(len(found), per_page)) if whole else 1
    here = found[(number - 1) * per_page : number * per_page]
    return Page(tuple(lines(snapshot, here, visit.language)), len(found), number, per_page)


def related(snapshot: Snapshot) -> Callable[[Relation, NamedNode], tuple[NamedNode, ...]]:
    """Return what looks up entries by relation, and remembers the lists asked for last: `snapshot.once(related)`."""

    @lru_cache(_REMEMBERED)
    def found(relation: Relation, thing: NamedNode) -> tuple[NamedNode, ...]:
        rows = ask(
            snapshot,
            f"SELECT ?entry (MAX(STR(?issued)) AS ?date) WHERE {{ VALUES ?thing {{ {thing} }} {relation.pattern} "
            "?item schema:item ?entry . OPTIONAL { ?entry dcterms:issued ?issued } } "
            "GROUP BY ?entry ORDER BY DESC(?date) ?entry",
        )
        entries = (row["entry"] for row in rows)
        return tuple(entry for entry in entries if isinstance(entry, NamedNode))

    return found


def lines(snapshot: Snapshot, entries: Iterable[object], language: Language) -> list[Line]:
    """Return entries as lines."""
    return [line(snapshot, entry, language) for entry in entries if isinstance(entry, NamedNode)]


def line(snapshot: Snapshot, iri: NamedNode, language: Language) -> Line:
    """Return one entry as a line."""
    entry = snapshot.once(entry_reader).outline(iri)
    return Line(
        iri.value,
        entry.title,
        entry.language,
        kind_name(snapshot.once(nodes_of), entry.kind, language),
        people_line(entry, language) or "",
        citation_line(entry.citation, language),
    )


def ask(snapshot: Snapshot, query: str) -> QuerySolutions:
    """Return what a query with the portal's prefixes selects; terms in it are written by the engine, never pasted."""
    return cast("QuerySolutions", snapshot.opened.store.query(query, prefixes=prefixes()))
