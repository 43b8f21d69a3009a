"""Spreading jobs over processes where that pays: through any executor of `concurrent.futures`."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor

Job = TypeVar("Job")
Done = TypeVar("Done")
_MOST = 8
"""Processes beyond which the disk is what one waits for."""


@contextmanager
def workers(executor: Executor | None, *, pays: bool) -> Iterator[Executor | None]:
    """Give the executor, or one of this machine's own processors where that `pays`, or None: do it here."""
    count = min(os.cpu_count() or 1, _MOST)
    if executor is not None or not pays or count == 1:
        yield executor
        return
    with ProcessPoolExecutor(count) as own:
        yield own


def done(executor: Executor | None, function: Callable[[Job], Done], jobs: Iterable[Job]) -> Iterator[Done]:
    """Yield the result of each job in the order of the jobs; without an executor one after the other."""
    if executor is None:
        yield from map(function, jobs)
        return
    futures = [executor.submit(function, job) for job in jobs]
    for future in futures:
        yield future.result()
