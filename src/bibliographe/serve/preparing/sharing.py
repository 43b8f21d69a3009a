"""The processes that share the reading of a large build."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from multiprocessing.process import BaseProcess

_WORTH_IT = 2_000
"""Entries from which starting processes costs less than it saves."""
_MOST = 4
"""Processes: more would wait for the one that writes the index, and take memory."""


@contextmanager
def readers(entries: int) -> Iterator[Executor | None]:
    """Give an executor of some processes for this many entries; None for few, or on one core."""
    count = min(os.cpu_count() or 1, _MOST)
    if entries < _WORTH_IT or count == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(count, get_context("spawn"), initializer=end_with_parent) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def end_with_parent() -> None:
    """Have this process end when the one that started it is killed: it would wait for work for ever."""
    parent = parent_process()
    if parent:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
