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
_FEWEST = 2
_DEEPEST = 8
"""Beyond which pySHACL refuses a path."""


@dataclass(frozen=True, slots=True)
class Path:
    """A path as pySHACL walks it.

    `steps` are the SPARQL paths, one after the other, that lead away from a node; none where no path does.
    `may_stay` tells whether the path may also lead nowhere, to the node that it starts from. That is told apart because
    the store finds a node without a step only where the graph has it.
    """

    steps: tuple[str, ...]
    may_stay: bool = False

    @property
    def text(self) -> str:
        """Return the way that leads away, as one SPARQL path."""
        return "/".join(self.steps)


def walked(graph: rdflib.Graph, path: Node) -> Path:
    """Return the SPARQL property path that leads where pySHACL goes.

    pySHACL turns each step of an inverted sequence round and keeps their order. Raises `Unsure` where it refuses.
    """
    return _walked(graph, path, inverted=False, depth=0)


def _walked(graph: rdflib.Graph, path: Node, *, inverted: bool, depth: int) -> Path:
    if isinstance(path, rdflib.URIRef) and path != RDF.nil:
        return Path((f"{'^' if inverted else ''}{path.n3()}",))
    if depth > _DEEPEST or not isinstance(path, rdflib.BNode):
        raise Unsure(_MALFORMED)
    said = [(predicate, value) for predicate, value in graph.predicate_objects(path) if predicate != RDF.type]
    if sorted(str(predicate) for predicate, _ in said) == [str(RDF.first), str(RDF.rest)]:
        return _in_sequence(_parts(graph, path, inverted=inverted, depth=depth))
    if len(said) != 1:
        raise Unsure(_MALFORMED)
    (predicate, inner), *_ = said
    if predicate == SH.inversePath:
        return _walked(graph, inner, inverted=not inverted, depth=depth + 1)
    if predicate == SH.alternativePath:
        parts = _parts(graph, inner, inverted=inverted, depth=depth)
        return _either([part.text for part in parts], may_stay=any(part.may_stay for part in parts))
    for known, mark in _MARKS:
        if predicate == known:
            found = _walked(graph, inner, inverted=inverted, depth=depth + 1)
            steps = found.steps if mark == "?" else (f"({found.text})+",)
            return Path(steps, found.may_stay or mark != "+")
    raise Unsure(_MALFORMED)


def _parts(graph: rdflib.Graph, members: Node, *, inverted: bool, depth: int) -> list[Path]:
    parts = [_walked(graph, part, inverted=inverted, depth=depth + 1) for part in well_formed_list(graph, members)]
    if len(parts) < _FEWEST:
        raise Unsure(_MALFORMED)
    return parts


def _in_sequence(parts: list[Path]) -> Path:
    if not any(part.may_stay for part in parts):
        return Path(tuple(step for part in parts for step in part.steps))
    ways: list[str] = [""]
    for part in parts:
        ways = [f"{way}/{part.text}" for way in ways] + (ways if part.may_stay else [])
    return _either([way[1:] for way in ways if way], may_stay=all(part.may_stay for part in parts))


def _either(ways: list[str], *, may_stay: bool) -> Path:
    return Path((f"({'|'.join(f'({way})' for way in dict.fromkeys(ways))})",), may_stay)


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
