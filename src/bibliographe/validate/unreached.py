"""Questions about things that nothing leads to from `?this`: texts that may hold its name, titles that it may cite.

Each `?this` has to be tried with each of these. What has to be looked up and worked out for the one or the other alone
is done once for each before they are tried: with a hundred nodes and a million texts that is a million readings and not
a hundred million. What is left for each pair is the test itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.validate.expressions import Expression
from bibliographe.validate.groups import Group
from bibliographe.validate.patterns import reached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things that are tried with each other: what gives its variables."""

    prefix: str
    """How the names of what is worked out of its variables begin."""
    variables: set[str]
    inside: str
    """Patterns and tests as SPARQL."""

    def select(self, keys: Mapping[str, str], wanted: set[str]) -> str:
        """Return the side as a sub-select of its `keys`, names by texts, and of its variables that are `wanted`."""
        names = variables({*keys.values()} | (self.variables & wanted))
        bindings = " ".join(f"BIND({text} AS ?{name})" for text, name in keys.items())
        return f"{{ SELECT {names} WHERE {{ {self.inside} {bindings} }} }}"


def variables(names: Iterable[str]) -> str:
    """Return the variables of these names, as SPARQL."""
    return " ".join(f"?{name}" for name in sorted(names))


def tried(near: Side, far: Side, group: Group, written: Callable[[Expression], str], wanted: set[str]) -> str:
    """Return, as SPARQL, the pairs of `near` and `far` that pass the tests of `group`, with the variables `wanted`."""
    keys: dict[str, dict[str, str]] = {near.prefix: {}, far.prefix: {}}

    def parted(expression: Expression) -> Expression:
        """Return an expression with variables for what one side alone gives."""
        names = group.variables_of(expression)
        if expression.kind == "call" and names:
            for side in (near, far):
                if names <= side.variables:
                    known = keys[side.prefix]
                    name = known.setdefault(written(expression), f"{side.prefix}_{len(known)}")
                    return Expression("variable", name)
        if expression.kind == "exists" or not expression.parts:
            return expression
        parts = tuple(map(parted, expression.parts))
        return expression if parts == expression.parts else replace(expression, parts=parts)

    tests = [parted(test) for test in group.tests]
    used = (wanted | (near.variables & far.variables)).union(*(group.variables_of(test) for test in tests))
    said = " && ".join(map(written, tests))
    sides = " ".join(side.select(keys[side.prefix], used) for side in (near, far))
    return f"{sides} FILTER({said})" if said else sides


def flattened(group: Group, known: set[str]) -> Group:
    """Return a group with the patterns and tests of its EXISTS among its own, where `known` is bound outside.

    It has a solution just where the other has one, though not as many. An EXISTS that nothing leads to stays a test,
    and so does one whose own names stand elsewhere: there they mean something else.
    """
    outer = group.variables() | known
    elements, tests, inner = list(group.elements), list[Expression](), dict(group.inner)
    for test in group.tests:
        within = group.inner[id(test)] if test.kind == "exists" else None
        if within is None or within.bindings or reached(within.triples, outer) < len(within.triples):
            tests.append(test)
            continue
        others = set[str]().union(*(group.variables_of(other) for other in group.tests if other is not test))
        if (within.mentioned() - outer) & others:
            tests.append(test)
            continue
        elements += within.elements
        tests += within.tests
        inner |= within.inner
    return Group(elements, tests, inner)
