"""Which values of a node a question reads, where it reads nothing else: nodes that agree in them are answered alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.validate.expressions import Expression
from bibliographe.validate.nodewise.tree import THIS, Bind, Filter, Inner, Minus, Pattern, Union, Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.validate.nodewise.query import ExistsGroups
    from bibliographe.validate.nodewise.tree import Group


def predicates_read(group: Group, exists: ExistsGroups) -> frozenset[str] | None:
    """Return the predicates whose values decide a question, None where it looks at more than the node itself."""
    found: set[str] = set()
    for element in _elements(group, exists):
        if isinstance(element, Expression):
            if element.kind == "variable" and element.text == THIS.name:
                return None
            continue
        if element.subject != THIS or not isinstance(element.predicate, str) or element.repeats:
            return None
        found.add(element.predicate)
    return frozenset(found)


def patterns_read(group: Group, exists: ExistsGroups) -> Iterator[Pattern]:
    """Yield all patterns of a question, those within its expressions included; raises `Unsure`."""
    return (element for element in _elements(group, exists) if isinstance(element, Pattern))


def _elements(group: Group, exists: ExistsGroups) -> Iterator[Pattern | Expression]:
    """Yield the patterns of a group and of those within, and the variables that its expressions name."""
    for element in group.elements:
        match element:
            case Pattern():
                yield element
            case Filter(expression) | Bind(expression, _):
                yield from _in_expression(expression, exists)
            case Union(branches):
                for branch in branches:
                    yield from _elements(branch, exists)
            case Inner(inner, _) | Minus(inner):
                yield from _elements(inner, exists)
            case Values(name, _):
                yield Expression("variable", name)


def _in_expression(expression: Expression, exists: ExistsGroups) -> Iterator[Pattern | Expression]:
    if expression.kind == "variable":
        yield expression
    elif expression.kind == "exists":
        yield from _elements(exists.of(expression), exists)
    for part in expression.parts:
        yield from _in_expression(part, exists)
