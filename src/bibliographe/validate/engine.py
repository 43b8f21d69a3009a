"""Running pySHACL, on as little as gives the same report."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from bibliographe.errors import ShapesError
from bibliographe.i18n import Text
from bibliographe.validate.narrow import Suspects, make_plan
from bibliographe.validate.results import Finding
from bibliographe.validate.shapes import severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from bibliographe.validate.reading import Data
    from bibliographe.validate.shapes import Shapes


def find(data: Data, shapes: Shapes) -> list[Finding]:
    """Return what pySHACL reports about `data`, in no particular order.

    Raises `ShapesError` when the shapes cannot be run.
    """
    with _quiet():
        plan = make_plan(shapes.graph)
        findings = _run(data.graph, plan.shapes(data.store), advanced=True)
        for suspects in plan.suspects(data.store):
            findings += _run(data.graph, _only(shapes.graph, suspects), advanced=False)
    return findings


def find_directly(data: rdflib.Graph, shapes: rdflib.Graph) -> list[Finding]:
    """Return what pySHACL reports when it is given everything: the reference, and slow."""
    with _quiet():
        return _run(data, shapes, advanced=True)


def _run(data: rdflib.Graph, shapes: rdflib.Graph, *, advanced: bool) -> list[Finding]:
    try:
        # Rules may add triples, so pySHACL copies the data then; without them it may read in place.
        _, report, _ = pyshacl.validate(
            data, shacl_graph=shapes, advanced=advanced, inplace=not advanced, do_owl_imports=False
        )
    except Exception as error:  # pySHACL passes on whatever its parts raise
        raise _unusable(error) from error
    if not isinstance(report, rdflib.Graph):
        raise _unusable(report)
    return [_finding(report, node) for node in report.subjects(RDF.type, SH.ValidationResult)]


def _unusable(reason: object) -> ShapesError:
    words = str(reason).strip() or type(reason).__name__
    return ShapesError(
        Text(f"ces formes ne peuvent pas servir : {words}", f"these shapes cannot be used: {words}"),
        remedy=Text("corrigez la forme nommée", "mend the shape named"),
    )


def _finding(report: rdflib.Graph, node: Node) -> Finding:
    def value(predicate: Node) -> Node | None:
        return report.value(node, predicate)

    shape = value(SH.sourceShape) or rdflib.BNode()
    return Finding(
        focus=value(SH.focusNode) or rdflib.BNode(),
        path=_path(report, value(SH.resultPath)),
        value=value(SH.value),
        component=str(value(SH.sourceConstraintComponent)),
        severity=severity_of(value(SH.resultSeverity)),
        shape=shape,
        constraint=str(value(SH.sourceConstraint) or shape),
    )


def _path(report: rdflib.Graph, path: Node | None) -> Node | None:
    """Return a path as one term: a property as it is, any other as the SPARQL that it stands for."""
    return rdflib.Literal(path_words(report, path)) if isinstance(path, rdflib.BNode) else path


def path_words(graph: rdflib.Graph, path: Node) -> str:
    """Return a SHACL property path as a SPARQL property path (SHACL, section 2.3.1)."""
    if isinstance(path, rdflib.URIRef):
        return path.n3()
    if (path, RDF.first, None) in graph:
        return "/".join(path_words(graph, part) for part in graph.items(path))
    for predicate, sign in ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?")):
        inner = graph.value(path, predicate)
        if inner is not None:
            return f"({path_words(graph, inner)}){sign}"
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return f"^({path_words(graph, inverse)})"
    alternatives = graph.value(path, SH.alternativePath)
    if alternatives is None:
        return "?"
    return "|".join(path_words(graph, part) for part in graph.items(alternatives))


def _only(shapes: rdflib.Graph, suspects: Suspects) -> rdflib.Graph:
    """Return a shapes graph that asks one constraint of the nodes that break it."""
    graph = rdflib.Graph(bind_namespaces="none")
    graph.add((suspects.shape, RDF.type, SH.NodeShape))
    graph.add((suspects.shape, SH.sparql, suspects.constraint))
    for severity in shapes.objects(suspects.shape, SH.severity):
        graph.add((suspects.shape, SH.severity, severity))
    for node in suspects.nodes:
        graph.add((suspects.shape, SH.targetNode, node))
    for wanted in (SH.select, SH.prefixes):
        for value in shapes.objects(suspects.constraint, predicate):
            graph.add((suspects.constraint, wanted, value))
    for ontology in shapes.objects(suspects.constraint, SH.prefixes):
        for declaration in shapes.objects(ontology, SH.declare):
            graph.add((ontology, SH.declare, declaration))
            for predicate, value in shapes.predicate_objects(declaration):
                graph.add((declaration, predicate, value))
    return graph


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib's log to itself: it tells of every literal that is not of its datatype, which the report does."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
