"""What owlrl and `reasonable` find, in the terms of the store, restricted to what this project keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
import reasonable
from owlrl import DeductiveClosure, OWLRL_Semantics

from bibliographe.infer.conversion import from_rdflib, to_rdflib
from bibliographe.infer.terms import is_kept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple
    from rdflib.graph import _TripleType


def found_by_owlrl(said: Iterable[Triple]) -> set[Triple]:
    """Return what owlrl infers from `said` and that is not said."""
    graph = _graph(said)
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return _news(graph, set(said))


def found_by_reasonable(said: Iterable[Triple]) -> set[Triple]:
    """Return what `reasonable` infers from `said` and that is not said."""
    reasoner = reasonable.PyReasoner()
    reasoner.from_graph(_graph(said))
    return _news(reasoner.reason(), set(said))


def _graph(said: Iterable[Triple]) -> rdflib.Graph:
    graph = rdflib.Graph(store="SimpleMemory")
    for triple in said:
        graph.add(to_rdflib(triple))
    return graph


def _news(found: Iterable[_TripleType], said: set[Triple]) -> set[Triple]:
    resources = (rdflib.URIRef, rdflib.BNode)
    triples = (
        from_rdflib(triple)
        for triple in found
        if isinstance(triple[0], resources) and isinstance(triple[1], rdflib.URIRef)
    )
    return {triple for triple in triples if triple not in said and is_kept(*triple)}
