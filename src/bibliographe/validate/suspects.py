"""Which nodes may break which parts of the shapes: a plan's questions, asked of the store."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph

from bibliographe.validate.asking import ask_all
from bibliographe.validate.facts import Facts
from bibliographe.validate.plan import SELECT, SUBCLASSES, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from bibliographe.validate.plan import Plan, Question
    from bibliographe.validate.storing import Stored
    from bibliographe.validate.written import Term

_FEW = 5_000
"""Nodes up to which a question is asked of them alone; a question must not grow without end."""


@dataclass(frozen=True, slots=True)
class Suspects:
    """The nodes that may break the parts of a question."""

    question: Question
    nodes: set[Term]
    are_targets_doubtful: bool
    """Whether rdflib must be asked which of the nodes the shape is meant for."""


def find_suspects(
    stored: Stored, plan: Plan, executor: Executor | None = None, focus: frozenset[Term] | None = None
) -> Iterator[Suspects]:
    """Yield the questions whose answer names any node, of those of `focus` alone where given."""
    facts = Facts(stored.store)
    asked = []
    for question in plan.questions:
        doubtful = question.doubtful(facts.unmet(question.doubts.requirements))
        targets = question.doubtful_targets(facts.unmet(question.targets.doubts.requirements))
        asked.append((question, [query for query in (question.query, doubtful, targets) if query], bool(targets)))
    queries = (query for _, own, _ in asked for query in own)
    if not facts.has_subclasses():
        queries = (query.replace(SUBCLASSES, TYPE) for query in queries)
    if focus is not None and len(focus) <= _FEW and all(isinstance(node, pyoxigraph.NamedNode) for node in focus):
        queries = (_asked_of(query, focus) for query in queries)
    answers = ask_all(stored.store, queries, executor, stored.path)
    for question, own, are_targets_doubtful in asked:
        nodes: set[Term] = set().union(*islice(answers, len(own)))
        if focus is not None:
            nodes &= focus
        if nodes:
            yield Suspects(question, nodes, are_targets_doubtful)


def _asked_of(query: str, focus: frozenset[Term]) -> str:
    """Return a question that is asked of some nodes only."""
    return query.replace(SELECT, f"{SELECT} VALUES ?this {{ {' '.join(sorted(map(str, focus)))} }}")
