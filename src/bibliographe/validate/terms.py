"""RDF terms on their way between the parser (pyoxigraph) and pySHACL (rdflib)."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

import pyoxigraph
import rdflib
from rdflib.namespace import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

_STRING = "http://www.w3.org/2001/XMLSchema#string"


class _Silence:
    """Holds rdflib's log while anybody asks for it, from whatever thread."""

    def __init__(self) -> None:
        self.lock, self.askers, self.level = Lock(), 0, logging.NOTSET


_SILENCE = _Silence()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep rdflib's log to itself: it tells of every literal that is not of its datatype, which the report does."""
    logger = logging.getLogger("rdflib.term")
    with _SILENCE.lock:
        if not _SILENCE.askers:
            _SILENCE.level = logger.level
            logger.setLevel(logging.CRITICAL)
        _SILENCE.askers += 1
    try:
        yield
    finally:
        with _SILENCE.lock:
            _SILENCE.askers -= 1
            if not _SILENCE.askers:
                logger.setLevel(_SILENCE.level)


def to_rdflib(term: object) -> Node:
    """Return the rdflib term, its characters as written: `"01"^^xsd:integer` stays `01`.

    Raises `ValueError` for a triple term (RDF 1.2), which the profile has no use for.
    """
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype.value == _STRING:
            return rdflib.Literal(term.value)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise ValueError(str(term))


def to_pyoxigraph(term: Node) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    """Return the pyoxigraph term."""
    if isinstance(term, rdflib.URIRef):
        return pyoxigraph.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return pyoxigraph.BlankNode(str(term))
    assert isinstance(term, rdflib.Literal)  # noqa: S101
    if term.language:
        return pyoxigraph.Literal(str(term), language=term.language)
    return pyoxigraph.Literal(str(term), datatype=pyoxigraph.NamedNode(str(term.datatype or XSD.string)))


def name_of(node: Node) -> str:
    """Return how a plan names a node: an IRI as it is, any other term as N-Triples write it."""
    if isinstance(node, rdflib.URIRef):
        return str(node)
    return f"_:{node}" if isinstance(node, rdflib.BNode) else str(to_pyoxigraph(node))


def node_of(name: str) -> Node:
    """Return the node that a plan names."""
    if name.startswith("_:"):
        return rdflib.BNode(name[2:])
    if name.startswith('"'):  # where a shape should be: pySHACL refuses it
        (quad,) = pyoxigraph.parse(f"<urn:x> <urn:x> {name} .", format=pyoxigraph.RdfFormat.N_TRIPLES)
        return to_rdflib(quad.object)
    return rdflib.URIRef(name)


def bare_graph() -> rdflib.Graph:
    """Return an empty graph without the contexts of rdflib's default store, which take a third of the time to fill it.

    pySHACL takes it for shapes; for data it wants contexts.
    """
    return rdflib.Graph(store="SimpleMemory", bind_namespaces="none")


def rdflib_graph(triples: Iterable[pyoxigraph.Triple], graph: rdflib.Graph | None = None) -> rdflib.Graph:
    """Return the triples as a graph of rdflib, which pySHACL is known to be right about; added to `graph`, if given."""
    if graph is None:
        graph = rdflib.Graph(bind_namespaces="none")
    known: dict[object, Node] = {}
    with quiet():
        for triple in triples:
            for term in triple:
                if term not in known:
                    known[term] = to_rdflib(term)
            graph.add((known[triple.subject], known[triple.predicate], known[triple.object]))
    return graph
