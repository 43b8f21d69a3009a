"""What shapes and constraints without an address are called: by where they stand.

A blank node has another label each time its file is read: a report that told it could not be compared with the next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import RDF, SH

from bibliographe.graph.prefixes import short_name
from bibliographe.validate.paths import sparql_path
from bibliographe.validate.results import local_name
from bibliographe.validate.targets import TARGETS

if TYPE_CHECKING:
    from rdflib.term import Node

_ADDRESS = re.compile(r"<([^<>]*)>")
_WITHIN_ITSELF = "…"


class ShapeNames:
    """Names of the shapes and constraints of one graph: `BookShape/dcterms:title`, `BookShape/or-2/not`."""

    def __init__(self, shapes: rdflib.Graph) -> None:
        """Name nothing yet."""
        self._shapes = shapes
        self._names: dict[Node, str] = {}

    def name(self, node: Node) -> str:
        """Return the end of an address, or for a blank node the name of what it stands in and the way to it.

        What stands in one thing in the same way is numbered by what it says, which a new reading does not change.
        """
        if not isinstance(node, rdflib.BNode):
            return local_name(str(node))
        if node not in self._names:
            self._names[node] = _WITHIN_ITSELF
            self._names[node] = self._worked_out(node)
        return self._names[node]

    def _worked_out(self, node: rdflib.BNode) -> str:
        owner, step = self._whole(node)
        like = [other for other in self._beside(owner) if self._whole(other) == (owner, step)]
        like.sort(key=lambda other: (self._said(other), other != node))
        number = like.index(node) + 1
        return f"{f'{self.name(owner)}/' if owner else ''}{step}{f'-{number}' if number > 1 else ''}"

    def _whole(self, node: Node) -> tuple[Node | None, str]:
        """Return what a node stands in, None where in nothing, and in which way, or what its targets are."""
        ways = sorted(self._shapes.subject_predicates(node), key=lambda way: (isinstance(way[0], rdflib.BNode), way))
        if not ways:
            return None, self._targets(node)
        owner, predicate = ways[0]
        if predicate == RDF.first:
            return self._in_list(owner)
        if predicate == SH.property:
            return owner, self._path(node) or "property"
        return owner, local_name(str(predicate))

    def _in_list(self, cell: Node) -> tuple[Node | None, str]:
        number, seen = 1, {cell}
        while (before := next(iter(self._shapes.subjects(RDF.rest, cell)), None)) is not None and before not in seen:
            cell, number = before, number + 1
            seen.add(cell)
        owner, predicate = next(iter(self._shapes.subject_predicates(cell)), (None, RDF.first))
        return owner, f"{local_name(str(predicate))}-{number}"

    def _path(self, node: Node) -> str:
        for path in sorted(self._shapes.objects(node, SH.path), key=str)[:1]:
            said = path.n3() if isinstance(path, rdflib.URIRef) else sparql_path(self._shapes, path)
            return "".join(_ADDRESS.sub(lambda found: short_name(found[1]), said).split())
        return ""

    def _targets(self, node: Node) -> str:
        said = {value for predicate in TARGETS for value in self._shapes.objects(node, predicate)}
        names = sorted(short_name(str(value)) for value in said if isinstance(value, rdflib.URIRef))
        return f"[{','.join(names)}]"

    def _beside(self, owner: Node | None) -> list[rdflib.BNode]:
        """Return the blank nodes that stand in the same thing, in lists of it too; all where it is None."""
        found = set(self._shapes.subjects() if owner is None else self._shapes.objects(owner))
        waiting = [] if owner is None else list(found)
        while waiting:
            cell = waiting.pop()
            more = {*self._shapes.objects(cell, RDF.first), *self._shapes.objects(cell, RDF.rest)} - found
            found |= more
            waiting += more
        return [node for node in found if isinstance(node, rdflib.BNode)]

    def _said(self, node: Node, within: tuple[Node, ...] = ()) -> str:
        """Return all that is said of a blank node, without labels."""
        if not isinstance(node, rdflib.BNode) or node in within:
            return node.n3() if not isinstance(node, rdflib.BNode) else ""
        said = self._shapes.predicate_objects(node)
        return " ; ".join(sorted(f"{predicate} [{self._said(value, (*within, node))}]" for predicate, value in said))
