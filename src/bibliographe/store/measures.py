"""Counting what a store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pyoxigraph import Literal, QuerySolutions, Store


def count_default(store: Store) -> int:
    """Return the number of triples in the default graph."""
    return _one(store, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")


def count_entries(store: Store) -> int:
    """Return the number of entries: the things that a source lists."""
    return _one(store, "SELECT (COUNT(DISTINCT ?entry) AS ?n) WHERE { ?item <https://schema.org/item> ?entry }")


def count_by_graph(store: Store, prefix: str) -> dict[str, int]:
    """Return the number of triples of each named graph whose address starts with `prefix`, by what follows it."""
    found = _rows(store, "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    counts = {row["g"].value: int(row["n"].value) for row in found}
    return {name[len(prefix) :]: counts[name] for name in sorted(counts) if name.startswith(prefix)}


def _one(store: Store, query: str) -> int:
    return int(cast("Literal", next(_rows(store, query))["n"]).value)


def _rows(store: Store, query: str) -> QuerySolutions:
    return cast("QuerySolutions", store.query(query))
