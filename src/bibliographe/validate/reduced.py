"""Small shapes graphs that make pySHACL look at some nodes only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import RDF, SH

from bibliographe.validate.narrow import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from bibliographe.validate.narrow import Suspects

_ELSEWHERE = (*TARGETS, SH.prefixes)
_HOLDER = "urn:bibliographe:suspects:"


def core_shapes(shapes: rdflib.Graph, suspects: Iterable[Suspects]) -> rdflib.Graph:
    """Return one shapes graph that asks Core constraints of their suspects."""
    graph = rdflib.Graph(bind_namespaces="none")
    for number, found in enumerate(suspects):
        shape = found.question.shape
        is_property = (shape, SH.path, None) in shapes
        holder: Node = rdflib.URIRef(f"{_HOLDER}{number}") if is_property else shape
        if is_property:
            graph.add((holder, RDF.type, SH.NodeShape))
            graph.add((holder, SH.property, shape))
            _copy(shapes, shape, graph, without=(*_ELSEWHERE, SH.sparql))
        else:
            _copy(shapes, shape, graph, without=(*_ELSEWHERE, SH.sparql, SH.property))
        for node in found.nodes:
            graph.add((holder, SH.targetNode, node))
    return graph


def sparql_shapes(shapes: rdflib.Graph, suspects: Suspects) -> rdflib.Graph:
    """Return a shapes graph that asks one SPARQL constraint of the nodes that break it.

    It has no messages: pySHACL puts values into them as regular expressions, and fails on a backslash.
    """
    shape, constraint = suspects.question.shape, suspects.question.constraint
    graph = rdflib.Graph(bind_namespaces="none")
    graph.add((shape, RDF.type, SH.NodeShape))
    for severity in shapes.objects(shape, SH.severity):
        graph.add((shape, SH.severity, severity))
    for node in suspects.nodes:
        graph.add((shape, SH.targetNode, node))
    if constraint is not None:
        graph.add((shape, SH.sparql, constraint))
        for select in shapes.objects(constraint, SH.select):
            graph.add((constraint, SH.select, select))
            for ontology in shapes.objects(constraint, SH.prefixes):
                graph.add((constraint, SH.prefixes, ontology))
                _copy_declarations(shapes, ontology, str(select), graph)
    return graph


def _copy_declarations(shapes: rdflib.Graph, ontology: Node, select: str, graph: rdflib.Graph) -> None:
    """Copy the prefixes that a query uses: rdflib's parser takes its time over each."""
    for declaration in shapes.objects(ontology, SH.declare):
        if f"{shapes.value(declaration, SH.prefix)}:" in select:
            graph.add((ontology, SH.declare, declaration))
            for predicate, value in shapes.predicate_objects(declaration):
                graph.add((declaration, predicate, value))


def _copy(shapes: rdflib.Graph, node: Node, graph: rdflib.Graph, *, without: tuple[Node, ...]) -> None:
    """Copy what is said of a shape and of the shapes that it calls, but not whom they are meant for."""
    waiting, seen = [(node, without)], set()
    while waiting:
        subject, left_out = waiting.pop()
        seen.add(subject)
        for predicate, value in shapes.predicate_objects(subject):
            if predicate in left_out:
                continue
            graph.add((subject, predicate, value))
            if value not in seen and not isinstance(value, rdflib.Literal):
                waiting.append((value, _ELSEWHERE))
