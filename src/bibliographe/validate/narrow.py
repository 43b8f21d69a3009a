"""Which nodes pySHACL must look at, found by asking the whole graph at once.

pySHACL runs a SPARQL constraint once for each focus node and parses it each time (25 ms); one question for all of
them costs a fraction of a millisecond. So each constraint is first asked of the whole graph, and pySHACL writes the
report for the nodes that it names. A constraint is asked this way only when its answer does not depend on how
`$this` is bound; every other one is left to pySHACL (`docs/decisions/0021`).
Source: SHACL, section 5, <https://www.w3.org/TR/shacl/#sparql-constraints>.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH

from bibliographe.validate.terms import to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

_HEAD = re.compile(r"\s*SELECT\s+(?:DISTINCT\s+)?(?:[$?]\w+\s+)+WHERE\s*\{", re.IGNORECASE)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')
_EXISTS = re.compile(r"\bEXISTS\s*\{", re.IGNORECASE)
_DEPENDS_ON_BINDING = re.compile(
    r"\b(?:UNION|OPTIONAL|GRAPH|SELECT|GROUP|HAVING|LIMIT|OFFSET|MINUS|SERVICE|VALUES)\b"
    r"|[$?](?-i:PATH|currentShape|shapesGraph)\b|\{",
    re.IGNORECASE,
)
"""What makes a group of its own, in which `$this` may be unbound: another answer than with `$this` put in."""
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
_CALLERS = (SH.node, SH.property, SH["not"], SH.qualifiedValueShape)
_IN_LISTS = (SH["and"], SH["or"], SH.xone)


@dataclass(frozen=True, slots=True)
class Suspects:
    """Nodes that break one SPARQL constraint of one shape."""

    shape: Node
    constraint: Node
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL constraint, asked of all its focus nodes at once; `?this` are those that break it."""

    shape: Node
    constraint: Node
    query: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How a shapes graph is run: questions for the whole graph, and the rest for pySHACL."""

    questions: tuple[Question, ...]
    targets: tuple[tuple[Node, str], ...]
    """SPARQL targets of the rest, and the query of each (rdflib takes a second to answer what takes a millisecond)."""
    rest: rdflib.Graph

    def suspects(self, store: pyoxigraph.Store) -> list[Suspects]:
        """Return, for each question that has an answer, the nodes that pySHACL must look at."""
        answered = ((question, _ask(store, question.query)) for question in self.questions)
        return [Suspects(question.shape, question.constraint, nodes) for question, nodes in answered if nodes]

    def shapes(self, store: pyoxigraph.Store) -> rdflib.Graph:
        """Return the shapes graph for pySHACL, in which SPARQL targets are the nodes that they name."""
        graph = rdflib.Graph(bind_namespaces="none")
        graph += self.rest
        for target, query in self.targets:
            nodes = _ask(store, query)
            for shape in list(graph.subjects(SH.target, target)):
                graph.remove((shape, SH.target, target))
                for node in nodes:
                    graph.add((shape, SH.targetNode, node))
        return graph


def make_plan(shapes: rdflib.Graph) -> Plan:
    """Turn what can be asked of the whole graph into questions; the rest is left to pySHACL as it is."""
    return _Narrowing(shapes).plan()


class _Narrowing:
    def __init__(self, shapes: rdflib.Graph) -> None:
        self.shapes = shapes
        self.called = set(self._called())
        self.prologues: dict[Node, dict[str, str]] = {}

    def plan(self) -> Plan:
        rest = rdflib.Graph(bind_namespaces="none")
        rest += self.shapes
        questions = []
        for shape, constraint in sorted(self.shapes.subject_objects(SH.sparql), key=str):
            query = self._question(shape, constraint)
            if query is not None:
                rest.remove((shape, SH.sparql, constraint))
                questions.append(Question(shape, constraint, query))
        named = {target: self._target_query(target) for target in set(self.shapes.objects(None, SH.target))}
        targets = tuple((target, query) for target, query in named.items() if query is not None)
        return Plan(tuple(questions), targets, rest)

    def _called(self) -> Iterator[Node]:
        """Yield the shapes that other shapes apply to nodes of their choice."""
        for caller in _CALLERS:
            yield from self.shapes.objects(None, caller)
        for caller in _IN_LISTS:
            for members in self.shapes.objects(None, caller):
                yield from self.shapes.items(members)

    def _question(self, shape: Node, constraint: Node) -> str | None:
        """Return the query for the nodes that break `constraint`, None when only pySHACL can tell."""
        select = self._only_value(constraint, SH.select)
        head = _HEAD.match(select)
        if head is None or _depends_on_binding(select[head.end() :]) or self._is_special(shape, constraint):
            return None
        prologue = self._prologue(constraint)
        targets = self._targets(shape, prologue)
        if targets is None:
            return None
        where = select[head.end() :].replace("$this", "?this")
        return self._parsed(f"{prologue}SELECT DISTINCT ?this WHERE {{ {{ {targets} }} {where}")

    def _is_special(self, shape: Node, constraint: Node) -> bool:
        """Tell whether the shape is used otherwise than by its targets, or is switched off."""
        off = any((node, SH.deactivated, None) in self.shapes for node in (shape, constraint))
        return off or shape in self.called or (shape, SH.path, None) in self.shapes

    def _targets(self, shape: Node, prologue: str) -> str | None:
        patterns = [
            self._target_pattern(predicate, target, prologue)
            for predicate in _TARGETS
            for target in sorted(self.shapes.objects(shape, predicate), key=str)
        ]
        if {RDFS.Class, OWL.Class} & set(self.shapes.objects(shape, RDF.type)):
            patterns.append(self._target_pattern(SH.targetClass, shape, prologue))
        known = [pattern for pattern in patterns if pattern is not None]
        if not known or len(known) < len(patterns):
            return None
        return " UNION ".join(f"{{ {pattern} }}" for pattern in known)

    def _target_pattern(self, predicate: Node, target: Node, prologue: str) -> str | None:
        if predicate == SH.target:
            query = self._target_query(target)
            return query.removeprefix(prologue) if query and query.startswith(prologue) else None
        if isinstance(target, rdflib.BNode):
            return None
        term = target.n3()
        if predicate == SH.targetClass:
            return f"?this {RDF.type.n3()}/{RDFS.subClassOf.n3()}* {term}"
        if predicate == SH.targetNode:
            return f"VALUES ?this {{ {term} }}"
        return f"?this {term} ?target_" if predicate == SH.targetSubjectsOf else f"?target_ {term} ?this"

    def _target_query(self, target: Node) -> str | None:
        """Return the query of a SPARQL target with its prefixes, None when it is of another kind."""
        select = self._only_value(target, SH.select)
        return self._parsed(self._prologue(target) + select) if _HEAD.match(select) else None

    def _parsed(self, query: str) -> str | None:
        """Return the query if it can be parsed, else None: then pySHACL is left to say what is wrong."""
        try:
            pyoxigraph.Store().query(query)
        except SyntaxError:
            return None
        return query

    def _only_value(self, node: Node, predicate: Node) -> str:
        values = list(self.shapes.objects(node, predicate))
        return str(values[0]) if len(values) == 1 else ""

    def _prologue(self, node: Node) -> str:
        """Return the prefixes that `sh:prefixes` gives a query (SHACL, section 5.2.1)."""
        declared: dict[str, str] = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}
        for ontology in self.shapes.objects(node, SH.prefixes):
            if ontology not in self.prologues:
                self.prologues[ontology] = {
                    self._only_value(declaration, SH.prefix): self._only_value(declaration, SH.namespace)
                    for declaration in self.shapes.objects(ontology, SH.declare)
                }
            declared |= self.prologues[ontology]
        return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(declared.items()))


def _ask(store: pyoxigraph.Store, query: str) -> tuple[Node, ...]:
    solutions = store.query(query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)  # noqa: S101
    found = {to_rdflib(solution["this"]) for solution in solutions if solution["this"] is not None}
    return tuple(sorted(found, key=str))


def _depends_on_binding(body: str) -> bool:
    bare = _EXISTS.sub("", _STRING.sub('""', body))
    return _DEPENDS_ON_BINDING.search(bare) is not None
