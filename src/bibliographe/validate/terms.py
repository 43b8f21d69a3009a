"""RDF terms on their way between the parser (pyoxigraph) and pySHACL (rdflib)."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

import pyoxigraph
import rdflib
from rdflib.namespace import XSD

from bibliographe.validate.written import to_store

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


def rdflib_graph(triples: Iterable[pyoxigraph.Triple]) -> rdflib.Graph:
    """Return the triples as a graph of rdflib, which pySHACL is known to be right about."""
    graph = rdflib.Graph(bind_namespaces="none")
    with quiet():
        for triple in triples:
            graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return graph


def memory_store(triples: Iterable[pyoxigraph.Triple]) -> pyoxigraph.Store:
    """Return the triples in the default graph of a store in memory, for questions asked of all of them at once.

    Literals are stored so that `bibliographe.validate.written.from_store` gives them back as they were written.
    """
    store = pyoxigraph.Store()
    store.bulk_extend(stored_quads(triples))
    return store


def stored_quads(triples: Iterable[pyoxigraph.Triple]) -> Iterator[pyoxigraph.Quad]:
    """Yield triples as they are stored, in the default graph."""
    for triple in triples:
        value = triple.object
        if isinstance(value, pyoxigraph.Literal):
            value = to_store(value)
        yield pyoxigraph.Quad(triple.subject, triple.predicate, value)
