"""Shapes that make pySHACL look at some nodes only.

A holder is a node shape of ours that asks one part of a shape, of the nodes that are suspected of breaking it or of
all targets of the shape. The shapes that it leads to stay as they are, without targets, so that all that they call is
there; those that it does not lead to are left out, since pySHACL takes long to read all that it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH

from bibliographe.validate.targets import TARGETS, is_class, kinds_of_class
from bibliographe.validate.terms import bare_graph, node_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

    from bibliographe.validate.plan import Part

_HOLDER = "urn:bibliographe:holder:"
_OF_NO_SHAPE = (
    OWL.Ontology,
    SH.ConstraintComponent,
    SH.Function,
    SH.SPARQLFunction,
    SH.TargetType,
    SH.SPARQLTargetType,
)
"""What pySHACL looks for in the whole graph: prefixes that are declared for all, components, functions."""
_LEFT_OUT = frozenset((*TARGETS, SH.message))


class Holders:
    """The shapes of one graph, asked part by part."""

    def __init__(self, shapes: rdflib.Graph) -> None:
        """Find out what is of no shape, which all are given: components, functions, what classes are subclasses of."""
        self.shapes = shapes
        self._classes = kinds_of_class(shapes)
        typed = (SH.NodeShape, SH.PropertyShape)
        of_shapes = self._reached(node for kind in typed for node in shapes.subjects(RDF.type, kind))
        of_shapes -= self._reached(node for kind in _OF_NO_SHAPE for node in shapes.subjects(RDF.type, kind))
        self._common = [
            (subject, predicate, value)
            for subject, predicate, value in shapes
            if (subject not in of_shapes or predicate == RDFS.subClassOf) and self._is_kept(predicate, value)
        ]

    def graph(self, suspects: Iterable[tuple[Part, Iterable[Node] | None]]) -> tuple[rdflib.Graph, dict[Node, Node]]:
        """Return a shapes graph that asks each part of its nodes, of all targets of its shape for None.

        With it comes the shape that each holder stands for.
        """
        graph = bare_graph()
        held: dict[Node, Node] = {}
        for number, (part, nodes) in enumerate(suspects):
            holder = rdflib.URIRef(f"{_HOLDER}{number}")
            held[holder] = shape = node_of(part.shape)
            graph.add((holder, RDF.type, SH.NodeShape))
            self._ask(graph, holder, part)
            if nodes is None:
                self._target(graph, holder, shape)
            else:
                for node in nodes:
                    graph.add((holder, SH.targetNode, node))
        self._complete(graph, {value for holder in held for value in graph.objects(holder)})
        return graph, held

    def knows_itself(self, part: Part) -> bool:
        """Tell whether a SPARQL constraint asks for which shape it is checked: a holder would answer with itself."""
        texts = self.shapes.objects(node_of(part.name), SH.select)
        return part.kind == "sparql" and any("currentShape" in str(text) for text in texts)

    def alone(self, part: Part) -> rdflib.Graph:
        """Return a shapes graph in which the shape itself asks one SPARQL constraint of all its targets."""
        graph = bare_graph()
        shape, name = node_of(part.shape), node_of(part.name)
        self._complete(graph, {shape})
        for predicate, value in self._said_of(shape):
            if predicate not in (RDF.type, SH.severity) and (predicate, value) != (SH.sparql, name):
                graph.remove((shape, predicate, value))
        self._target(graph, shape, shape)
        return graph

    def _complete(self, graph: rdflib.Graph, nodes: Iterable[Node]) -> None:
        """Add what shapes that `nodes` lead to say, and what is of no shape."""
        for node in self._reached(nodes):
            for predicate, value in self._said_of(node):
                graph.add((node, predicate, value))
        for statement in self._common:
            graph.add(statement)

    def _reached(self, nodes: Iterable[Node]) -> set[Node]:
        """Return `nodes` and all that they lead to."""
        waiting = list(nodes)
        reached: set[Node] = set()
        while waiting:
            node = waiting.pop()
            if node not in reached and not isinstance(node, rdflib.Literal):
                reached.add(node)
                waiting += (value for _, value in self._said_of(node))
                if (node, SH.qualifiedValueShapesDisjoint, None) in self.shapes:
                    waiting += self.shapes.subjects(SH.property, node)  # its siblings are those of its parents
        return reached

    def _said_of(self, node: Node) -> Iterator[tuple[Node, Node]]:
        """Yield what the shapes graph says of a node but for its targets and messages.

        pySHACL puts values into messages as regular expressions, and fails on a backslash.
        """
        said = self.shapes.predicate_objects(node)
        return ((predicate, value) for predicate, value in said if self._is_kept(predicate, value))

    def _is_kept(self, predicate: Node, value: Node) -> bool:
        is_typing = predicate == RDF.type and value in self._classes
        return predicate not in _LEFT_OUT and not is_typing

    def _ask(self, graph: rdflib.Graph, holder: Node, part: Part) -> None:
        shape, name = node_of(part.shape), node_of(part.name)
        if part.kind == "property":
            graph.add((holder, SH.property, name))
            return
        for severity in self.shapes.objects(shape, SH.severity):
            graph.add((holder, SH.severity, severity))
        if part.kind == "sparql":
            graph.add((holder, SH.sparql, name))
            return
        for predicate, value in self._said_of(shape):
            if predicate not in (RDF.type, SH.property, SH.sparql, SH.severity, SH.ignoredProperties):
                graph.add((holder, predicate, value))
        if (shape, SH.closed, None) in self.shapes:
            self._leave_open(graph, holder, shape)
        elif (shape, SH.ignoredProperties, None) in self.shapes:
            graph.add((holder, SH.ignoredProperties, RDF.nil))

    def _leave_open(self, graph: rdflib.Graph, holder: Node, shape: Node) -> None:
        """Let a closed shape be as open as it is with the property shapes that its holder goes without."""
        allowed: list[Node] = []
        for members in self.shapes.objects(shape, SH.ignoredProperties):
            allowed += self.shapes.items(members)
        for inner in self.shapes.objects(shape, SH.property):
            allowed += (path for path in self.shapes.objects(inner, SH.path) if isinstance(path, rdflib.URIRef))
        names = rdflib.BNode()
        Collection(graph, names, list(dict.fromkeys(allowed)))
        graph.add((holder, SH.ignoredProperties, names if allowed else RDF.nil))

    def _target(self, graph: rdflib.Graph, holder: Node, shape: Node) -> None:
        for predicate in TARGETS:
            for value in self.shapes.objects(shape, predicate):
                graph.add((holder, predicate, value))
        if is_class(self.shapes, shape):
            graph.add((holder, SH.targetClass, shape))
