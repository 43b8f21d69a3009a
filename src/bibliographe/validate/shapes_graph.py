"""A shapes graph as pySHACL reads it, and what its constraints say to a person."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import rdflib
from pyoxigraph import BlankNode, Triple
from rdflib.namespace import SH

from bibliographe.errors import GraphError, ShapesError
from bibliographe.graph.files import read_triples
from bibliographe.i18n import Text
from bibliographe.validate.narrow import make_plan
from bibliographe.validate.remote import reaches_out
from bibliographe.validate.results import NOTHING
from bibliographe.validate.shape_names import ShapeNames
from bibliographe.validate.terms import bare_graph, rdflib_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.term import Node

    from bibliographe.validate.plan import Plan

_ADVICE = rdflib.URIRef("https://w3id.org/bibliographe/ns#advice")


class ShapesGraph:
    """A graph of shapes and what can be asked of it."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self.graph = graph

    def message(self, node: Node) -> Text:
        """Return the message of a shape or constraint, with its `{?value}` still open."""
        return self._text(node, SH.message)

    def advice(self, node: Node) -> Text:
        """Return how to mend what the shape or constraint finds."""
        return self._text(node, _ADVICE)

    def _text(self, node: Node, predicate: Node) -> Text:
        by_language: dict[str, str] = {}
        for literal in sorted(self.graph.objects(node, predicate), key=str):
            if isinstance(literal, rdflib.Literal):
                by_language.setdefault((literal.language or "").split("-")[0], str(literal))
        if not by_language:
            return NOTHING
        default = by_language.get("", next(iter(by_language.values())))
        return Text(by_language.get("fr", default), by_language.get("en", default))

    @cached_property
    def constraints(self) -> tuple[Node, ...]:
        """Return the constraints that say something to a person, in the order of their names."""
        return tuple(sorted(set(self.graph.subjects(SH.message)), key=str))

    @cached_property
    def names(self) -> ShapeNames:
        """Return what shapes and constraints are called."""
        return ShapeNames(self.graph)

    def plan(self) -> Plan:
        """Work out how the shapes are run."""
        return make_plan(self.graph)


def read_graph(paths: Iterable[Path]) -> ShapesGraph:
    """Read files of shapes into one graph; raises `ShapesError` for the first that cannot be used."""
    paths = tuple(paths)
    graph = rdflib_graph(_triples(paths), bare_graph())
    _refuse_services(graph, paths)
    return ShapesGraph(graph)


def _triples(paths: Iterable[Path]) -> list[Triple]:
    triples: list[Triple] = []
    for number, path in enumerate(paths):
        try:
            triples += _labelled(read_triples(path, path.resolve().as_uri()), number)
        except GraphError as error:
            raise ShapesError(error.message, file=path, line=error.line, remedy=error.remedy) from error
        except KeyError:
            raise ShapesError(
                Text("des formes s'écrivent en Turtle (.ttl)", "shapes are written in Turtle (.ttl)"), file=path
            ) from None
    return triples


def _labelled(triples: Iterable[Triple], file: int) -> Iterator[Triple]:
    """Give the blank nodes of a file labels that the next reading gives them too: a plan that is kept names them."""
    labels: dict[BlankNode, BlankNode] = {}

    def own(node: BlankNode) -> BlankNode:
        return labels.setdefault(node, BlankNode(f"shapes-{file}-{len(labels)}"))

    for triple in triples:
        subject, value = triple.subject, triple.object
        yield Triple(
            own(subject) if isinstance(subject, BlankNode) else subject,
            triple.predicate,
            own(value) if isinstance(value, BlankNode) else value,
        )


def _refuse_services(graph: rdflib.Graph, paths: tuple[Path, ...]) -> None:
    """Refuse shapes whose queries would reach for the network (design.md, section 5, invariant 7)."""
    for predicate in (SH.select, SH.ask, SH.construct, SH.update):
        for node, query in graph.subject_objects(predicate):
            if reaches_out(str(query)):
                name = ShapeNames(graph).name(node)
                raise ShapesError(
                    Text(
                        f"{name} interroge un autre serveur (SERVICE, LOAD ou FROM), ce qui n'est pas admis",
                        f"{name} asks another server (SERVICE, LOAD or FROM), which is not allowed",
                    ),
                    file=next((path for path in paths if _holds(path, str(query))), None),
                )


def _holds(path: Path, query: str) -> bool:
    return any(getattr(triple.object, "value", "") == query for triple in _triples([path]))
