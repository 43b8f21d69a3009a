"""Suspects found in one pass over files, without a store as far as that goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.validate.asking import ask_all
from bibliographe.validate.facts import SUBCLASS, Facts
from bibliographe.validate.nodewise.terms import to_pyoxigraph
from bibliographe.validate.plan import SELECT, SUBCLASSES, TYPE
from bibliographe.validate.suspects import ASKING, PASSING, Suspects
from bibliographe.validate.written import as_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.progress import Progress
    from bibliographe.validate.facts import Requirement
    from bibliographe.validate.filed import Filed
    from bibliographe.validate.plan import Plan, Question
    from bibliographe.validate.written import Term

_MANY = 20_000
"""Nodes beyond which it is dearer to look at each than to ask of all."""


def find_suspects_in_files(filed: Filed, plan: Plan, progress: Progress) -> Iterator[Suspects]:
    """Yield the questions whose answer names any node.

    Of nodes that the pass names, rdflib is asked whether the shape is meant for them, and pySHACL what is wrong: both
    read single nodes, which stand in the files. What the pass leaves open is asked of a store.
    """
    progress.stage(PASSING)
    path = SUBCLASSES if filed.says(SUBCLASS) else TYPE
    main = [question.query.replace(SUBCLASSES, path) for question in plan.questions]
    nothing: dict[str, bool] = {}
    facts = Facts(nothing.__getitem__, filed.files)
    facts.note_names_only()
    groups = sorted(set(facts.groups(_requirements(plan))))
    questions = [*main, *(f"{SELECT} {group} }}" for group in groups)]
    found = filed.pass_over(questions, only_whether=range(len(main), len(questions)))
    # Where it is not certain what matches a group, something counts as doing so: more is asked then, of nodes in doubt.
    nothing.update((group, found.get(number) == set()) for number, group in enumerate(groups, len(main)))
    asked: list[tuple[Question, str, list[str], bool]] = []
    for number, question in enumerate(plan.questions):
        unmet = facts.unmet(question.doubts.requirements)
        targets = question.doubtful_targets(facts.unmet(question.targets.doubts.requirements))
        others = [query.replace(SUBCLASSES, path) for query in (question.doubtful(unmet), targets) if query]
        nodes, doubt = found.get(number), question.doubts.condition(unmet)
        if nodes is None or len(nodes) > _MANY:
            others.insert(0, main[number])
        elif nodes:
            yield Suspects(
                _with_targets(question),
                {as_written(to_pyoxigraph(node)) for node in nodes},
                are_targets_doubtful=True,
                doubt=doubt,
            )
        if others:
            asked.append((question, doubt, others, bool(targets)))
    queries = [query for _, _, own, _ in asked for query in own]
    if not queries:
        return
    progress.stage(ASKING, len(queries))
    answers = ask_all(filed.store_for(queries), queries)
    for question, doubt, own, are_targets_doubtful in asked:
        answer: set[Term] = set().union(*(next(answers) for _ in own))
        progress.advance(len(own))
        if answer:
            yield Suspects(question, answer, are_targets_doubtful, doubt)


def _requirements(plan: Plan) -> Iterator[Requirement]:
    for question in plan.questions:
        yield from question.doubts.requirements | question.targets.doubts.requirements


def _with_targets(question: Question) -> Question:
    """Return a question with a query that tells rdflib for which nodes the shape is meant."""
    targets = question.targets
    select = targets.select or f"{question.prologue}{SELECT} {targets.binding} }}"
    return replace(question, targets=replace(targets, select=select))
