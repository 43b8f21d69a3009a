"""Terms between pyoxigraph and rdflib, for owlrl."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib
from rdflib import XSD

if TYPE_CHECKING:
    from rdflib.graph import _TripleType
    from rdflib.term import Node


def to_rdflib(triple: ox.Triple | ox.Quad) -> _TripleType:
    """Return a triple of the store as rdflib holds it."""
    return _term(triple.subject), rdflib.URIRef(triple.predicate.value), _term(triple.object)


def from_rdflib(triple: _TripleType) -> ox.Triple:
    """Return a triple of rdflib, whose subject is no literal, as the store holds it."""
    subject, predicate, value = triple
    return ox.Triple(_resource(subject), ox.NamedNode(str(predicate)), _node(value))


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Literal():
            return rdflib.Literal(
                term.value,
                lang=term.language,
                datatype=None if term.language or term.datatype.value == str(XSD.string) else term.datatype.value,
                normalize=False,
            )
    raise TypeError(term)


def _node(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if not isinstance(node, rdflib.Literal):
        return _resource(node)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)


def _resource(node: Node) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(str(node)) if isinstance(node, rdflib.BNode) else ox.NamedNode(str(node))
