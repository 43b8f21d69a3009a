"""Which nodes pySHACL must look at, found by asking the whole graph at once.

pySHACL looks at each node for each constraint; one question for all of them costs a fraction of that. So each
constraint is first asked of the whole graph, and pySHACL writes the report for the nodes that are named. What cannot be
asked this way for certain is left to pySHACL, with all the targets of its shape (`docs/decisions/0021`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib.namespace import SH

from bibliographe.i18n import Text
from bibliographe.validate.conditions import any_of
from bibliographe.validate.core import CoreConditions
from bibliographe.validate.paths import walked
from bibliographe.validate.results import local_name
from bibliographe.validate.rewriting import SELECT, question
from bibliographe.validate.sparql import NO_DOUBTS, Doubts, read_constraint
from bibliographe.validate.targets import body_of, is_targeted, prologue, query_of, read_targets
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib
    from rdflib.term import Node

    from bibliographe.i18n import Language
    from bibliographe.validate.facts import Requirement
    from bibliographe.validate.targets import Targets

_THIS = re.compile(r"[$?]this\b")
_PREBOUND_THIS = re.compile(r"[\s{}()][$?]this")
"""How pySHACL finds out that a query has a `$this` to put a focus node in."""
_ASKED = Text("posée à tout le graphe à la fois", "asked of the whole graph at once")
_RULES = Text("les formes ont des règles ou des fonctions", "the shapes have rules or functions")


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """What a targeted shape asks of its focus nodes: one property shape, one SPARQL constraint, or the rest.

    `kind` is `property`, `sparql` or `node`; `name` the property shape or the constraint, for `node` the shape itself.
    """

    shape: Node
    kind: str
    name: Node


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of all focus nodes of a shape at once: `?this` are those that pySHACL must look at."""

    parts: tuple[Part, ...]
    query: str
    targets: Targets
    prologue: str = ""
    doubts: Doubts = NO_DOUBTS
    """Where the store's answer hangs on what the data is like."""

    def doubtful(self, unmet: frozenset[Requirement]) -> str:
        """Return the question for the nodes about which the engines may not agree, empty when there are none."""
        condition = self.doubts.condition(unmet)
        return self._of(f"{self.targets.binding} {self.doubts.patterns}", condition) if condition else ""

    def doubtful_targets(self, unmet: frozenset[Requirement]) -> str:
        """Return the question for the nodes that rdflib alone may take for targets, empty when there are none."""
        condition = self.targets.doubts.condition(unmet)
        return self._of(self.targets.doubts.patterns, condition) if condition else ""

    def _of(self, patterns: str, condition: str) -> str:
        return f"{self.prologue}{SELECT} {patterns} FILTER({condition}) }}"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a shapes graph is run: questions for the whole graph, and what is left to pySHACL, with the reason."""

    questions: tuple[Question, ...] = ()
    left: tuple[tuple[Part, Text], ...] = ()
    whole: Text | None = None
    """Why pySHACL must be given everything, None when it need not."""

    def only(self, name: Node) -> Plan:
        """Return the plan that asks one property shape or SPARQL constraint."""
        questions = (replace(q, parts=tuple(part for part in q.parts if part.name == name)) for q in self.questions)
        left = tuple((part, reason) for part, reason in self.left if part.name == name)
        return Plan(tuple(question for question in questions if question.parts), left, self.whole)

    def explain(self, language: Language) -> Iterator[tuple[str, str, Text]]:
        """Yield each shape with each of its constraints, and how it is run."""
        if self.whole is not None:
            yield Text("toutes les formes", "all shapes")(language), "*", _left(self.whole)
        reasons = dict(self.left)
        asked = {part for question in self.questions for part in question.parts}
        for part in sorted({*asked, *reasons}, key=lambda part: (str(part.shape), part.kind, str(part.name))):
            how = _left(reasons[part]) if part in reasons else _ASKED
            yield local_name(str(part.shape)), local_name(str(part.name)), how


def _left(reason: Text) -> Text:
    return Text(f"laissée à pySHACL, nœud par nœud : {reason.fr}", f"left to pySHACL, node by node: {reason.en}")


@dataclass(slots=True)
class _Shape:
    """One targeted shape while it is read."""

    shape: Node
    targets: Targets
    absences: dict[Part, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Conditions on the focus node itself."""
    values: dict[str, dict[Part, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    """Conditions on the values of a path, `?value`, by the path."""


def make_plan(shapes: rdflib.Graph) -> Plan:
    """Turn what can be asked of the whole graph into questions; the rest is left to pySHACL."""
    return _Narrowing(shapes).plan()


class _Narrowing:
    def __init__(self, shapes: rdflib.Graph) -> None:
        self.shapes = shapes
        self.core = CoreConditions(shapes)
        self.questions: list[Question] = []
        self.left: dict[Part, Text] = {}

    def plan(self) -> Plan:
        if any((None, predicate, None) in self.shapes for predicate in (SH.rule, SH.returnType)):
            return Plan(whole=_RULES)
        for shape in sorted(set(self.shapes.subjects()), key=str):
            if is_targeted(self.shapes, shape):
                self._read(shape)
        return Plan(tuple(self.questions), tuple(self.left.items()))

    def _read(self, shape: Node) -> None:
        parts = list(self._parts(shape))
        try:
            if self.core.is_off(shape):
                return
            one = _Shape(shape, read_targets(self.shapes, shape))
        except Unsure as unsure:
            self.left |= dict.fromkeys(parts, unsure.reason)
            return
        for part in parts:
            try:
                self._ask(one, part)
            except Unsure as unsure:
                self.left[part] = unsure.reason
        self._put_together(one)

    def _parts(self, shape: Node) -> Iterator[Part]:
        """Yield what a shape asks; a property shape is asked as one, since its parts are about the same values."""
        if self.core.is_property(shape):
            yield Part(shape, "property", shape)
            return
        for predicate, kind in ((SH.sparql, "sparql"), (SH.property, "property")):
            for name in sorted(self.shapes.objects(shape, predicate), key=str):
                yield Part(shape, kind, name)
        yield Part(shape, "node", shape)

    def _ask(self, one: _Shape, part: Part) -> None:
        """Add to `one` what stands for `part`, or a question of its own; raises `Unsure`."""
        if self.core.is_off(part.name):
            return
        match part.kind:
            case "sparql":
                self._ask_sparql(one, part, part.name, {})
            case "property":
                self._ask_property(one, part)
            case _:
                stated = self.core.constraints(part.shape)
                conditions = [
                    self.core.component("?this", part.shape, predicate, wanted, certain=False)
                    for predicate, wanted in stated
                    if predicate not in (SH.property, SH.sparql)
                ]
                one.absences[part] += [condition for condition in conditions if condition != "false"]

    def _ask_property(self, one: _Shape, part: Part) -> None:
        shape = part.name
        if not self.core.is_property(shape):
            raise Unsure(Text("sh:property sans chemin", "sh:property without a path"))
        path = walked(self.shapes, next(self.shapes.objects(shape, SH.path)))
        on_focus, on_value = [], []
        stated = self.core.constraints(shape)
        for predicate, wanted in stated:
            if predicate == SH.sparql:
                continue
            if self.core.is_on_values(predicate) and not path.may_stay:
                on_value.append(self.core.on_value("?value", shape, predicate, wanted, certain=False))
            else:
                on_focus.append(self.core.component("?this", shape, predicate, wanted, certain=False))
        queries = [wanted for predicate, wanted in stated if predicate == SH.sparql]
        for constraint in queries:
            if path.may_stay:
                raise Unsure(Text("un chemin qui peut rester sur place", "a path that may stay where it is"))
            self._ask_sparql(one, part, constraint, {"PATH": path.text})
        one.absences[part] += [condition for condition in on_focus if condition != "false"]
        one.values[path.text][part] += [condition for condition in on_value if condition != "false"]

    def _ask_sparql(self, one: _Shape, part: Part, constraint: Node, slots: dict[str, str]) -> None:
        if self.core.is_off(constraint):
            return
        select, prefixes = query_of(self.shapes, constraint)
        body = body_of(select)
        if _THIS.search(body) and not _PREBOUND_THIS.search(select):
            raise Unsure(Text("un $this que pySHACL ne reconnaît pas", "a $this that pySHACL does not recognise"))
        for name, text in slots.items():
            # Only after these signs, and with no look at where a word ends: as pySHACL does.
            body = re.sub(rf"(?<=[\s{{}}()])[$?]{name}", text.replace("\\", r"\\"), body)
        read = read_constraint(body, prefixes)
        prefixes = _together(prefixes, one.targets.prefixes)
        self._add_query(one, part, question(one.targets.binding, read.group, prologue(prefixes)), prefixes, read.doubts)

    def _put_together(self, one: _Shape) -> None:
        """Ask what is on the same nodes in one question."""
        absences = {part: found for part, found in one.absences.items() if found and part not in self.left}
        if absences:
            condition = any_of(condition for found in absences.values() for condition in found)
            self._add(one, tuple(absences), f"FILTER({condition})")
        for path, by_part in one.values.items():
            values = {part: found for part, found in by_part.items() if found and part not in self.left}
            if values:
                condition = any_of(condition for found in values.values() for condition in found)
                pattern = f"?this {path} ?value FILTER({condition})"
                self._add(one, tuple(values), pattern, binds=True)

    def _add(self, one: _Shape, parts: tuple[Part, ...], pattern: str, *, binds: bool = False) -> None:
        """Add a question: the targets first, or, where `pattern` binds `?this` itself, what it names, then the test."""
        declared = prologue(one.targets.prefixes)
        if binds and one.targets.test:
            inner = f"{{ {SELECT} {pattern} }} }} FILTER({one.targets.test})"
        else:
            inner = f"{one.targets.binding} {pattern}"
        self._keep(Question(parts, f"{declared}{SELECT} {inner} }}", one.targets, declared))

    def _add_query(self, one: _Shape, part: Part, query: str, prefixes: dict[str, str], doubts: Doubts) -> None:
        self._keep(Question((part,), query, one.targets, prologue(prefixes), doubts))

    def _keep(self, asked: Question) -> None:
        _refuse_malformed(asked.query)
        _refuse_malformed(asked.doubtful(asked.doubts.requirements) or asked.query)
        self.questions.append(asked)


def _together(one: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    if any(one.get(name, iri) != iri for name, iri in other.items()):
        raise Unsure(Text("des préfixes contradictoires", "prefixes that contradict each other"))
    return one | other


def _refuse_malformed(query: str) -> None:
    """Raise `Unsure` when a query is none, so that pySHACL says what is wrong with it."""
    try:
        pyoxigraph.Store().query(query)
    except SyntaxError as error:
        raise Unsure(Text(f"une requête mal formée ({error})", f"a query that is not well formed ({error})")) from error
