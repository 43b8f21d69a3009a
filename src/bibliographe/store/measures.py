"""Counting what a store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store


def count_graph(store: Store, graph: NamedNode | DefaultGraph) -> int:
    """Return the number of triples in one graph."""
    return _one(store, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", graph)


def count_entries(store: Store) -> int:
    """Return the number of entries: the things that a source lists."""
    return _one(store, "SELECT (COUNT(DISTINCT ?entry) AS ?n) WHERE { ?item <https://schema.org/item> ?entry }")


def _one(store: Store, query: str, graph: NamedNode | DefaultGraph | None = None) -> int:
    rows = cast("QuerySolutions", store.query(query, default_graph=graph))
    return int(cast("Literal", next(rows)["n"]).value)
