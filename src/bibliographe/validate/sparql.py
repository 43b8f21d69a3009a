"""SPARQL constraints (SHACL, section 5) as questions to the whole graph.

A constraint's query is asked of all focus nodes at once by putting the targets before its patterns. It then gives
rdflib's answer wherever the store's functions and comparisons agree with rdflib's; where that hangs on the data, a
`Doubt` says on what. What never can be told is `Unsure`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.validate.doubts import Doubts
from bibliographe.validate.expression_kinds import NO_TEST
from bibliographe.validate.function_kinds import FunctionKinds
from bibliographe.validate.groups import read_group
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from bibliographe.validate.expression_kinds import Kinds
    from bibliographe.validate.groups import Group


@dataclass(frozen=True, slots=True)
class Constraint:
    """A query as it can be asked of all focus nodes at once, and what is in doubt then."""

    group: Group
    doubts: Doubts


def read_constraint(body: str, prefixes: dict[str, str]) -> Constraint:
    """Return what stands for the inside of a query; raises `Unsure` where nothing does."""
    group, sources = read_group(body, prefixes)
    # What something is said of is no text, unless a path leads back to it.
    is_this_described = any(triple.subject == "?this" and "^" not in triple.text for triple in group.triples)
    return Constraint(group, _doubts(group, FunctionKinds(sources, is_this_described=is_this_described)))


def _doubts(group: Group, kinds: Kinds) -> Doubts:
    kinds.begin()
    for expression in group.tests:
        if kinds.kind(expression) != "boolean":
            raise Unsure(NO_TEST)
    for binding in group.bindings:
        kinds.kind(binding.expression)
    own = tuple(dict.fromkeys(kinds.found))
    return Doubts(tuple(group.triples), own, tuple(_doubts(inner, kinds) for inner in group.inner.values()))
