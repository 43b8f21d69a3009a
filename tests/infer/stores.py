"""Stores in memory, filled as a build fills its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from bibliographe.config import Catalogue
from bibliographe.graph.lines import parts_of
from bibliographe.infer.entailment import entailed
from bibliographe.store.names import ONTOLOGY
from bibliographe.store.statements import SaidInStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.graph.lines import Parts

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


class Said(SaidInStore):
    """What a store says, some lines at a time; with `unknown` as if nobody knew what properties and classes it uses."""

    def __init__(self, store: Store, *, unknown: bool = False) -> None:
        super().__init__(store, [], NOWHERE.base, [])
        self._unknown = unknown

    def parts(self) -> Iterator[list[Parts]]:
        triples = [*triples_of(self._store, DefaultGraph()), *triples_of(self._store, ONTOLOGY)]
        for start in range(0, len(triples), 3):
            yield [parts_of(f"{triple} .\n") for triple in triples[start : start + 3]]

    def take_out(self, lines: set[str]) -> None:
        lines.difference_update(" ".join(parts) for chunk in self.parts() for parts in chunk)

    def uses(self, term: str) -> bool:
        return self._unknown or super().uses(term)


def followed(store: Store, *, unknown: bool = False) -> set[Triple]:
    """Return what follows from what a store says."""
    return parsed(entailed(Said(store, unknown=unknown)))


def parsed(lines: Iterable[str]) -> set[Triple]:
    """Return lines of N-Triples as triples."""
    return {quad.triple for quad in parse("".join(lines), format=RdfFormat.N_TRIPLES)}


def shown(triples: Iterable[Triple]) -> list[str]:
    """Return triples as a person reads a failure."""
    return sorted(map(str, triples))
