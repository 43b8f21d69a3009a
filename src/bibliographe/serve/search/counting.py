"""Counting the values of the facets among the results.

Values of one facet widen it (this topic or that one), facets narrow each other. So a facet is counted among the results
that the choices in all the *other* facets leave: its other values stay, with what choosing them as well would add.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tantivy import Occur, Query

from bibliographe.i18n import Text
from bibliographe.serve.search.facets import FACETS
from bibliographe.serve.search.matching import year_query
from bibliographe.serve.search.page import Facet, FacetValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tantivy import SearchResult

    from bibliographe.serve.search.facets import FacetKind
    from bibliographe.serve.search.index import Known, SearchIndex
    from bibliographe.serve.search.request import SearchRequest

_SHOWN, _MORE = 8, 100
_EVERY = 1_000_000
"""Values counted in each part of the index: all of them, so that the counts are true."""


class Narrowing:
    """The choices of one request, as queries."""

    def __init__(self, index: SearchIndex, request: SearchRequest) -> None:
        self._index, self._request = index, request
        self._filters = {
            facet.name: Query.const_score_query(_values(index, facet, values), 0.0)
            for facet in FACETS
            if (values := request.values(facet.name))
        }

    def narrowed(self, query: Query, *, without: str | None = None) -> Query:
        """Return a query among what is chosen, in all facets but one."""
        request = self._request
        filters = [one for name, one in self._filters.items() if name != without]
        if request.first_year is not None or request.last_year is not None:
            filters.append(year_query(self._index.entry_schema, request.first_year, request.last_year))
        return Query.boolean_query([(Occur.Must, one) for one in (query, *filters)]) if filters else query

    def facets(self, query: Query) -> tuple[Facet, ...]:
        """Return all facets of the results of a query; a facet that none of them has a value of is left out."""
        free = [facet for facet in FACETS if facet.name not in self._filters]
        counted = dict(self._count(self.narrowed(query), free) if self._is_narrow() else self._count_all(query))
        for facet in FACETS:
            if facet.name in self._filters:
                among = self.narrowed(query, without=facet.name)
                found = self._count(among, [facet])[facet.name]
                counted[facet.name] = found | self._missing(among, facet, found)
        facets = (self._facet(facet, counted.get(facet.name, {})) for facet in FACETS)
        return tuple(facet for facet in facets if facet.values)

    def _is_narrow(self) -> bool:
        request = self._request
        return bool(request.text or self._filters) or (request.first_year, request.last_year) != (None, None)

    def _count_all(self, query: Query) -> dict[str, dict[str, int]]:
        """Count all entries, once for a build: it is what everybody sees first, and takes the longest."""
        kept, wanted = self._index.counts_of_all, frozenset(self._request.more)
        if wanted not in kept:
            kept[wanted] = self._count(query, FACETS)
        return kept[wanted]

    def _count(self, query: Query, facets: Iterable[FacetKind]) -> dict[str, dict[str, int]]:
        wanted = {
            facet.name: {"terms": {"field": facet.field, "size": self._most(facet), "segment_size": _EVERY}}
            for facet in facets
        }
        if not wanted:
            return {}
        answer = self._index.entries.aggregate(query, wanted)
        return {
            name: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in found["buckets"]}
            for name, found in answer.items()
        }

    def _missing(self, query: Query, facet: FacetKind, found: dict[str, int]) -> dict[str, int]:
        """Count the chosen values that too few have to be among those found: they are shown all the same."""
        missing = (facet.iri(value, self._index.base) for value in self._request.values(facet.name))
        return {iri: self._having(query, facet, iri) for iri in missing if iri not in found}

    def _having(self, query: Query, facet: FacetKind, iri: str) -> int:
        value = Query.term_query(self._index.entry_schema, facet.field, iri)
        return total_of(self._index.entries.search(Query.boolean_query([(Occur.Must, query), (Occur.Must, value)]), 1))

    def _most(self, facet: FacetKind) -> int:
        # Years come in their own order, so all of them are needed to show the latest.
        return _EVERY if facet.by_value else (_MORE if facet.name in self._request.more else _SHOWN) + 1

    def _facet(self, facet: FacetKind, counts: dict[str, int]) -> Facet:
        request = self._request
        most = _MORE if facet.name in request.more else _SHOWN
        chosen = {facet.iri(value, self._index.base) for value in request.values(facet.name)}
        ordered = (
            sorted(counts, reverse=True) if facet.by_value else sorted(counts, key=lambda iri: (-counts[iri], iri))
        )
        shown = [iri for place, iri in enumerate(ordered) if place < most or iri in chosen]
        values = tuple(self._value(facet, iri, counts.get(iri, 0), iri in chosen) for iri in shown)
        return Facet(
            facet.name,
            facet.label,
            values,
            request.with_more(facet.name).params() if len(ordered) > most and most == _SHOWN else None,
            request.without(facet.name).params() if chosen else None,
        )

    def _value(self, facet: FacetKind, iri: str, count: int, chosen: bool) -> FacetValue:
        short = facet.short(iri, self._index.base)
        request = self._request
        # What is chosen may have been written in full.
        toggled = next(
            (value for value in request.values(facet.name) if facet.iri(value, self._index.base) == iri), short
        )
        known = _known(self._index, facet, iri)
        label, language = label_of(self._index, facet, iri), known.language if known else ""
        return FacetValue(iri, label, language, count, chosen, request.toggled(facet.name, toggled).params())


def total_of(found: SearchResult) -> int:
    """Return how many entries a query found."""
    return int(found.count)  # type: ignore[attr-defined] # which its stub forgets


def label_of(index: SearchIndex, facet: FacetKind, iri: str) -> Text:
    """Return what people call a value of a facet: its name, else the last part of its address."""
    if facet.name == "language":
        return Text(*(_language_name(iri, language) for language in ("fr", "en")))
    known = _known(index, facet, iri)
    return known.label if known else Text(*[facet.short(iri, index.base)] * 2)


def _known(index: SearchIndex, facet: FacetKind, iri: str) -> Known | None:
    return index.known(iri) if facet.prefix is not None else None


@lru_cache(1_000)
def _language_name(code: str, language: str) -> str:
    from babel import Locale  # slow to import

    return str(Locale(language).languages.get(code.replace("-", "_"), code))


def _values(index: SearchIndex, facet: FacetKind, values: Iterable[str]) -> Query:
    iris = [facet.iri(value, index.base) for value in values]
    return Query.term_set_query(index.entry_schema, facet.field, iris)
