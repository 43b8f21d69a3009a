"""Entries led through a crosswalk, one at a time (SPARQL 1.1, sections 16.2 and 18)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.export.records.neighbourhood import LISTED
from bibliographe.export.records.walked.reading import Bind, Group, Pattern, read_crosswalk
from bibliographe.export.records.walked.values import NoValue, test_of, value_of
from bibliographe.graph.terms import DCTERMS, SCHEMA
from bibliographe.i18n import Text
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bibliographe.export.records.nodes import Nodes
    from bibliographe.export.records.walked.reading import Place, Term
    from bibliographe.export.records.walked.values import Solution, Test, Value

    Step = Callable[[Solution, "_Around"], list[Solution]]

_ENTRY = "entry"
"""The variable of the crosswalks that stands for an entry."""
_NOTHING: tuple[Term, ...] = ()


class Walk:
    """A crosswalk that entries are led through."""

    def __init__(self, query: str) -> None:
        """Read a query; raises `Unsure` where something in it is not known here."""
        crosswalk = read_crosswalk(query)
        self._branches = [
            (_steps(branch), [one for one in crosswalk.template if one.variables <= _variables(branch)])
            for branch in crosswalk.branches
        ]

    def triples(self, entry: NamedNode, nodes: Nodes) -> list[str]:
        """Return what is constructed of an entry as N-Triples without their stops; raises `Unsure` as above."""
        around = _Around(entry, nodes)
        found: dict[tuple[Term, ...], None] = {}
        for step, template in self._branches:
            for solution in step({_ENTRY: entry}, around):
                for triple in template:
                    made = tuple(solution.get(place) if isinstance(place, str) else place for place in triple)
                    if None not in made and isinstance(made[0], NamedNode) and isinstance(made[1], NamedNode):
                        found[made] = None  # type: ignore[index]
        return [" ".join(map(str, triple)) for triple in found]


@lru_cache(16)
def walk_of(query: str) -> Walk | None:
    """Return what leads entries through a query, None for one that only the engine knows."""
    try:
        return Walk(query)
    except Unsure:
        return None


class _Around:
    """An entry and what it leads to; no other entry is listed."""

    def __init__(self, entry: NamedNode, nodes: Nodes) -> None:
        self.entry = entry
        self._nodes = nodes
        said: dict[NamedNode, tuple[Term, ...]] = dict(nodes.node(entry).said)
        abstracts = nodes.abstracts(entry)
        if abstracts:
            said[DCTERMS.abstract] = (*said.get(DCTERMS.abstract, ()), *abstracts)
        self._entry_said = said

    def said(self, node: Term) -> Mapping[NamedNode, tuple[Term, ...]]:
        if node == self.entry:
            return self._entry_said
        return self._nodes.shared(node).said if isinstance(node, NamedNode) else {}


def _variables(group: Group) -> frozenset[str]:
    found = {_ENTRY}
    for step in group.steps:
        match step:
            case Bind():
                found.add(step.name)
            case Group():
                found |= _variables(step)
            case Pattern():
                found |= step.variables
    return frozenset(found)


def _steps(group: Group) -> Step:
    """Return what leads a solution through a group."""
    steps = [_step(one) for one in group.steps]
    tests = [test_of(one) for one in group.tests]

    def walk(solution: Solution, around: _Around) -> list[Solution]:
        solutions = [solution]
        for step in steps:
            if len(solutions) == 1:
                solutions = step(solutions[0], around)
            else:
                solutions = [further for one in solutions for further in step(one, around)]
        for test in tests:
            solutions = [one for one in solutions if _holds(test, one)]
        return solutions

    return walk


def _step(one: Pattern | Bind | Group) -> Step:
    if isinstance(one, Bind):
        return _binding(one.name, value_of(one.expression))
    return _optional(_steps(one)) if isinstance(one, Group) else _pattern(one)


def _holds(test: Test, solution: Solution) -> bool:
    try:
        return test(solution)
    except NoValue:
        return False


def _binding(name: str, value: Value) -> Step:
    def walk(solution: Solution, _around: _Around) -> list[Solution]:
        try:
            return [{**solution, name: value(solution)}]
        except NoValue:
            return [solution]

    return walk


def _optional(inner: Step) -> Step:
    return lambda solution, around: inner(solution, around) or [solution]


def _pattern(pattern: Pattern) -> Step:
    subject, predicate, value = pattern

    def walk(solution: Solution, around: _Around) -> list[Solution]:
        known = solution.get(subject) if isinstance(subject, str) else subject
        if known is None:
            return _listed(pattern, solution, around)
        said = around.said(known)
        if isinstance(predicate, NamedNode):
            return _bound(solution, value, said.get(predicate, _NOTHING))
        return [
            further
            for way, values in said.items()
            for further in _bound({**solution, predicate: way}, value, values)  # type: ignore[dict-item]
        ]

    return walk


def _bound(solution: Solution, place: Place, values: tuple[Term, ...]) -> list[Solution]:
    """Return a solution with each value of what stands at a place, or with the one that is known already."""
    if isinstance(place, str) and place not in solution:
        return [{**solution, place: value} for value in values]
    known = solution[place] if isinstance(place, str) else place
    return [solution] if known in values else []


def _listed(pattern: Pattern, solution: Solution, around: _Around) -> list[Solution]:
    """Return the solution when the pattern asks whether the entry is listed: nothing else is looked up backwards."""
    if pattern.predicate != SCHEMA.item or solution.get(str(pattern.object)) != around.entry:
        raise Unsure(Text("un chemin à rebours", "a path backwards"))
    return [{**solution, str(pattern.subject): LISTED}]
