"""The question that finds all `?this` for which a group of SPARQL has a solution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.validate.groups import Binding
from bibliographe.validate.patterns import Triple, reached
from bibliographe.validate.plan import selecting
from bibliographe.validate.rewriting import is_hashed, text_of, whole
from bibliographe.validate.unreached import Side, flattened, tried, variables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.validate.expressions import Expression
    from bibliographe.validate.groups import Group


def question(targets: str, group: Group, prologue: str, shown: Iterable[str] = ()) -> str:
    """Return the query for the `?this` among `targets` for which `group` has a solution, and for the values `shown`."""
    near, far = _apart(_needed(group))
    known = near.variables() | {"this"}
    if far is None:
        text = _absent_or(near, targets)
    elif is_hashed(beside := flattened(far, known)):
        text = f"{{ {targets} {whole(near, {'this'})} }} {whole(far, known)}"
    else:
        side = Side(_free("near", group.mentioned()), known, f"{targets} {whole(near, {'this'})}")
        text = _beside(side, near, beside, {"this", *shown})
    return f"{prologue}{selecting(shown)} {text} }}"


def _absent_or(near: Group, targets: str) -> str:
    """Return, as SPARQL, a group of which all hangs together, what it says is not there being far from it or not."""
    known = near.variables() | {"this"}
    far = [test for test in near.tests if _is_absence(near, test, known, near)]
    near = replace(near, tests=[test for test in near.tests if test not in far])
    side = Side(_free("near", near.mentioned()), known, f"{targets} {whole(near, {'this'})}")
    absences = " ".join(f"MINUS {{ {_found(side, near, test)} }}" for test in far)
    return f"{side.inside} {absences}"


def _beside(near: Side, group: Group, far: Group, wanted: set[str]) -> str:
    """Return, as SPARQL, `near` beside what `far` says, without what a third thing, far from both, forbids."""
    known = near.variables | far.variables()
    thirds = {
        test: third
        for test in far.tests
        if _is_absence(far, test, known, group) and _is_tried(near, far, third := _third(far, test, known))
    }
    kept = replace(far, tests=[test for test in far.tests if test not in thirds])
    compared = set[str]().union(*(far.variables_of(test) & known for test in thirds))
    absences = " ".join(
        f"MINUS {{ {_forbidden(near, kept, third, {'this'} | (far.variables_of(test) & known))} }}"
        for test, third in thirds.items()
    )
    return f"{_pairs(near, kept, wanted | compared)} {absences}"


def _third(far: Group, test: Expression, known: set[str]) -> Group:
    """Return the group of a NOT EXISTS with each of its tests by itself."""
    inner = flattened(far.inner[id(test.parts[0])], known)
    return replace(inner, tests=_conjuncts(inner.tests))


def _is_tried(near: Side, far: Group, third: Group) -> bool:
    """Tell whether a third thing is compared with `near` alone by some of its tests."""
    names = map(third.variables_of, third.tests)
    return any(one & near.variables and one & third.variables() and not one & far.variables() for one in names)


def _forbidden(near: Side, far: Group, third: Group, compared: set[str]) -> str:
    """Return, as SPARQL, the pairs of `near` and `far` that a third thing forbids, by what is `compared` with it.

    That is found beside `near` first, and then joined with the pairs of the same `near`.
    """
    with_far = [one for one in third.tests if third.variables_of(one) & far.variables()]
    needed = (compared & near.variables) | set[str]().union(*map(third.variables_of, with_far)) - far.variables()
    pairs = _pairs(near, far, compared)
    found = _pairs(near, replace(third, tests=[one for one in third.tests if one not in with_far]), needed)
    known = near.variables | far.variables() | third.variables()
    last = " && ".join(text_of(one, third, known) for one in with_far)
    parts = [
        f"{{ SELECT {variables(names)} WHERE {{ {text} }} }}" for names, text in ((compared, pairs), (needed, found))
    ]
    return " ".join((*parts, f"FILTER({last})" if last else ""))


def _is_absence(group: Group, test: Expression, known: set[str], near: Group) -> bool:
    """Tell whether a test is a NOT EXISTS about other things than those that are `known`, which it compares with these.

    What a BIND gives may have no value, and then nothing can be subtracted by it.
    """
    if test.text != "!" or test.parts[0].kind != "exists":
        return False
    inner = group.inner[id(test.parts[0])]
    compared = group.variables_of(test) & known
    is_far = inner.triples and not inner.bindings and not reached(inner.triples, known)
    return bool(is_far and compared and not compared & {one.name for one in near.bindings} and not is_hashed(inner))


def _found(near: Side, group: Group, test: Expression) -> str:
    """Return, as SPARQL, where the EXISTS of a test has a solution: beside which of `near`."""
    inner = flattened(group.inner[id(test.parts[0])], near.variables)
    return _pairs(near, inner, {"this"} | (group.variables_of(test) & near.variables))


def _pairs(near: Side, far: Group, wanted: set[str]) -> str:
    """Return, as SPARQL, what is `near` beside what `far` says, where the tests are passed."""
    names = far.variables()
    own = [test for test in far.tests if far.variables_of(test) <= names]
    others = [test for test in far.tests if test not in own]
    there = Side(_free("far", near.variables | far.mentioned()), names, whole(replace(far, tests=own), set()))

    def written(test: Expression) -> str:
        return text_of(test, far, near.variables | names)

    return tried(near, there, replace(far, tests=others), written, wanted)


def _apart(group: Group) -> tuple[Group, Group | None]:
    """Return what leads away from `?this` with the tests of that alone, and the rest, None where there is none.

    What nothing leads to is joined with each `?this`: it must come after all that may leave a `?this` out.
    """
    known = {"this"}
    while True:
        found = {name for triple in group.triples if triple.variables & known for name in triple.variables}
        found |= {one.name for one in group.bindings if group.variables_of(one.expression) <= known}
        if found <= known:
            break
        known |= found
    own = group.variables()
    if own <= known or any(isinstance(e, Binding) for e in group.elements if not _given(e) <= known):
        return group, None
    near = [element for element in group.elements if _given(element) <= known]
    first = [test for test in group.tests if group.variables_of(test) & own <= known]
    others = [element for element in group.elements if element not in near]
    then = [test for test in group.tests if test not in first]
    return replace(group, elements=near, tests=first), replace(group, elements=others, tests=then)


def _given(element: Triple | Binding) -> set[str]:
    return {element.name} if isinstance(element, Binding) else set(element.variables)


def _free(prefix: str, names: set[str]) -> str:
    """Return a prefix with which none of some names begins."""
    return prefix if not any(name.startswith(prefix) for name in names) else _free(f"{prefix}_", names)


def _conjuncts(tests: Iterable[Expression]) -> list[Expression]:
    """Return tests with what `&&` holds together taken apart."""
    found: list[Expression] = []
    for test in tests:
        found += _conjuncts(test.parts) if test.kind == "operator" and test.text == "&&" else [test]
    return found


def _needed(group: Group) -> Group:
    """Leave out what is bound for the result alone."""
    used = {name for triple in group.triples for name in triple.variables}
    used.update(*(group.variables_of(test) for test in group.tests))
    kept = set(used)
    for binding in reversed(group.bindings):
        if binding.name in kept:
            kept |= group.variables_of(binding.expression)
    elements = [e for e in group.elements if isinstance(e, Triple) or e.name in kept]
    return replace(group, elements=elements)
