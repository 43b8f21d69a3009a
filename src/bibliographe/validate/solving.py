"""SPARQL constraints taken apart: the store finds the solutions of suspects, pySHACL is left with wording them.

A suspect has few solutions, but what a constraint looks through to find them may be the whole catalogue, and rdflib
goes through it a hundred times as slowly as the store. So the store is asked for the values that the patterns have
where all tests hold; what remains of the query is worked out of these values alone, by rdflib.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.sparql_tokens import tokens
from bibliographe.validate.groups import exists_in
from bibliographe.validate.plan import NO_NODES, Solving, selecting
from bibliographe.validate.questioning import question
from bibliographe.validate.regex import is_exact
from bibliographe.validate.rewriting import text_of
from bibliographe.validate.targets import HEAD, prologue

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bibliographe.validate.expressions import Expression
    from bibliographe.validate.groups import Group
    from bibliographe.validate.sparql import Constraint


def solving_of(select: str, read: Constraint, prefixes: dict[str, str]) -> Solving | None:
    """Return how the solutions of a constraint's query are found; None where a BIND decides which there are.

    Tests about which the engines may not agree in some text are left out of the question: rdflib makes them.
    """
    group = read.group
    head = HEAD.fullmatch(select)
    shown = tuple(sorted({name for triple in group.triples for name in triple.variables} - {"this"}))
    inexact = _inexact(group, frozenset())
    if head is None or inexact & {*shown} or any(any(exists_in(one.expression)) for one in group.bindings):
        return None
    exact = [test for test in group.tests if _is_exact(test, group, inexact)]
    used = {token.text.partition(":")[0] for token in tokens(select) if token.kind == "name"}
    declared = prologue(prefixes)
    declarations = tuple(line for line in declared.splitlines() if line.split()[1][:-1] in used)
    left = [test for test in group.tests if test not in exact or not any(exists_in(test))]
    return Solving(
        select=select,
        declarations=declarations,
        shown=shown,
        remainder="\n".join((*declarations, f"{select[: head.start('body')]} {_remainder(group, left, shown)} }}")),
        query=question(NO_NODES, replace(group, tests=exact), declared, shown),
        doubtful=f"{declared}{selecting(shown)} {NO_NODES} {read.doubts.patterns}",
    )


def _remainder(group: Group, tests: Sequence[Expression], known: Collection[str]) -> str:
    """Return the bindings of a group, but for what stands in a pattern as well and so is `known`, and some tests."""
    bindings = (one for one in group.bindings if one.name not in known)
    parts = [f"BIND({text_of(one.expression, group, set())} AS ?{one.name})" for one in bindings]
    parts += [f"FILTER({text_of(test, group, set(), as_it_is=True)})" for test in tests]
    return " ".join(parts)


def _inexact(group: Group, outer: frozenset[str]) -> frozenset[str]:
    """Return the variables, of a group and outside of it, that may be bound to another text in rdflib."""
    found = outer
    for one in group.bindings:
        if not _is_exact(one.expression, group, found):
            found |= {one.name}
    return found


def _is_exact(expression: Expression, group: Group, inexact: frozenset[str]) -> bool:
    """Tell whether the engines agree about an expression whatever a text is like.

    Python's `$` is not Rust's, nor is what Python casts to a number (`" 1"`), nor a quotient.
    """
    if expression.kind == "variable":
        return expression.text not in inexact
    if expression.kind == "exists":
        inner = group.inner[id(expression)]
        within = _inexact(inner, inexact)
        names = {name for triple in inner.triples for name in triple.variables}
        return not names & within and all(_is_exact(test, inner, within) for test in inner.tests)
    is_cast = expression.kind == "call" and ":" in expression.text
    if is_cast or (expression.kind == "operator" and expression.text == "/"):
        return False
    if expression.kind == "call" and expression.text in ("REGEX", "REPLACE"):
        pattern = expression.parts[1].text
        if "$" in pattern or not is_exact(pattern):
            return False
    return all(_is_exact(part, group, inexact) for part in expression.parts)
