"""What breaks the shapes: the suspects first, then pySHACL's word on them."""

from __future__ import annotations

from importlib import import_module
from itertools import chain, islice
from threading import Thread
from typing import TYPE_CHECKING

from bibliographe.validate.suspects import find_suspects

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from bibliographe.validate.plan import Plan
    from bibliographe.validate.reading import Data
    from bibliographe.validate.results import Finding
    from bibliographe.validate.shapes import Shapes
    from bibliographe.validate.storing import Stored
    from bibliographe.validate.suspects import Suspects
    from bibliographe.validate.written import Term


_MANY = 100
"""Questions from which on one pass costs less than to ask a store in memory: a pass costs the same for a few."""


def find(
    data: Data,
    shapes: Shapes,
    *,
    plan: Plan | None = None,
    focus: frozenset[Term] | None = None,
    executor: Executor | None = None,
    in_one_pass: bool | None = None,
) -> Iterator[Finding]:
    """Yield what pySHACL reports about `data`, in no particular order; about the nodes of `focus` alone, where given.

    `plan` is that of the shapes unless another is given, which asks less. Where the data lie in a folder, `executor`
    asks and reports. `in_one_pass` tells whether questions are put node by node, in one pass over the files; unless
    told, where these are too large to be kept and the questions many, or the store on disk. No store is made on disk as
    long as the files answer. Raises `ShapesError` when the shapes cannot be run.
    """
    plan = plan or shapes.plan
    # pySHACL and rdflib take their time, and a catalogue in order never needs them.
    if plan.whole is not None:
        from bibliographe.validate.running import report_whole

        yield from report_whole(data, shapes, focus)
        return
    suspects = _suspects(data, plan, focus, executor, in_one_pass)
    first = list(islice(suspects, 1))
    if first or plan.left:
        from bibliographe.validate.running import report_on

        yield from report_on(data, shapes, plan, chain(first, suspects), focus=focus, executor=executor)


def _suspects(
    data: Data, plan: Plan, focus: frozenset[Term] | None, executor: Executor | None, in_one_pass: bool | None
) -> Iterator[Suspects]:
    # Processes of others, and what the plan leaves to pySHACL, read a store.
    is_left_in_files = in_one_pass is not False and focus is None and executor is None and not plan.left
    if is_left_in_files and data.filed is not None:
        from bibliographe.validate.passing import find_suspects_in_files

        return find_suspects_in_files(data.filed, plan, data.progress)
    stored = _filled(data)
    if in_one_pass is None:
        is_large = all(file.kept is None for file in data.files)
        in_one_pass = is_large and (stored.path is not None or len(plan.questions) >= _MANY)
    return find_suspects(stored, plan, executor, focus, data.files if in_one_pass else (), data.progress)


def _filled(data: Data) -> Stored:
    """Return the store of what is validated; while that of a large catalogue fills, pySHACL is imported.

    Hardly any such catalogue is without a finding, the import takes half a second, and the filling leaves Python's lock
    alone. It ends before processes are forked: what an import holds would stay held in them.
    """
    if any(file.kept is not None for file in data.files):
        return data.stored
    thread = Thread(target=import_module, args=("pyshacl",))
    thread.start()
    try:
        return data.stored
    finally:
        thread.join()
