"""Shapes that make pySHACL look at some nodes only.

A holder is a node shape of ours that asks one part of a shape, of the nodes that are suspected of breaking it or of
all targets of the shape. The shapes themselves stay as they are, without targets, so that all that they call is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH

from bibliographe.validate.targets import TARGETS, is_class, kinds_of_class
from bibliographe.validate.terms import node_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from bibliographe.validate.plan import Part

_HOLDER = "urn:bibliographe:holder:"


class Holders:
    """The shapes of one graph, asked part by part."""

    def __init__(self, shapes: rdflib.Graph) -> None:
        """Copy the shapes without their targets.

        Without messages too: pySHACL puts values into them as regular expressions, and fails on a backslash.
        """
        self.shapes = shapes
        self._bare = rdflib.Graph(bind_namespaces="none")
        classes = kinds_of_class(shapes)
        for subject, predicate, value in shapes:
            is_typing = predicate == RDF.type and value in classes
            if predicate not in (*TARGETS, SH.message) and not is_typing:
                self._bare.add((subject, predicate, value))

    def graph(self, suspects: Iterable[tuple[Part, Iterable[Node] | None]]) -> tuple[rdflib.Graph, dict[Node, Node]]:
        """Return a shapes graph that asks each part of its nodes, of all targets of its shape for None.

        With it comes the shape that each holder stands for.
        """
        graph = rdflib.Graph(bind_namespaces="none")
        graph += self._bare
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
        return graph, held

    def knows_itself(self, part: Part) -> bool:
        """Tell whether a SPARQL constraint asks for which shape it is checked: a holder would answer with itself."""
        texts = self.shapes.objects(node_of(part.name), SH.select)
        return part.kind == "sparql" and any("currentShape" in str(text) for text in texts)

    def alone(self, part: Part) -> rdflib.Graph:
        """Return a shapes graph in which the shape itself asks one SPARQL constraint of all its targets."""
        graph = rdflib.Graph(bind_namespaces="none")
        graph += self._bare
        shape, name = node_of(part.shape), node_of(part.name)
        for predicate, value in self._bare.predicate_objects(shape):
            if predicate not in (RDF.type, SH.severity) and (predicate, value) != (SH.sparql, name):
                graph.remove((shape, predicate, value))
        self._target(graph, shape, shape)
        return graph

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
        for predicate, value in self._bare.predicate_objects(shape):
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
