"""SHACL property paths, as SPARQL and as Turtle.

Source: SHACL, section 2.3.1, <https://www.w3.org/TR/shacl/#property-paths>.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import RDF, SH

from bibliographe.i18n import Text
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from rdflib.term import Node

_MARKS = ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?"))
_MALFORMED = Text("un chemin mal formé", "a path that is not well formed")
_DEEPEST = 8
"""Beyond which pySHACL refuses a path."""


@dataclass(frozen=True, slots=True)
class Path:
    """A path as pySHACL walks it: the SPARQL for it, and whether it may lead nowhere (to the node it starts from)."""

    text: str
    may_stay: bool


def walked(graph: rdflib.Graph, path: Node) -> Path:
    """Return the SPARQL property path that leads where pySHACL goes.

    pySHACL turns each step of an inverted sequence round and keeps their order. Raises `Unsure` where it refuses.
    """
    return _walked(graph, path, inverted=False, depth=0)


def _walked(graph: rdflib.Graph, path: Node, *, inverted: bool, depth: int) -> Path:
    if isinstance(path, rdflib.URIRef) and path != RDF.nil:
        return Path(f"{'^' if inverted else ''}{path.n3()}", may_stay=False)
    if depth > _DEEPEST or not isinstance(path, rdflib.BNode):
        raise Unsure(_MALFORMED)
    said = [(predicate, value) for predicate, value in graph.predicate_objects(path) if predicate != RDF.type]
    if {predicate for predicate, _ in said} == {RDF.first, RDF.rest} and len(said) == 2:
        return _joined(graph, path, "/", inverted=inverted, depth=depth)
    if len(said) != 1:
        raise Unsure(_MALFORMED)
    (predicate, inner), *_ = said
    if predicate == SH.inversePath:
        return _walked(graph, inner, inverted=not inverted, depth=depth + 1)
    if predicate == SH.alternativePath:
        return _joined(graph, inner, "|", inverted=inverted, depth=depth)
    for known, mark in _MARKS:
        if predicate == known:
            found = _walked(graph, inner, inverted=inverted, depth=depth + 1)
            return Path(f"({found.text}){mark}", found.may_stay or mark != "+")
    raise Unsure(_MALFORMED)


def _joined(graph: rdflib.Graph, members: Node, joint: str, *, inverted: bool, depth: int) -> Path:
    parts = [_walked(graph, part, inverted=inverted, depth=depth + 1) for part in well_formed_list(graph, members)]
    if len(parts) < 2:
        raise Unsure(_MALFORMED)
    some = any if joint == "|" else all
    return Path(f"({joint.join(part.text for part in parts)})", some(part.may_stay for part in parts))


def well_formed_list(graph: rdflib.Graph, members: Node) -> list[Node]:
    """Return the members of an RDF list; raises `Unsure` for what is not one."""
    found: list[Node] = []
    seen: set[Node] = set()
    while members != RDF.nil:
        firsts, rests = list(graph.objects(members, RDF.first)), list(graph.objects(members, RDF.rest))
        if len(firsts) != 1 or len(rests) != 1 or members in seen:
            raise Unsure(Text("une liste mal formée", "a list that is not well formed"))
        seen.add(members)
        found.append(firsts[0])
        members = rests[0]
    return found


def sparql_path(graph: rdflib.Graph, path: Node) -> str:
    """Return a path as a SPARQL property path, as a person reads it; `?` for what is no path."""
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
