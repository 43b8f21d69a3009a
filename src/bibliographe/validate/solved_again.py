"""What a SPARQL constraint or a component puts into the message of a result, beside its focus node, value and path.

pySHACL writes no messages here (`bibliographe.validate.holders`), so the query is asked once more about the focus node
of a result that is told.
Source: SHACL, sections 5.3.2 and 6.2.2, <https://www.w3.org/TR/shacl/#sparql-constraints-variables>.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, cast

import rdflib
from rdflib.namespace import SH

from bibliographe.validate.paths import sparql_path
from bibliographe.validate.results import NOTHING
from bibliographe.validate.targets import prologue, query_of
from bibliographe.validate.terms import quiet
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib.term import Node

    from bibliographe.i18n import Text
    from bibliographe.validate.results import Finding
    from bibliographe.validate.shapes import Shapes

_PATH = re.compile(r"[$?]PATH\b")
_VALIDATORS = (SH.validator, SH.nodeValidator, SH.propertyValidator)


class SolvedAgain:
    """Answers about the results of one validation, each of which is asked about once, in their order."""

    def __init__(self, shapes: Shapes, graph: rdflib.Graph) -> None:
        """Read nothing yet; `graph` is asked about single nodes only."""
        self._shapes, self._graph = shapes, graph
        self._told: Counter[tuple[object, ...]] = Counter()

    def values(self, finding: Finding) -> Mapping[str, Node]:
        """Return the variables of the solution that a result stands for, or the parameters of its component.

        Of several solutions with the same value and path, each result is told another one.
        """
        if finding.source == finding.shape:
            return dict(self._parameters(finding))
        with suppress(Unsure), quiet():
            rows = sorted(self._rows(finding), key=repr)
            if rows:
                asked = (finding.source, finding.focus, finding.value, finding.path)
                self._told[asked] += 1
                return rows[(self._told[asked] - 1) % len(rows)]
        return {}

    def message(self, finding: Finding) -> Text:
        """Return the message that the component of a result has for all shapes, empty where it has none."""
        component, graph = rdflib.URIRef(finding.component), self._shapes.graph
        validators = (node for predicate in _VALIDATORS for node in graph.objects(component, predicate))
        return next(filter(any, map(self._shapes.message, sorted(validators, key=str))), NOTHING)

    def _parameters(self, finding: Finding) -> Iterator[tuple[str, Node]]:
        graph = self._shapes.graph
        for parameter in graph.objects(rdflib.URIRef(finding.component), SH.parameter):
            for path in graph.objects(parameter, SH.path):
                for value in sorted(graph.objects(finding.shape, path), key=str)[:1]:
                    yield re.split("[#/]", str(path))[-1], value

    def _rows(self, finding: Finding) -> Iterator[Mapping[str, Node]]:
        """Yield the solutions about a focus node that give the value and the path of a result."""
        graph = self._shapes.graph
        select, prefixes = query_of(graph, finding.source)
        for path in graph.objects(finding.shape, SH.path):
            select = _PATH.sub(sparql_path(graph, path).replace("\\", r"\\"), select)
        bound = {"this": cast("rdflib.term.Identifier", finding.focus)}
        for solution in self._graph.query(prologue(prefixes) + select, initBindings=bound):
            assert isinstance(solution, rdflib.query.ResultRow)  # noqa: S101
            row = solution.asdict()
            if row.get("value", finding.value) == finding.value and row.get("path", finding.path) == finding.path:
                yield row
