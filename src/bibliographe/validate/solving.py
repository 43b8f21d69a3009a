"""SPARQL constraints taken apart: the store finds the solutions of suspects, pySHACL is left with wording them.

A suspect has few solutions, but what a constraint looks through to find them may be the whole catalogue, and rdflib
goes through it a hundred times as slowly as the store. So the store is asked for the values that the patterns have
where all tests hold; what remains of the query is worked out of these values alone, by rdflib.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.sparql_tokens import tokens
from bibliographe.validate.groups import exists_in
from bibliographe.validate.plan import NO_NODES, Solving, selecting
from bibliographe.validate.rewriting import question, text_of
from bibliographe.validate.targets import HEAD, prologue

if TYPE_CHECKING:
    from collections.abc import Collection

    from bibliographe.validate.groups import Group
    from bibliographe.validate.sparql import Constraint


def solving_of(select: str, read: Constraint, prefixes: dict[str, str]) -> Solving | None:
    """Return how the solutions of a constraint's query are found; None where one of its BIND looks at patterns."""
    group = read.group
    head = HEAD.fullmatch(select)
    shown = tuple(sorted({name for triple in group.triples for name in triple.variables} - {"this"}))
    if head is None or any(any(exists_in(one.expression)) for one in group.bindings):
        return None
    used = {token.text.partition(":")[0] for token in tokens(select) if token.kind == "name"}
    declared = prologue(prefixes)
    return Solving(
        select=select,
        declarations=tuple(line for line in declared.splitlines() if line.split()[1][:-1] in used),
        shown=shown,
        remainder=f"{select[: head.start('body')]} {_remainder(group, shown)} }}",
        query=question(NO_NODES, group, declared, shown),
        doubtful=f"{declared}{selecting(shown)} {NO_NODES} {read.doubts.patterns}",
    )


def _remainder(group: Group, known: Collection[str]) -> str:
    """Return the bindings of a group, and its tests but those that look at further patterns: the store saw them hold.

    What is bound and stands in a pattern as well is `known`.
    """
    bindings = (one for one in group.bindings if one.name not in known)
    parts = [f"BIND({text_of(one.expression, group, set())} AS ?{one.name})" for one in bindings]
    parts += [f"FILTER({text_of(test, group, set())})" for test in group.tests if not any(exists_in(test))]
    return " ".join(parts)
