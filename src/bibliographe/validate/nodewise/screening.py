"""What the classes and the predicates of a node already tell of a question's answer.

Most nodes of a catalogue are alike in this: a screen is worked out once for each of some thousand signatures, and most
questions never get further.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.validate.expressions import RDF_TYPE
from bibliographe.validate.nodewise.tree import THIS, Filter, Inner, Pattern, Union, Values, Variable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bibliographe.validate.expressions import Expression
    from bibliographe.validate.nodewise.query import ExistsGroups
    from bibliographe.validate.nodewise.stars import Star
    from bibliographe.validate.nodewise.terms import Term
    from bibliographe.validate.nodewise.tree import Element, Group


@dataclass(frozen=True, slots=True)
class Signature:
    """What is looked at of a node: its classes, the predicates it has, and those with more than one value."""

    types: frozenset[Term]
    predicates: frozenset[str]
    many: frozenset[str]
    pointed: frozenset[str]
    """The predicates, of those that are asked about, of which the node may be a value."""


def signature_of(star: Star, pointed: frozenset[str]) -> Signature:
    """Return the signature of a node of which `star` is said."""
    many = frozenset(predicate for predicate, values in star.items() if len(values) > 1)
    return Signature(frozenset(star.get(RDF_TYPE, ())), frozenset(star), many, pointed)


class Screener:
    """Turns a question into a condition on signatures that holds of every node that the question names."""

    def __init__(self, exists_groups: ExistsGroups) -> None:
        """Read groups within expressions with `exists_groups`."""
        self.exists_groups = exists_groups
        self.pointing: set[str] = set()
        """The predicates that must be among those that a signature tells to point at a node."""

    def screen(self, group: Group, outer: frozenset[str] = frozenset({"this"})) -> Callable[[Signature], bool]:
        """Return the condition; `outer` are the variables that may be bound where the group stands."""
        patterns = [
            e for e in group.elements if isinstance(e, Pattern) and THIS in (e.subject, e.object) and not e.repeats
        ]
        filters = [element.expression for element in group.elements if isinstance(element, Filter)]
        seen = outer | group.variables()
        parts = [self._pattern(pattern, group.elements, filters, outer) for pattern in patterns]
        parts += [self._expression(expression, seen) for expression in filters]
        for element in group.elements:
            match element:
                case Union(branches):
                    parts.append(_any([self.screen(branch, outer) for branch in branches]))
                case Inner(inner, _):
                    parts.append(self.screen(inner, outer))
                case _:
                    pass
        return _all(parts)

    def _pattern(
        self, pattern: Pattern, elements: Iterable[Element], filters: list[Expression], outer: frozenset[str]
    ) -> Callable[[Signature], bool]:
        predicate = pattern.predicate
        if not isinstance(predicate, str):
            return _always
        if pattern.subject != THIS:
            self.pointing.add(predicate)
            return lambda signature: predicate in signature.pointed
        value = pattern.object
        if not isinstance(value, Variable):
            if predicate == RDF_TYPE:
                return lambda signature: value in signature.types
            return lambda signature: predicate in signature.predicates
        if value.name not in outer:
            names = _classes(value.name, elements, filters) if predicate == RDF_TYPE else None
            if names is not None:
                return lambda signature: not names.isdisjoint(signature.types)
            if any(self._is_other(one, predicate, value.name) for one in filters):
                return lambda signature: predicate in signature.many
        return lambda signature: predicate in signature.predicates

    def _is_other(self, expression: Expression, predicate: str, name: str) -> bool:
        """Tell whether a test is, among others, that there is another value of the same predicate."""
        return any(
            part.kind == "exists" and self._finds_other(part, predicate, name) for part in _conjuncts(expression)
        )

    def _finds_other(self, expression: Expression, predicate: str, name: str) -> bool:
        match self.exists_groups.of(expression).elements:
            case (Pattern(subject, other, Variable(second)), Filter(test)):
                is_same = subject == THIS and other == predicate and second != name
                return is_same and any(_is_unlike(part, {name, second}) for part in _conjuncts(test))
        return False

    def _expression(self, expression: Expression, seen: frozenset[str]) -> Callable[[Signature], bool]:
        parts = expression.parts
        match expression.kind, expression.text:
            case "operator", "||":
                return _any([self._expression(part, seen) for part in parts])
            case "operator", "&&":
                return _all([self._expression(part, seen) for part in parts])
            case "exists", _:
                return self.screen(self.exists_groups.of(expression), seen)
            case "call", "IF":
                condition, then, other = (self._expression(part, seen) for part in parts)
                return _any([_all([condition, then]), other])
            case "boolean", "false":
                return _never
            case "operator", "!" if parts[0].kind == "exists":
                match self.exists_groups.of(parts[0]).elements:
                    case (Pattern(subject, str(predicate), Variable(name), False),):
                        if subject == THIS and name not in seen:
                            return lambda signature: predicate not in signature.predicates
        return _always


def _conjuncts(expression: Expression) -> list[Expression]:
    if (expression.kind, expression.text) != ("operator", "&&"):
        return [expression]
    return [part for inner in expression.parts for part in _conjuncts(inner)]


def _classes(name: str, elements: Iterable[Element], filters: list[Expression]) -> frozenset[Term] | None:
    """Return the values that a variable may have, where VALUES or a test names them."""
    for element in elements:
        if isinstance(element, Values) and element.name == name:
            return frozenset(element.terms)
    return next(filter(None, (_named(expression, name) for expression in filters)), None)


def _named(expression: Expression, name: str) -> frozenset[Term]:
    """Return the IRIs that a test says a variable is among, none where it says something else."""
    if (expression.kind, expression.text) != ("operator", "IN"):
        return frozenset()
    value, *others = expression.parts
    if (value.kind, value.text) != ("variable", name) or any(other.kind != "iri" for other in others):
        return frozenset()
    return frozenset(other.text for other in others)


def _is_unlike(expression: Expression, names: set[str]) -> bool:
    """Tell whether a test is that two variables are not the same term."""
    if (expression.kind, expression.text) != ("operator", "!"):
        return False
    (inner,) = expression.parts
    return inner.text == "SAMETERM" and {part.text for part in inner.parts if part.kind == "variable"} == names


def _always(_signature: Signature) -> bool:
    return True


def _never(_signature: Signature) -> bool:
    return False


def _all(parts: list[Callable[[Signature], bool]]) -> Callable[[Signature], bool]:
    parts = [part for part in parts if part is not _always]
    if not parts:
        return _always
    return parts[0] if len(parts) == 1 else lambda signature: all(part(signature) for part in parts)


def _any(parts: list[Callable[[Signature], bool]]) -> Callable[[Signature], bool]:
    if _always in parts:
        return _always
    return parts[0] if len(parts) == 1 else lambda signature: any(part(signature) for part in parts)
