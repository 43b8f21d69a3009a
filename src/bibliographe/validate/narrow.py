"""Which nodes pySHACL must look at, found by asking the whole graph at once.

pySHACL runs a SPARQL constraint once for each focus node and parses it each time (25 ms), and looks at each node for
each Core constraint; one question for all of them costs a fraction of a millisecond. So each constraint is first
asked of the whole graph, and pySHACL writes the report for the nodes that are named. What cannot be asked this way
for certain is left to pySHACL as it is (`docs/decisions/0021`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH

from bibliographe.validate.core import CorePatterns, Unsure
from bibliographe.validate.terms import to_rdflib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
_CALLERS = (SH.node, SH.property, SH["not"], SH.qualifiedValueShape)
_IN_LISTS = (SH["and"], SH["or"], SH.xone)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of all focus nodes of a shape at once: `?this` are those that pySHACL must look at.

    It stands for the SPARQL constraint `constraint` of `shape`, or where that is None for the Core constraints that
    `shape` states itself.
    """

    shape: Node
    constraint: Node | None
    query: str


@dataclass(frozen=True, slots=True)
class Suspects:
    """The answer to a question."""

    question: Question
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a shapes graph is run: questions for the whole graph, and the rest for pySHACL."""

    questions: tuple[Question, ...]
    rest: rdflib.Graph
    """Empty when the questions ask all that the shapes do."""

    def suspects(self, store: pyoxigraph.Store) -> Iterator[Suspects]:
        """Yield the answers that name any node."""
        for question in self.questions:
            nodes = _ask(store, question.query)
            if nodes:
                yield Suspects(question, nodes)

    @property
    def is_whole(self) -> bool:
        """Tell whether the questions ask all that the shapes do."""
        return not len(self.rest)


def make_plan(shapes: rdflib.Graph) -> Plan:
    """Turn what can be asked of the whole graph into questions; the rest is left to pySHACL as it is."""
    return _Narrowing(shapes).plan()


class _Narrowing:
    def __init__(self, shapes: rdflib.Graph) -> None:
        self.shapes = shapes
        self.core = CorePatterns(shapes)
        self.asked: set[tuple[Node, Node, Node]] = set()
        """Statements of the shapes that the questions make good: the rest does without them."""
        self.called = set(self._called())
        self._declared: dict[Node, dict[str, str]] = {}

    def plan(self) -> Plan:
        targeted = {shape for predicate in TARGETS for shape in self.shapes.subjects(predicate)}
        questions = [question for shape in sorted(targeted, key=str) for question in self._questions(shape)]
        rest = rdflib.Graph(bind_namespaces="none")
        left = {statement for predicate in TARGETS for statement in self.shapes.triples((None, predicate, None))}
        if left - self.asked or self._implicit_classes():
            for statement in set(self.shapes) - self.asked:
                rest.add(statement)
        return Plan(tuple(questions), rest)

    def _implicit_classes(self) -> bool:
        """Tell whether any shape is a class, and so targets its own instances (SHACL, section 2.1.3.3)."""
        return any((None, RDF.type, kind) in self.shapes for kind in (RDFS.Class, OWL.Class))

    def _called(self) -> Iterator[Node]:
        """Yield the shapes that other shapes apply to nodes of their choice."""
        for caller in _CALLERS:
            yield from self.shapes.objects(None, caller)
        for caller in _IN_LISTS:
            for members in self.shapes.objects(None, caller):
                yield from self.shapes.items(members)

    def _questions(self, shape: Node) -> Iterator[Question]:
        """Yield the questions for one shape, and take out of the rest what they ask."""
        is_class = bool({RDFS.Class, OWL.Class} & set(self.shapes.objects(shape, RDF.type)))
        if shape in self.called or is_class or self._is_off(shape):
            return
        is_property = (shape, SH.path, None) in self.shapes
        for constraint in () if is_property else sorted(self.shapes.objects(shape, SH.sparql), key=str):
            query = None if self._is_off(constraint) else self._sparql_query(shape, constraint)
            if query is not None:
                self.asked.add((shape, SH.sparql, constraint))
                yield Question(shape, constraint, query)
        for inner in () if is_property else sorted(self.shapes.objects(shape, SH.property), key=str):
            query = None if self._is_off(inner) else self._core_query(shape, inner, self.core.of_property)
            if query is not None:
                self.asked.add((shape, SH.property, inner))
                yield Question(inner, None, query)
        query = self._core_query(shape, shape, self.core.of_property if is_property else self.core.of_node)
        parts = {
            said for predicate in (SH.sparql, SH.property) for said in self.shapes.triples((shape, predicate, None))
        }
        if query is not None and parts <= self.asked:
            for predicate in TARGETS:
                self.asked.update(self.shapes.triples((shape, predicate, None)))
            if query:
                yield Question(shape, None, query)

    def _is_off(self, node: Node) -> bool:
        return (node, SH.deactivated, None) in self.shapes

    def _core_query(self, shape: Node, asked: Node, patterns: Callable[[Node], list[str]]) -> str | None:
        """Return the query for the suspects of Core constraints, empty when there are none to break."""
        try:
            if patterns == self.core.of_property and (asked, SH.sparql, None) in self.shapes:
                return None
            branches = patterns(asked)
        except Unsure:
            return None
        return self._query(shape, {}, [f"{branch} }}" for branch in branches]) if branches else ""

    def _sparql_query(self, shape: Node, constraint: Node) -> str | None:
        """Return the query for the nodes that break `constraint`, None when only pySHACL can tell."""
        select = self._only_value(constraint, SH.select)
        head = _HEAD.match(select)
        if head is None or _depends_on_binding(select[head.end() :]):
            return None
        return self._query(shape, self._prefixes(constraint), [select[head.end() :].replace("$this", "?this")])

    def _query(self, shape: Node, prefixes: dict[str, str], branches: list[str]) -> str | None:
        """Return a query for the targets of `shape` to which one of `branches` applies, None when there is none.

        A branch is the inside of a group, with the brace that closes it.
        """
        classes = sorted(self.shapes.objects(shape, SH.targetClass), key=str)
        patterns = [f"{{ {_class_target(classes)} }}"] if classes else []
        if any(isinstance(wanted, rdflib.BNode) for wanted in classes):
            return None
        for predicate in TARGETS[1:]:
            for target in sorted(self.shapes.objects(shape, predicate), key=str):
                pattern = self._target(predicate, target)
                declared = self._prefixes(target) if predicate == SH.target else {}
                if pattern is None or any(prefixes.get(name, iri) != iri for name, iri in declared.items()):
                    return None
                prefixes = {**prefixes, **declared}
                patterns.append(f"{{ {pattern} }}")
        prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(prefixes.items()))
        targets = " UNION ".join(patterns)
        either = " UNION ".join(f"{{ {{ {targets} }} {branch}" for branch in branches)
        query = f"{prologue}SELECT DISTINCT ?this WHERE {{ {either} }}"
        return query if _can_be_parsed(query) else None

    def _target(self, predicate: Node, target: Node) -> str | None:
        if predicate == SH.target:
            select = self._only_value(target, SH.select)
            return select if _HEAD.match(select) else None
        if isinstance(target, rdflib.BNode):
            return None
        term = target.n3()
        if predicate == SH.targetNode:
            return f"VALUES ?this {{ {term} }}"
        return f"?this {term} ?target_" if predicate == SH.targetSubjectsOf else f"?target_ {term} ?this"

    def _only_value(self, node: Node, predicate: Node) -> str:
        values = list(self.shapes.objects(node, predicate))
        return str(values[0]) if len(values) == 1 else ""

    def _prefixes(self, node: Node) -> dict[str, str]:
        """Return the prefixes that `sh:prefixes` gives a query (SHACL, section 5.2.1)."""
        found = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}
        for ontology in self.shapes.objects(node, SH.prefixes):
            if ontology not in self._declared:
                self._declared[ontology] = {
                    self._only_value(declaration, SH.prefix): self._only_value(declaration, SH.namespace)
                    for declaration in self.shapes.objects(ontology, SH.declare)
                }
            found |= self._declared[ontology]
        return found


def _class_target(classes: list[Node]) -> str:
    named = " ".join(wanted.n3() for wanted in classes)
    return f"VALUES ?class_ {{ {named} }} ?this {RDF.type.n3()}/{RDFS.subClassOf.n3()}* ?class_"


def _depends_on_binding(body: str) -> bool:
    return _DEPENDS_ON_BINDING.search(_EXISTS.sub("", _STRING.sub('""', body))) is not None


def _can_be_parsed(query: str) -> bool:
    """Tell whether a query is one; if not, pySHACL is left to say what is wrong with it."""
    try:
        pyoxigraph.Store().query(query)
    except SyntaxError:
        return False
    return True


def _ask(store: pyoxigraph.Store, query: str) -> tuple[Node, ...]:
    solutions = store.query(query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)  # noqa: S101
    found = {to_rdflib(solution["this"]) for solution in solutions if solution["this"] is not None}
    return tuple(sorted(found, key=str))
