"""Stores in memory, filled as a build fills its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from bibliographe.config import Catalogue
from bibliographe.store.names import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterable

NOWHERE = Catalogue(Path("/nowhere/at/all"), "https://example.org/canton/", {})
"""A catalogue without a folder, so that nothing is kept from one generated case to the next."""


def store_of(ontology: Iterable[Triple], said: Iterable[Triple]) -> Store:
    """Return a store that says this."""
    store = Store()
    add(store, ontology, ONTOLOGY)
    add(store, said, DefaultGraph())
    return store


def add(store: Store, triples: Iterable[Triple], graph: NamedNode | DefaultGraph) -> None:
    """Add triples to one graph of a store."""
    store.extend(Quad(*triple, graph) for triple in triples)


def triples_of(store: Store, graph: NamedNode | DefaultGraph) -> set[Triple]:
    """Return the triples of one graph."""
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}


def shown(triples: Iterable[Triple]) -> list[str]:
    """Return triples as a person reads a failure."""
    return sorted(map(str, triples))
