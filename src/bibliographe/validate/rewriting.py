"""Groups of SPARQL written so that the store answers them in time that grows with the data, not with its square.

The store evaluates an EXISTS for each solution, and joins its patterns without a look at what is bound outside: with
two patterns, the second is read whole each time. So a group with several patterns becomes EXISTS within EXISTS, each
with one pattern that what is bound leads to; a NOT EXISTS that needs nothing but a join becomes a MINUS, worked out
once; and patterns about another thing are joined on all that they share, not on one variable after the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib

from bibliographe.sparql_tokens import joined
from bibliographe.validate.groups import Binding
from bibliographe.validate.patterns import Triple, next_pattern, reached

if TYPE_CHECKING:
    from bibliographe.validate.expressions import Expression
    from bibliographe.validate.groups import Group

_KEY = "?key_0"


def whole(group: Group, known: set[str]) -> str:
    """Return a group as it stands at the top, where the variables `known` are bound."""
    bound = group.variables() | known
    subtracted = [test for test in group.tests if _can_be_subtracted(group, test, bound)]
    tests: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for test in group.tests:
        if test not in subtracted:
            tests[_cost(test, group, bound)].append(text_of(test, group, bound))
    parts = _elements(group, known)
    parts += [f"FILTER({test})" for test in tests[0]]
    parts += [f"MINUS {{ {_flat(group.inner[id(test.parts[0])])} }}" for test in subtracted]
    first, then = " && ".join(tests[1]), " && ".join(tests[2])
    if first or then:
        # IF keeps the store from asking the dear one of nodes that the other leaves out.
        parts.append(f"FILTER(IF({first}, {then}, false))" if first and then else f"FILTER({first or then})")
    return " ".join(parts)


def _cost(test: Expression, group: Group, bound: set[str]) -> int:
    """Return how dear a test is: 0 without an EXISTS, 1 where what is bound leads to its patterns, 2 where not."""
    if test.kind == "exists":
        inner = group.inner[id(test)]
        return 1 if reached(inner.triples, bound) == len(inner.triples) else 2
    return max((_cost(part, group, bound) for part in test.parts), default=0)


def _flat(group: Group) -> str:
    """Return a group whose patterns are joined by the store."""
    parts = [_element(element, group) for element in group.elements]
    parts += [f"FILTER({text_of(test, group, group.variables())})" for test in group.tests]
    return " ".join(parts)


def _element(element: Triple | Binding, group: Group) -> str:
    if isinstance(element, Triple):
        return f"{element.text} ."
    return f"BIND({text_of(element.expression, group, group.variables() | {'this'})} AS ?{element.name})"


def _elements(group: Group, bound: set[str]) -> list[str]:
    """Return patterns and bindings; those about another thing that share several values with the rest in one piece."""
    parts: list[str] = []
    known = set(bound)
    stars = _stars(group)
    for element in group.elements:
        if isinstance(element, Binding):
            parts.append(_element(element, group))
            known.add(element.name)
            continue
        star = stars.get(element.subject, [element])
        if element is not star[0]:
            continue
        names = {name for triple in star for name in triple.variables}
        patterns = " ".join(f"{triple.text} ." for triple in star)
        own, other = _equal(group, names) or (None, None)
        kept = " ".join(f"?{name}" for name in sorted(names))
        if own and other and group.variables_of(own) <= known:
            parts.append(f"BIND({_certain(text_of(own, group, known))} AS {_KEY})")
            computed = f"BIND({_certain(text_of(other, group, names))} AS {_KEY})"
            parts.append(f"{{ SELECT {kept} {_KEY} WHERE {{ {patterns} {computed} }} }}")
        elif len(names & known) > 1:
            parts.append(f"{{ SELECT {kept} WHERE {{ {patterns} }} }}")
        else:
            parts.append(patterns)
        known |= names
    return parts


def _certain(key: str) -> str:
    """Return a key that always has a value: the store hashes no other, and would try each row with each.

    What has none has the key of what is empty, and fails the test that follows.
    """
    return f'COALESCE({key}, "")'


def _stars(group: Group) -> dict[str, list[Triple]]:
    """Return the patterns of each subject but `?this`; none where a BIND comes between, which must keep its place."""
    last = max((number for number, element in enumerate(group.elements) if isinstance(element, Triple)), default=0)
    if any(isinstance(element, Binding) for element in group.elements[:last]):
        return {}
    found: dict[str, list[Triple]] = {}
    for triple in group.triples:
        if triple.subject.startswith("?") and triple.subject != "?this":
            found.setdefault(triple.subject, []).append(triple)
    return found


def is_hashed(group: Group) -> bool:
    """Tell whether a test says that something computed is equal: such things are joined, not tried."""
    return any(_equal(group, {name for triple in star for name in triple.variables}) for star in _stars(group).values())


def _equal(group: Group, names: set[str]) -> tuple[Expression, Expression] | None:
    """Return two computed strings that a test says are equal, the second made of `names` alone; None without any."""
    for test in group.tests:
        if test.kind == "operator" and test.text == "=" and all(part.kind == "call" for part in test.parts):
            one, other = test.parts
            for own, strange in ((one, other), (other, one)):
                if group.variables_of(strange) <= names and not group.variables_of(own) & names:
                    return own, strange
    return None


def _can_be_subtracted(group: Group, test: Expression, bound: set[str]) -> bool:
    """Tell whether a test is a NOT EXISTS whose group needs nothing from outside but what it is joined on."""
    if test.text != "!" or test.parts[0].kind != "exists":
        return False
    inner = group.inner[id(test.parts[0])]
    own = inner.variables()
    is_joined = any(triple.variables & bound for triple in inner.triples)
    tested = set().union(*(inner.variables_of(one) for one in inner.tests))
    computed = set().union(*(inner.variables_of(one.expression) for one in inner.bindings))
    strange = (tested | computed) - own
    is_one = inner.triples and reached(inner.triples, set(inner.triples[0].variables)) == len(inner.triples)
    return bool(len(inner.triples) > 1 and is_one and is_joined and not strange & bound)


def _nested(group: Group, bound: set[str]) -> str:
    """Return the inside of an EXISTS, one pattern a level."""
    left, bindings, tests = list(group.triples), list(group.bindings), list(group.tests)
    own = group.variables()

    def level(bound: set[str]) -> str:
        parts: list[str] = []
        if left:
            best = next_pattern(left, bound)
            left.remove(best)
            parts.append(f"{best.text} .")
            bound = bound | best.variables
        ready = True
        while ready:
            ready = False
            for binding in bindings:
                if (group.variables_of(binding.expression) & (own | outer)) <= bound:
                    parts.append(f"BIND({text_of(binding.expression, group, bound)} AS ?{binding.name})")
                    bound = bound | {binding.name}
                    bindings.remove(binding)
                    ready = True
                    break
        for test in [test for test in tests if not left or (group.variables_of(test) & (own | outer)) <= bound]:
            parts.append(f"FILTER({text_of(test, group, bound)})")
            tests.remove(test)
        if left:
            parts.append(f"FILTER(EXISTS {{ {level(bound)} }})")
        return " ".join(parts)

    outer = set(bound)
    return level(outer)


def text_of(expression: Expression, group: Group, bound: set[str], *, as_it_is: bool = False) -> str:
    """Return an expression of `group` as SPARQL, where `bound` holds the variables that have a value.

    The groups of its EXISTS are written for the store, or `as_it_is`.
    """

    def written(part: Expression) -> str:
        return text_of(part, group, bound, as_it_is=as_it_is)

    match expression.kind:
        case "variable":
            return f"?{expression.text}"
        case "string":
            return rdflib.Literal(expression.text).n3().replace("\t", r"\t")  # rdflib reads a tab as spaces
        case "iri":
            return f"<{expression.text}>"
        case "exists":
            inner = joined(expression.group) if as_it_is else _nested(group.inner[id(expression)], bound)
            return f"EXISTS {{ {inner} }}"
        case "call":
            name = f"<{expression.text}>" if ":" in expression.text else expression.text
            return f"{name}({', '.join(map(written, expression.parts))})"
        case "operator":
            parts = list(map(written, expression.parts))
            if expression.text in ("IN", "NOT IN"):
                return f"({parts[0]} {expression.text} ({', '.join(parts[1:])}))"
            if len(parts) == 1:
                return f"({expression.text} {parts[0]})"
            return f"({parts[0]} {expression.text} {parts[1]})"
    return expression.text
