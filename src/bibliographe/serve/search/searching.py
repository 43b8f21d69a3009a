"""Answering a question: results, facets, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tantivy import Order

from bibliographe.i18n import Text
from bibliographe.serve.search.counting import Narrowing, label_of, total_of
from bibliographe.serve.search.facets import FACET_OF
from bibliographe.serve.search.fields import NEWEST, OLDEST, RANK
from bibliographe.serve.search.marking import Marker
from bibliographe.serve.search.page import Chosen, Result, SearchPage, SortChoice
from bibliographe.serve.search.request import SORTS
from bibliographe.serve.search.syntax import read_wish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tantivy import DocAddress, Query, SearchResult

    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.serve.search.page import Matched
    from bibliographe.serve.search.request import SearchRequest, Sort
    from bibliographe.serve.search.syntax import Wish

_FEW = 3
"""Results from which on typos are not looked for."""
_ORDERS: dict[Sort, tuple[str, Order]] = {
    "newest": (NEWEST, Order.Desc),
    "oldest": (OLDEST, Order.Asc),
    "title": (RANK, Order.Asc),
}


class _Found(NamedTuple):
    matched: Matched
    query: Query
    """Without what is chosen."""


def search(index: SearchIndex, request: SearchRequest) -> SearchPage:
    """Return one page of the answer to a question; a page past the last one has no results and the true total."""
    wish = read_wish(request.text)
    narrowing = Narrowing(index, request)
    matched, query = _find(index, wish)
    before = (request.page - 1) * request.size
    found = _ordered(index, narrowing.narrowed(query), request, before)
    total = total_of(found)
    is_exact = matched in ("everything", "all")
    exact = total if is_exact else _count(index, narrowing.narrowed(index.matcher.exact(wish)))
    marker = Marker(wish, close=not is_exact)
    results = tuple(_result(index, marker, address) for _score, address in found.hits)
    pages = -(-total // request.size)
    return SearchPage(
        request,
        matched,
        total,
        exact,
        results,
        narrowing.facets(query),
        tuple(_chosen(index, request)),
        tuple(SortChoice(name, label, name == request.order, request.sorted_by(name).params())
              for name, label in SORTS.items()),
        before + 1 if results else 0,
        before + len(results) if results else 0,
        pages,
        request.at(min(request.page - 1, pages)).params() if request.page > 1 and pages else None,
        request.at(request.page + 1).params() if request.page < pages else None,
    )  # fmt: skip


def _find(index: SearchIndex, wish: Wish) -> _Found:
    """Look for what is asked as it is asked; where that finds too little, forgive typos, then missing words.

    What is chosen plays no part, so that choosing a value gives as many results as its count said.
    """
    matcher = index.matcher
    exact = matcher.exact(wish)
    if not wish.text:
        return _Found("everything", exact)
    found = _count(index, exact)
    if found < _FEW and wish.terms:
        if matcher.has_mistyped(wish):
            close = matcher.close(wish)
            if _count(index, close) > found:
                return _Found("close", close)
        if not found and len(wish.required) > 1:
            some = matcher.some(wish)
            return _Found("some" if _count(index, some) else "all", some)
    return _Found("all", exact)


def _count(index: SearchIndex, query: Query) -> int:
    return total_of(index.entries.search(query, 1))


def _ordered(index: SearchIndex, query: Query, request: SearchRequest, before: int) -> SearchResult:
    if request.order == "relevance":
        return index.entries.search(query, request.size, offset=before)
    field, order = _ORDERS[request.order]
    return index.entries.search(query, request.size, order_by_field=field, offset=before, order=order)


def _result(index: SearchIndex, marker: Marker, address: DocAddress) -> Result:
    shown = index.entry(address)
    return Result(
        shown["iri"],
        label_of(index, FACET_OF["type"], shown["type"]),
        marker.pieces(shown["title"]),
        shown["language"],
        Text(*shown["people"]),
        Text(*shown["citation"]),
        shown["year"],
        tuple(shown["numbers"]),
        marker.snippet(shown["excerpts"]),
    )


def _chosen(index: SearchIndex, request: SearchRequest) -> Iterator[Chosen]:
    for name, value in request.chosen:
        facet = FACET_OF[name]
        label = label_of(index, facet, facet.iri(value, index.base))
        yield Chosen(facet.label, label, request.toggled(name, value).params())
    if request.first_year is not None or request.last_year is not None:
        first, last = request.first_year, request.last_year
        said = f"{'…' if first is None else first}–{'…' if last is None else last}"
        yield Chosen(Text("Années", "Years"), Text(said, said), request.without_years().params())
