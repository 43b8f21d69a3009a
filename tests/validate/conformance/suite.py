"""The W3C's SHACL test suite: its cases by its own manifests, and its idea of when a report is right.

Source: <https://w3c.github.io/data-shapes/data-shapes-test-suite/>, sections 2 and 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

import rdflib
from pyoxigraph import RdfFormat, Triple, parse
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SH

from bibliographe.validate.paths import sparql_path
from bibliographe.validate.terms import rdflib_graph
from tests.validate.conformance.adapter import Refused, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.validate.conformance.adapter import Outcome

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")
_ROW = rdflib.Namespace("urn:row:")
_COMPARED = ("focus", "path", "component", "value", "severity", "shape", "constraint")
"""What the suite compares; a report may say more, such as `sh:detail` and messages."""


@dataclass(frozen=True)
class Case:
    """One test: which data, which shapes, and the report or failure that they must give."""

    name: str
    manifest: Path
    node: rdflib.URIRef

    @property
    def data(self) -> list[Triple]:
        """The data graph."""
        return triples_in(self._action(SHT.dataGraph))

    @property
    def shapes(self) -> list[Triple]:
        """The shapes graph."""
        return triples_in(self._action(SHT.shapesGraph))

    def accepts(self, outcome: Outcome) -> bool:
        """Tell whether an outcome is the one that the suite expects."""
        graph = graph_in(self.manifest)
        expected = graph.value(self.node, MF.result)
        if expected == SHT.Failure or isinstance(outcome, Refused):
            return expected == SHT.Failure and isinstance(outcome, Refused)
        conforms = str(graph.value(expected, SH.conforms))
        rows = [_expected_row(graph, result) for result in graph.objects(expected, SH.result)]
        return (conforms == "true") == (not outcome) and isomorphic(_graph(rows), _graph(outcome.elements()))

    def _action(self, role: rdflib.URIRef) -> Path:
        graph = graph_in(self.manifest)
        return _path(graph.value(graph.value(self.node, MF.action), role))


def cases(manifest: Path) -> Iterator[Case]:
    """Yield the cases of a manifest and of those that it includes, in the order of their files."""
    graph = graph_in(manifest)
    top = rdflib.URIRef(manifest.as_uri())
    for entries in graph.objects(top, MF.entries):
        for node in graph.items(entries):
            assert isinstance(node, rdflib.URIRef)
            yield Case(f"{manifest.parent.name}/{node.rsplit('/', 1)[-1]}", manifest, node)
    for included in sorted(graph.objects(top, MF.include)):
        yield from cases(_path(included))


@cache
def triples_in(path: Path) -> list[Triple]:
    """Return the triples of a file; its blank nodes keep their names, as data and as shapes."""
    quads = parse(path=str(path), format=RdfFormat.TURTLE, base_iri=path.as_uri())
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


@cache
def graph_in(path: Path) -> rdflib.Graph:
    """Return a file as a graph."""
    return rdflib_graph(triples_in(path))


def _path(iri: object) -> Path:
    return Path(unquote(urlparse(str(iri)).path))


def _expected_row(graph: rdflib.Graph, result: rdflib.term.Node) -> Row:
    def text(predicate: rdflib.URIRef) -> str:
        term = graph.value(result, predicate)
        return term.n3() if isinstance(term, rdflib.term.Identifier) else ""

    path = graph.value(result, SH.resultPath)
    severity = str(graph.value(result, SH.resultSeverity)).rpartition("#")[2].lower()
    return Row(
        text(SH.focusNode),
        sparql_path(graph, path) if isinstance(path, rdflib.BNode) else str(path or ""),
        str(graph.value(result, SH.sourceConstraintComponent)),
        text(SH.value),
        severity if severity in ("warning", "info") else "violation",
        text(SH.sourceShape),
        str(graph.value(result, SH.sourceConstraint) or graph.value(result, SH.sourceShape)),
        (),
    )


def _graph(rows: Iterator[Row] | list[Row]) -> rdflib.Graph:
    """Return rows as a graph in which the names of blank nodes do not matter."""
    rows = list(rows)
    blank = {name for row in rows for name in (row.shape.removeprefix("_:"),) if row.shape.startswith("_:")}
    graph = rdflib.Graph(bind_namespaces="none")
    for row in rows:
        node = rdflib.BNode()
        graph.add((node, RDF.type, SH.ValidationResult))
        for name in _COMPARED:
            said = str(getattr(row, name))
            is_blank = said.startswith("_:") or said in blank
            term = rdflib.BNode(said.removeprefix("_:")) if is_blank else rdflib.Literal(said)
            graph.add((node, _ROW[name], term))
    return graph
