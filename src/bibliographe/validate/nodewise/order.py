"""The order in which a group's elements are taken: each when what is bound leads to it, the cheapest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.nodewise.tree import Bind, Filter, Group, Inner, Minus, Pattern, Union, Values, Variable
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.validate.expressions import Expression
    from bibliographe.validate.nodewise.query import ExistsGroups
    from bibliographe.validate.nodewise.tree import Element

_SAID, _ANY_SAID, _NESTED, _POINTING, _ANY_POINTING, _TESTED, _LOOPED, _UNREACHED = range(1, 9)


class Order:
    """Chooses what comes next in the groups of one question."""

    def __init__(self, exists_groups: ExistsGroups) -> None:
        """Read groups within expressions with `exists_groups`."""
        self.exists_groups = exists_groups

    def next(self, left: list[Element], bound: frozenset[str]) -> Element:
        """Return what comes next where `bound` variables have a value; raises `Unsure` when nothing can."""
        to_come = given(left) - bound
        for element in left:
            if (
                isinstance(element, Filter)
                and not has_exists(element.expression)
                and not (self.named_by(element.expression) & to_come)
            ):
                return element
        costs = [self._cost(element, left[:at], bound, to_come) for at, element in enumerate(left)]
        if min(costs) == _UNREACHED:
            raise Unsure(Text("un motif que rien ne relie au nœud", "a pattern that nothing links with the node"))
        return left[costs.index(min(costs))]

    def _cost(self, element: Element, earlier: list[Element], bound: frozenset[str], to_come: frozenset[str]) -> int:
        match element:
            case Pattern():
                return _cost_of(element, bound)
            case Filter(expression):
                return _UNREACHED if self.named_by(expression) & to_come else _TESTED
            case Bind(expression, _):
                # A BIND sees what stands before it, and nothing else.
                is_ready = all(isinstance(one, Filter) for one in earlier) or given(earlier) <= bound
                if self.named_by(expression) & to_come - given(earlier):
                    raise Unsure(Text("un BIND avant ce dont il parle", "a BIND before what it speaks of"))
                return 0 if is_ready and self.named_by(expression) <= bound else _UNREACHED
            case Values(name, _):
                return 0 if name in bound else _LOOPED
            case Minus():
                # What is taken away hangs on what is bound where it stands.
                return _TESTED if all(isinstance(one, Filter) for one in earlier) else _UNREACHED
        return _NESTED

    def named_by(self, expression: Expression) -> frozenset[str]:
        """Return the variables that an expression names, those of the groups of its EXISTS included."""
        if expression.kind == "variable":
            return frozenset({expression.text})
        if expression.kind == "exists":
            return self.named_in(self.exists_groups.of(expression).elements)
        return frozenset().union(*(self.named_by(part) for part in expression.parts))

    def named_in(self, elements: Iterable[Element]) -> frozenset[str]:
        """Return the variables that elements name, as they are seen outside."""
        found: set[str] = set()
        for element in elements:
            match element:
                case Pattern():
                    found |= element.variables
                case Filter(expression):
                    found |= self.named_by(expression)
                case Bind(expression, name):
                    found |= self.named_by(expression) | {name}
                case Values(name, _):
                    found.add(name)
                case Union(branches):
                    found = found.union(*(self.named_in(branch.elements) for branch in branches))
                case Inner(inner, shown):
                    names = self.named_in(inner.elements)
                    found |= names if shown is None else names & shown
                case Minus(inner):
                    found |= self.named_in(inner.elements)
        return frozenset(found)


def given(elements: Iterable[Element]) -> frozenset[str]:
    """Return the variables that elements may give a value to."""
    return Group(tuple(elements)).variables()


def has_exists(expression: Expression) -> bool:
    """Tell whether an EXISTS is part of an expression."""
    return expression.kind == "exists" or any(has_exists(part) for part in expression.parts)


def _cost_of(pattern: Pattern, bound: frozenset[str]) -> int:
    """Return how dear a pattern is: what is said of a node first, then what points at it."""
    subject, predicate, value = (
        not isinstance(term, Variable) or term.name in bound
        for term in (pattern.subject, pattern.predicate, pattern.object)
    )
    if subject:
        return _SAID if predicate else _ANY_SAID
    if value and not pattern.repeats:
        return _POINTING if predicate else _ANY_POINTING
    return _UNREACHED
