"""Sharing work: any `concurrent.futures.Executor` will do, a Dask cluster's too (docs/scale.md)."""

from __future__ import annotations

import os
import threading
from collections import deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future
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


def end_with_parent() -> None:
    """Have this process end when the one that started it is killed: a pool's would wait for work for ever.

    What every pool of processes is given as its `initializer`.
    """
    # A command that shares nothing does without loading what processes need.
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
