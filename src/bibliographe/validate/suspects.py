"""Which nodes may break which parts of the shapes: a plan's questions, asked of the store."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph

from bibliographe.i18n import Text
from bibliographe.progress import SILENCE
from bibliographe.validate.asking import ask_all
from bibliographe.validate.facts import facts_of
from bibliographe.validate.plan import SELECT, SUBCLASSES, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    from bibliographe.progress import Progress
    from bibliographe.validate.plan import Plan, Question
    from bibliographe.validate.reading import DataFile
    from bibliographe.validate.storing import Stored
    from bibliographe.validate.written import Term

_FEW = 5_000
"""Nodes up to which a question is asked of them alone; a question must not grow without end."""
_MANY = 50_000
"""Nodes beyond which asking of all is no dearer than asking of them."""


PASSING = Text("Passage en revue des choses décrites", "Passing over what is described")
ASKING = Text("Questions à tout le magasin", "Questions to the whole store")


@dataclass(frozen=True, slots=True)
class Suspects:
    """The nodes that may break the parts of a question."""

    question: Question
    nodes: set[Term]
    are_targets_doubtful: bool
    """Whether rdflib must be asked which of the nodes the shape is meant for."""
    doubt: str = ""
    """Where the engines may not agree about values of the question's patterns, as a condition."""


def find_suspects(
    stored: Stored,
    plan: Plan,
    executor: Executor | None = None,
    focus: frozenset[Term] | None = None,
    files: Sequence[DataFile] = (),
    progress: Progress = SILENCE,
) -> Iterator[Suspects]:
    """Yield the questions whose answer names any node.

    Where `focus` is given, of its nodes alone, unless the results would be about others. With `files`, what `stored`
    was made of, most questions are put node by node in one pass over them, and the store is asked of the nodes that
    the pass names.
    """
    facts = facts_of(stored.store, files)
    path = SUBCLASSES if facts.has_subclasses() else TYPE
    main = [question.query.replace(SUBCLASSES, path) for question in plan.questions]
    found: dict[int, set[Term]] = {}
    if files and focus is None:
        progress.stage(PASSING)
        found = _passed_over(stored, files, main, executor)
        if found:  # else blank nodes may have been met
            facts.note_names_only()
    few = focus if focus is not None and len(focus) <= _FEW and all(map(_is_named, focus)) else None
    asked = []
    for number, question in enumerate(plan.questions):
        unmet = facts.unmet(question.doubts.requirements)
        doubtful, doubt = question.doubtful(unmet), question.doubts.condition(unmet)
        targets = question.doubtful_targets(facts.unmet(question.targets.doubts.requirements))
        own = list(_asked_of_few(main[number], found[number])) if number in found else [main[number]]
        own += [query.replace(SUBCLASSES, path) for query in (doubtful, targets) if query]
        if few is not None and not question.tells_of_values:
            own = [_asked_of(query, few) for query in own]
        asked.append((question, own, bool(targets), doubt))
    queries = (query for _, own, _, _ in asked for query in own)
    progress.stage(ASKING, sum(len(own) for _, own, _, _ in asked))
    answers = ask_all(stored.store, queries, executor, stored.path)
    for question, own, are_targets_doubtful, doubt in asked:
        nodes: set[Term] = set().union(*islice(answers, len(own)))
        progress.advance(len(own))
        if focus is not None and not question.tells_of_values:
            nodes &= focus
        if nodes:
            yield Suspects(question, nodes, are_targets_doubtful, doubt)


def _is_named(node: Term) -> bool:
    return isinstance(node, pyoxigraph.NamedNode)


def _passed_over(
    stored: Stored, files: Sequence[DataFile], queries: Sequence[str], executor: Executor | None
) -> dict[int, set[Term]]:
    """Return, by the place of a query, the few nodes that may answer it, for the queries of which that is known."""
    # Loaded for a large store alone.
    from bibliographe.validate.nodewise.sharing import walked
    from bibliographe.validate.nodewise.terms import to_pyoxigraph

    found = walked(stored, files, queries, executor)
    few = {number: nodes for number, nodes in found.items() if len(nodes) <= _MANY}
    return {number: set(map(to_pyoxigraph, nodes)) for number, nodes in few.items()}


def _asked_of_few(query: str, nodes: set[Term]) -> Iterator[str]:
    """Yield a query in pieces that ask of some nodes only, all together of `nodes`."""
    names = iter(sorted(nodes, key=str))
    while some := frozenset(islice(names, _FEW)):
        yield _asked_of(query, some)


def _asked_of(query: str, focus: frozenset[Term]) -> str:
    """Return a question that is asked of some nodes only.

    Each node is put into the question by itself (`LATERAL`, SPARQL 1.2 Community Group, SEP-0006): where nodes are only
    joined with it, the engine may go through all things of a class before it looks which of them are asked for.
    """
    nodes = f"VALUES ?this {{ {' '.join(sorted(map(str, focus)))} }}"
    declared, _, body = query.partition(SELECT)
    # An inner query would be worked out anew for each node; what LATERAL hands on must not be given a value again.
    if any(sign in body for sign in ("SELECT", "VALUES ?this", "AS ?this")):
        return query.replace(SELECT, f"{SELECT} {nodes}")
    return f"{declared}{SELECT} {nodes} LATERAL {{ {body} }}"
