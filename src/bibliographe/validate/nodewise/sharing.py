"""The pass over a store shared among processes."""

from __future__ import annotations

import multiprocessing
from functools import partial
from typing import TYPE_CHECKING

from bibliographe.validate.asking import open_folder
from bibliographe.validate.nodewise.looking import InFiles, InStore
from bibliographe.validate.nodewise.marks import Marked
from bibliographe.validate.nodewise.pointers import pointers_in
from bibliographe.validate.nodewise.terms import BlankNodeMet
from bibliographe.validate.nodewise.walk import Walk
from bibliographe.validate.nodewise.windows import Survey
from bibliographe.validate.work import processors, workers
from bibliographe.work import mapped, process_pool

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from concurrent.futures import Executor

    from pyoxigraph import Store

    from bibliographe.validate.nodewise.pointers import Pointers
    from bibliographe.validate.nodewise.stars import Star
    from bibliographe.validate.nodewise.terms import Term
    from bibliographe.validate.reading import DataFile
    from bibliographe.validate.storing import Stored

    Found = dict[int, "set[Term] | None"]

_FEW = 200_000
"""Statements in memory for which other processes do not pay."""
_inherited: list[Store] = []
"""The store in memory that forked processes find."""


def walked(
    stored: Stored, files: Sequence[DataFile], queries: Sequence[str], executor: Executor | None = None
) -> dict[int, set[Term]]:
    """Return, by the place of a query, the nodes that may answer it; a query that is not there, the store must answer.

    `files` are what `stored` was made of. A store in a folder is read by `executor`, where one is given, else by
    this machine's processors; one in memory by processes that are forked, where the system does that.
    """
    questions = list(enumerate(queries))
    shares = processors()
    try:
        survey = Survey.of(files, placed=stored.path is not None)
        if stored.path is not None:
            run = partial(_walk_folder, str(stored.path), survey, questions, shares)
            with workers(executor, pays=True) as shared:
                return _together(mapped(run, range(shares), shared))
        if shares > 1 and len(stored.store) > _FEW and "fork" in multiprocessing.get_all_start_methods():
            return _forked(stored.store, partial(_walk_inherited, survey, questions, shares), shares)
        return _together([Walk(InStore(stored.store), questions).run(survey)])
    except BlankNodeMet:
        return {}


def walked_in_files(
    files: Sequence[DataFile],
    surveyed: Callable[[], Survey],
    queries: Sequence[str],
    only_whether: Collection[int] = frozenset(),
) -> tuple[dict[str, Pointers], dict[int, set[Term]]]:
    """Return what `walked` does, without a store, after where the predicates point that queries follow back.

    `surveyed` gives the survey of the files, with places. Of the queries at the places `only_whether` no more is told
    than whether there is a node. Raises `BlankNodeMet`.
    """
    questions, shares = list(enumerate(queries)), processors()
    walk = Walk(InFiles(_nothing_said, {}), questions)
    predicates = sorted(walk.told | walk.followed_back)
    with workers(None, pays=True) as shared:
        parts = [predicates[number::shares] for number in range(shares)]
        noting = [shared.submit(pointers_in, files, part) for part in parts] if shared is not None else []
        survey = surveyed()
        noted = [part.result() for part in noting] or [pointers_in(files, predicates)]
        pointers = {predicate: places for part in noted for predicate, places in part.items()}
        run = partial(_walk_files, survey, walk.told, pointers, questions, only_whether, shares)
        return pointers, _together(mapped(run, range(shares), shared))


def _nothing_said(_node: str) -> Star:
    return {}


def _walk_files(
    survey: Survey,
    told: frozenset[str],
    pointers: dict[str, Pointers],
    questions: list[tuple[int, str]],
    only_whether: Collection[int],
    shares: int,
    share: int,
) -> Found:
    look = InFiles(survey.read_star, pointers)
    return Walk(look, questions, only_whether).run(survey, share, shares, Marked(told, pointers))


def _walk_folder(path: str, survey: Survey, questions: list[tuple[int, str]], shares: int, share: int) -> Found:
    return Walk(InStore(open_folder(path), survey.reading), questions).run(survey, share, shares)


def _walk_inherited(survey: Survey, questions: list[tuple[int, str]], shares: int, share: int) -> Found:
    return Walk(InStore(_inherited[-1]), questions).run(survey, share, shares)


def _forked(store: Store, run: partial[Found], shares: int) -> dict[int, set[Term]]:
    _inherited.append(store)
    try:
        with process_pool(shares, "fork") as executor:
            return _together(executor.map(run, range(shares)))
    finally:
        _inherited.pop()


def _together(answers: Iterable[Found]) -> dict[int, set[Term]]:
    """Return what all shares found; a question that any of them gave up is left out."""
    found: dict[int, set[Term]] = {}
    given_up: set[int] = set()
    for answer in answers:
        for number, nodes in answer.items():
            if nodes is None:
                given_up.add(number)
            else:
                found.setdefault(number, set()).update(nodes)
    return {number: nodes for number, nodes in found.items() if number not in given_up}
