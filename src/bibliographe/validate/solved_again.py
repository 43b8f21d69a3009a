"""What a SPARQL constraint or a component puts into the message of a result, beside its focus node, value and path.

pySHACL writes no messages here (`bibliographe.validate.holders`), so the query is asked once more about the focus node
of a result that is told: of the store for many of them together, as for the report (`docs/decisions/0061`).
Source: SHACL, sections 5.3.2 and 6.2.2, <https://www.w3.org/TR/shacl/#sparql-constraints-variables>.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, cast

import rdflib
from rdflib.namespace import SH

from bibliographe.validate.batches import Suspected
from bibliographe.validate.paths import sparql_path
from bibliographe.validate.results import NOTHING
from bibliographe.validate.targets import prologue, query_of
from bibliographe.validate.terms import name_of, quiet, to_pyoxigraph
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rdflib.term import Node

    from bibliographe.i18n import Text
    from bibliographe.validate.live import LiveGraph
    from bibliographe.validate.results import Finding
    from bibliographe.validate.shapes import Shapes

_PATH = re.compile(r"[$?]PATH\b")
_AT_ONCE = 2_000
"""Nodes that the store is asked about together."""
_VALIDATORS = (SH.validator, SH.nodeValidator, SH.propertyValidator)


class SolvedAgain:
    """Answers about `findings`, each of which is asked about once, in their order."""

    def __init__(self, shapes: Shapes, graph: LiveGraph, findings: Sequence[Finding]) -> None:
        """Read nothing yet."""
        self._shapes, self._graph, self._findings = shapes, graph, findings
        self._told: Counter[tuple[object, ...]] = Counter()
        self._looked_for: tuple[Node | None, frozenset[Node]] = None, frozenset()
        self._solutions: dict[Node, list[Mapping[str, Node]]] = {}

    def values(self, finding: Finding) -> Mapping[str, Node]:
        """Return the variables of the solution that a result stands for, or the parameters of its component.

        Of several solutions with the same value and path, each result is told another one.
        """
        if finding.source == finding.shape:
            return dict(self._parameters(finding))
        with suppress(Unsure), quiet():
            self._look_for(finding)
            if finding.focus not in self._solutions:
                self._solutions[finding.focus] = sorted(self._asked(finding), key=repr)
            rows = [row for row in self._solutions[finding.focus] if _fits(row, finding)]
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

    def _look_for(self, finding: Finding) -> None:
        """Find out what a constraint finds about the node of a result and those of results after it."""
        source, nodes = self._looked_for
        if source == finding.source and finding.focus in nodes:
            return
        own = dict.fromkeys(one.focus for one in self._findings if one.constraint == finding.constraint)
        some = frozenset(islice(dropwhile(lambda node: node != finding.focus, own), _AT_ONCE))
        self._looked_for, self._solutions = (finding.source, some), {}
        suspected = []
        for question in self._shapes.plan.questions:
            for part in question.parts:
                if part.name == name_of(finding.source):
                    doubt = question.doubts.condition(question.doubts.requirements)
                    suspected.append(Suspected(part, tuple(map(to_pyoxigraph, some)), question.solving, doubt))
        self._graph.look_for(suspected)

    def _parameters(self, finding: Finding) -> Iterator[tuple[str, Node]]:
        graph = self._shapes.graph
        for parameter in graph.objects(rdflib.URIRef(finding.component), SH.parameter):
            for path in graph.objects(parameter, SH.path):
                for value in sorted(graph.objects(finding.shape, path), key=str)[:1]:
                    yield re.split("[#/]", str(path))[-1], value

    def _asked(self, finding: Finding) -> Iterator[Mapping[str, Node]]:
        """Yield the solutions about the focus node of a result."""
        graph = self._shapes.graph
        select, prefixes = query_of(graph, finding.source)
        for path in graph.objects(finding.shape, SH.path):
            select = _PATH.sub(sparql_path(graph, path).replace("\\", r"\\"), select)
        bound = {"this": cast("rdflib.term.Identifier", finding.focus)}
        for solution in self._graph.query(f"{prologue(prefixes)}\n{select}", initBindings=bound):
            assert isinstance(solution, rdflib.query.ResultRow)  # noqa: S101
            yield solution.asdict()


def _fits(solution: Mapping[str, Node], finding: Finding) -> bool:
    """Tell whether a solution gives the value and the path of a result."""
    return all(solution.get(name, of) == of for name, of in (("value", finding.value), ("path", finding.path)))
