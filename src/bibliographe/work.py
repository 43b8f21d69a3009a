"""Sharing work: any `concurrent.futures.Executor` will do, a Dask cluster's too (docs/scale.md)."""

from __future__ import annotations

import os
import threading
from collections import deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

Given = TypeVar("Given")
Made = TypeVar("Made")
AHEAD = 8
"""Pieces of work handed out before the first of them is waited for: this bounds the memory that results take."""


def mapped(
    function: Callable[[Given], Made], pieces: Iterable[Given], executor: Executor | None, ahead: int = AHEAD
) -> Iterator[Made]:
    """Yield what `function` makes of each piece, in their order; without an executor, one after the other here.

    Function and pieces must be picklable for an executor of other processes. What the function raises is raised.
    """
    if executor is None:
        yield from map(function, pieces)
        return
    pending: deque[Future[Made]] = deque()
    try:
        for piece in pieces:
            pending.append(executor.submit(function, piece))
            if len(pending) >= ahead:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        for future in pending:
            future.cancel()


def process_pool(count: int | None = None, method: str | None = None) -> ProcessPoolExecutor:
    """Return an executor of other processes, which end when this one is killed.

    As many as there are processors unless `count` is given, started by `method` (`fork`, `spawn`), else as Python does.
    """
    # A command that shares nothing does without loading what processes need.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(count, get_context(method), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Have this process end when the one that started it is killed: it would wait for work for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
