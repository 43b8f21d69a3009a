"""The results as a person reads them: causes before what may follow from them, and no fault told twice.

Forms for programs (and SHACL's own report) keep every result.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.validate.checks import CHECKS, UNKNOWN_TERM

if TYPE_CHECKING:
    from bibliographe.validate.results import Group, Report, Result

_CAUSES = frozenset(check.name for check in CHECKS if check.cause)
_TOLD_WITH_CAUSES = frozenset(check.name for check in CHECKS if check.cause or check.early)
_EXPLAIN = (_TOLD_WITH_CAUSES, frozenset({UNKNOWN_TERM.name}), frozenset({"thing-missing", "record-thing-gone"}))
"""What explains other findings, in the order in which to mend it: files, misspelt terms, references into the void."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """The groups of a report in the order in which to mend them."""

    first: tuple[Group, ...]
    """What is wrong with whole files; all groups where nothing of theirs is a cause."""
    after: tuple[Group, ...] = ()
    """What may follow from the causes."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return all groups."""
        return self.first + self.after

    @property
    def following(self) -> int:
        """Return how many results may follow from the causes."""
        return sum(group.total for group in self.after)


def ordered(report: Report) -> Ordered:
    """Return the groups with their causes first, then as grave as they are, each fault once."""
    groups = sorted((replace(group, results=_once(group.results)) for group in report.groups()), key=_rank)
    told = [group for group in groups if group.constraint in _TOLD_WITH_CAUSES]
    if not any(group.constraint in _CAUSES for group in told):
        return Ordered(tuple(groups))
    return Ordered(tuple(told), tuple(groups[len(told) :]))


def _rank(group: Group) -> tuple[int, bool]:
    rank = next((rank for rank, names in enumerate(_EXPLAIN) if group.constraint in names), len(_EXPLAIN))
    return rank, rank == 0 and group.constraint not in _CAUSES


def _once(results: tuple[Result, ...]) -> tuple[Result, ...]:
    """Keep one of the results that say the same of the same value: a text where an address should be has two faults."""
    first: dict[tuple[object, ...], Result] = {}
    for result in results:
        first.setdefault(_key(result), result)
    return tuple(first.values())


def _key(result: Result) -> tuple[object, ...]:
    finding = result.finding
    return finding.focus, finding.path, finding.value, result.message
