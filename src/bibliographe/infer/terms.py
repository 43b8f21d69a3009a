"""Terms between pyoxigraph and rdflib, and which inferred triples are worth keeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib
from rdflib import OWL, RDF, RDFS, XSD

if TYPE_CHECKING:
    from rdflib.graph import _TripleType
    from rdflib.term import Node

_REFLEXIVE = frozenset({OWL.sameAs, OWL.equivalentClass, OWL.equivalentProperty, RDFS.subClassOf, RDFS.subPropertyOf})
_EVERYTHING = frozenset({OWL.Thing, RDFS.Resource, OWL.Nothing})
_LANGUAGE_OF_LANGUAGES = tuple(str(namespace) for namespace in (RDF, RDFS, OWL, XSD))


def is_kept(subject: Node, predicate: Node, value: Node) -> bool:
    """Tell whether an inferred triple says something: nothing is gained by "each thing is itself, and a thing".

    Left out too: statements about literals and datatypes, and about the terms of RDF, RDFS, OWL and XML Schema.
    """
    if isinstance(subject, rdflib.Literal) or str(subject).startswith(_LANGUAGE_OF_LANGUAGES):
        return False
    if predicate in _REFLEXIVE and subject == value:
        return False
    return value not in _EVERYTHING and not (isinstance(value, rdflib.URIRef) and value.startswith(str(XSD)))


def to_rdflib(triple: ox.Triple | ox.Quad) -> _TripleType:
    """Return a triple of the store as rdflib holds it."""
    return _term(triple.subject), rdflib.URIRef(triple.predicate.value), _term(triple.object)


def from_rdflib(triple: _TripleType) -> ox.Triple:
    """Return a triple of rdflib as the store holds it."""
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
