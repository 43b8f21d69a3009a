"""Triple patterns of SPARQL, and an order in which what is bound leads from each to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.validate.conditions import exists

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Triple:
    """One triple pattern: its text, its variables, and its subject as text."""

    text: str
    variables: frozenset[str]
    subject: str


def exists_in_any_order(triples: Sequence[Triple], bound: set[str], condition: str) -> str:
    """Return the condition that triples, put in a good order, lead to what fulfils another."""
    found: list[str] = []
    left = list(triples)
    while left:
        best = next_pattern(left, bound)
        left.remove(best)
        found.append(best.text)
        bound = bound | best.variables
    return exists(found, condition) if found else condition


def next_pattern(triples: list[Triple], bound: set[str]) -> Triple:
    """Return the pattern with the most that is bound, the first of equals."""
    return max(triples, key=lambda triple: (len(triple.variables & bound) > 0, -len(triple.variables - bound)))


def reached(triples: Sequence[Triple], bound: set[str]) -> int:
    """Return how many of `triples` what is bound leads to, step by step."""
    left, known = list(triples), set(bound)
    while found := [triple for triple in left if triple.variables & known]:
        known.update(*(triple.variables for triple in found))
        left = [triple for triple in left if triple not in found]
    return len(triples) - len(left)
