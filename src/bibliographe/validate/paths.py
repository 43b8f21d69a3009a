"""SHACL property paths, as SPARQL and as Turtle.

Source: SHACL, section 2.3.1, <https://www.w3.org/TR/shacl/#property-paths>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import RDF, SH

if TYPE_CHECKING:
    from rdflib.term import Node

_MARKS = ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?"))


def sparql_path(graph: rdflib.Graph, path: Node) -> str:
    """Return a path as a SPARQL property path, `?` for what is no path."""
    if isinstance(path, rdflib.URIRef):
        return path.n3()
    if (path, RDF.first, None) in graph:
        return "/".join(sparql_path(graph, part) for part in graph.items(path))
    for predicate, mark in _MARKS:
        inner = graph.value(path, predicate)
        if inner is not None:
            return f"({sparql_path(graph, inner)}){mark}"
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return f"^({sparql_path(graph, inverse)})"
    alternatives = graph.value(path, SH.alternativePath)
    if alternatives is None:
        return "?"
    return "|".join(sparql_path(graph, part) for part in graph.items(alternatives))


def turtle_path(graph: rdflib.Graph, path: Node) -> str:
    """Return a path as the Turtle that a shape would state it in."""
    if isinstance(path, rdflib.URIRef):
        return path.n3()
    if (path, RDF.first, None) in graph:
        return f"( {' '.join(turtle_path(graph, part) for part in graph.items(path))} )"
    steps = [
        f"{predicate.n3()} {turtle_path(graph, inner)}"
        for predicate, inner in sorted(graph.predicate_objects(path), key=str)
    ]
    return f"[ {' ; '.join(steps)} ]"
