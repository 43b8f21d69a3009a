"""What a store's literals are like, as far as the answer of a question hangs on it.

rdflib and the store agree on how to compare two numbers, two strings, two days; not on a year with a day, or on what
is no value of its datatype. Where the data is not such that they agree, the nodes in doubt are asked for as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from bibliographe.validate.kinds import KINDS, of_kind
from bibliographe.validate.written import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph

NODES, UNMARKED, SHORT, STRINGS, NUMBERS, SAME, ALIKE = (
    "nodes",
    "unmarked",
    "short",
    "string",
    "number",
    "same",
    "alike",
)


@dataclass(frozen=True, slots=True, order=True)
class Requirement:
    """What must be true of the data for a question to stand for its constraint.

    `kind` is `nodes` (the graph has no blank nodes), `unmarked` (all objects of the predicates are stored as they were
    written), `short` (none of their texts has a number of more than eighteen digits), `string` or `number` (they are
    that), `same` (all can be told equal or not) or `alike` (all are of one kind that has an order). `predicates` is
    None where the values may be those of any predicate.
    """

    kind: str
    predicates: tuple[str, ...] | None = ()


def agreed(kind: str, *values: str) -> str:
    """Return the condition under which the engines agree about values in the way that `kind` tells."""
    if kind == ALIKE:
        alike = (" && ".join(of_kind(name, value) for value in values) for name in KINDS)
        return "(" + " || ".join(f"({part})" for part in alike) + ")"
    return " && ".join(f"({_CONDITIONS[kind].replace('?o', value)})" for value in values)


_MARKED = f'STRSTARTS(STR(DATATYPE(?o)), "{MARK}")'
_CONDITIONS = {
    NODES: "!ISBLANK(?o)",
    UNMARKED: f"!ISLITERAL(?o) || !{_MARKED}",
    SHORT: '!REGEX(STR(?o), "[0-9]{16}|[^ -~]")',
    STRINGS: of_kind("string", "?o"),
    NUMBERS: of_kind("number", "?o"),
    SAME: "!ISLITERAL(?o) || LANG(?o) != '' || " + " || ".join(f"({of_kind(k, '?o')})" for k in (*KINDS, "truth")),
}


class Facts:
    """Answers about one store, each worked out once."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        """Look at nothing yet."""
        self._store = store
        self._known = lru_cache(maxsize=None)(self._look)
        self._has_names_only = False

    def note_names_only(self) -> None:
        """Take note that there are no blank nodes, which takes a scan of the whole store to find out."""
        self._has_names_only = True

    def unmet(self, requirements: Iterable[Requirement]) -> frozenset[Requirement]:
        """Return those of `requirements` that the data does not meet."""
        return frozenset(requirement for requirement in requirements if not self._meets(requirement))

    def has_subclasses(self) -> bool:
        """Tell whether the graph says of any class that it is narrower than another."""
        return not self._known("NOT EXISTS { ?sub <http://www.w3.org/2000/01/rdf-schema#subClassOf> ?class }")

    def _meets(self, requirement: Requirement) -> bool:
        if requirement.kind == NODES:
            return self._has_names_only or self._known("NOT EXISTS { ?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o)) }")
        if requirement.predicates is None:
            return False
        if requirement.kind == ALIKE:
            return any(self._all(requirement.predicates, of_kind(kind, "?o")) for kind in KINDS)
        return self._all(requirement.predicates, _CONDITIONS[requirement.kind])

    def _all(self, predicates: Iterable[str], condition: str) -> bool:
        return all(
            self._known(f"NOT EXISTS {{ ?s <{predicate}> ?o FILTER(!COALESCE({condition}, false)) }}")
            for predicate in predicates
        )

    def _look(self, condition: str) -> bool:
        answer = self._store.query(f"ASK {{ FILTER({condition}) }}")
        return bool(cast("pyoxigraph.QueryBoolean", answer))
