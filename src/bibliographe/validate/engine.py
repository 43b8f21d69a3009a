"""Running pySHACL, on as little as gives the same report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
import rdflib
from rdflib.namespace import SH

from bibliographe.errors import ShapesError
from bibliographe.i18n import Text
from bibliographe.validate.paths import sparql_path, turtle_path
from bibliographe.validate.reduced import core_shapes, sparql_shapes
from bibliographe.validate.results import Finding
from bibliographe.validate.shapes import severity_of
from bibliographe.validate.terms import quiet

if TYPE_CHECKING:
    from rdflib.term import Node

    from bibliographe.validate.narrow import Plan
    from bibliographe.validate.reading import Data
    from bibliographe.validate.shapes import Shapes


def find(data: Data, shapes: Shapes, plan: Plan | None = None) -> list[Finding]:
    """Return what pySHACL reports about `data`, in no particular order.

    `plan` is that of the shapes unless another is given, which asks less. Raises `ShapesError` when the shapes
    cannot be run.
    """
    with quiet():
        plan = plan or shapes.plan
        suspects = list(plan.suspects(data.store))
        findings = [] if plan.is_whole else _run(data.graph, plan.rest, advanced=True)
        core = [found for found in suspects if found.question.constraint is None]
        if core:
            findings += _run(data.graph, core_shapes(shapes.graph, core), advanced=False)
        for found in suspects:
            if found.question.constraint is not None:
                findings += _run(data.graph, sparql_shapes(shapes.graph, found), advanced=False)
    return findings


def find_directly(data: rdflib.Graph, shapes: rdflib.Graph) -> list[Finding]:
    """Return what pySHACL reports when it is given everything: the reference, and slow."""
    with quiet():
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
    return [_finding(report, node) for node in report.objects(None, SH.result)]


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
    path = value(SH.resultPath)
    return Finding(
        focus=value(SH.focusNode) or rdflib.BNode(),
        path=_path(report, path),
        value=value(SH.value),
        component=str(value(SH.sourceConstraintComponent)),
        severity=severity_of(value(SH.resultSeverity)),
        shape=shape,
        constraint=str(value(SH.sourceConstraint) or shape),
        path_turtle=turtle_path(report, path) if isinstance(path, rdflib.BNode) else "",
        details=tuple(sorted((_finding(report, detail) for detail in report.objects(node, SH.detail)), key=repr)),
    )


def _path(report: rdflib.Graph, path: Node | None) -> Node | None:
    """Return a path as one term: a property as it is, any other as the SPARQL that it stands for."""
    return rdflib.Literal(sparql_path(report, path)) if isinstance(path, rdflib.BNode) else path
