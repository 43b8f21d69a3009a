"""Which nodes pySHACL must look at, found by asking the whole graph at once.

pySHACL looks at each node for each constraint; one question for all of them costs a fraction of that. So each
constraint is first asked of the whole graph, and pySHACL writes the report for the nodes that are named. What cannot be
asked this way for certain is left to pySHACL, with all the targets of its shape (`docs/decisions/0021`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib.namespace import SH

from bibliographe.i18n import Text
from bibliographe.validate.alternatives import alternatives
from bibliographe.validate.conditions import any_of
from bibliographe.validate.core import CoreConditions
from bibliographe.validate.paths import walked
from bibliographe.validate.plan import SELECT, Part, Plan, Question
from bibliographe.validate.questioning import question
from bibliographe.validate.solving import solving_of
from bibliographe.validate.sparql import read_constraint
from bibliographe.validate.targets import (
    body_of,
    is_targeted,
    prologue,
    query_of,
    read_targets,
    refuse_strange_this,
)
from bibliographe.validate.terms import name_of, node_of
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib
    from rdflib.term import Node

    from bibliographe.validate.plan import Targets

_RULES = Text("les formes ont des règles ou des fonctions", "the shapes have rules or functions")


@dataclass(slots=True)
class _Shape:
    """One targeted shape while it is read."""

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
        parts = dict(self._parts(shape))
        try:
            if self.core.is_off(shape):
                return
            one = _Shape(read_targets(self.shapes, shape))
        except Unsure as unsure:
            self.left |= dict.fromkeys(parts, unsure.reason)
            return
        for part, name in parts.items():
            try:
                self._ask(one, part, name)
            except Unsure as unsure:
                self.left[part] = unsure.reason
        self._put_together(one)

    def _parts(self, shape: Node) -> Iterator[tuple[Part, Node]]:
        """Yield what a shape asks, with the node that says it.

        A property shape is asked as one, since its parts are about the same values.
        """
        own = name_of(shape)
        if self.core.is_property(shape):
            yield Part(own, "property", own), shape
            return
        for predicate, kind in ((SH.sparql, "sparql"), (SH.property, "property")):
            for name in sorted(self.shapes.objects(shape, predicate), key=str):
                yield Part(own, kind, name_of(name)), name
        yield Part(own, "node", own), shape

    def _ask(self, one: _Shape, part: Part, name: Node) -> None:
        """Add to `one` what stands for `part`, or a question of its own; raises `Unsure`."""
        if self.core.is_off(name):
            return
        match part.kind:
            case "sparql":
                self._ask_sparql(one, part, name, {})
            case "property":
                self._ask_property(one, part, name)
            case _:
                stated = self.core.constraints(name)
                conditions = [
                    self.core.component("?this", name, predicate, wanted, certain=False)
                    for predicate, wanted in stated
                    if predicate not in (SH.property, SH.sparql)
                ]
                one.absences[part] += [condition for condition in conditions if condition != "false"]

    def _ask_property(self, one: _Shape, part: Part, shape: Node) -> None:
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
        try:
            self._ask_plain(one, part, constraint, slots)
        except Unsure as unsure:
            try:
                self._ask_alternatives(one, part, constraint, slots)
            except Unsure:
                raise unsure from None

    def _ask_alternatives(self, one: _Shape, part: Part, constraint: Node, slots: dict[str, str]) -> None:
        """Ask a query that is not plain as several that are, which together leave no node out."""
        # pySHACL takes its time, and most queries are plain.
        from bibliographe.validate.runnable import refuse_unrunnable

        select, prefixes = query_of(self.shapes, constraint)
        refuse_unrunnable(select, prefixes, slots)
        bodies, prefixes = alternatives(_filled(select, slots), prefixes)
        declared = prologue(_together(prefixes, one.targets.prefixes))
        reads = [read_constraint(body, prefixes) for body in bodies]
        asked = [
            Question((part,), question(one.targets.binding, read.group, declared), one.targets, declared, read.doubts)
            for read in reads
        ]
        for query in asked:
            _refuse_malformed_question(query)
        self.questions += asked

    def _ask_plain(self, one: _Shape, part: Part, constraint: Node, slots: dict[str, str]) -> None:
        select, prefixes = query_of(self.shapes, constraint)
        body = body_of(select)
        refuse_strange_this(body, select)
        read = read_constraint(_filled(body, slots), prefixes)
        solving = solving_of(select, read, prefixes) if part.kind == "sparql" else None
        prefixes = _together(prefixes, one.targets.prefixes)
        query, declared = question(one.targets.binding, read.group, prologue(prefixes)), prologue(prefixes)
        self._keep(Question((part,), query, one.targets, declared, read.doubts, solving))

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
        tells = any(part.kind == "property" and self._leads_on(part) for part in parts)
        self._keep(Question(parts, f"{declared}{SELECT} {inner} }}", one.targets, declared, tells_of_values=tells))

    def _leads_on(self, part: Part) -> bool:
        return (node_of(part.name), SH.property, None) in self.shapes

    def _keep(self, asked: Question) -> None:
        _refuse_malformed_question(asked)
        self.questions.append(asked)


def _filled(query: str, slots: dict[str, str]) -> str:
    for name, text in slots.items():
        # Only after these signs, and with no look at where a word ends: as pySHACL does.
        query = re.sub(rf"(?<=[\s{{}}()])[$?]{name}", text.replace("\\", r"\\"), query)
    return query


def _refuse_malformed_question(asked: Question) -> None:
    _refuse_malformed(asked.query)
    _refuse_malformed(asked.doubtful(asked.doubts.requirements) or asked.query)
    if asked.solving is not None:
        _refuse_malformed(asked.solving.queries("", "")[0])


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
