"""Spreading jobs over processes where that pays: through any executor of `concurrent.futures`."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bibliographe.work import process_pool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

_MOST = 8
"""Processes beyond which the disk is what one waits for."""


def processors() -> int:
    """Return how many of this machine's processors are worth using."""
    return min(os.cpu_count() or 1, _MOST)


@contextmanager
def workers(executor: Executor | None, *, pays: bool) -> Iterator[Executor | None]:
    """Give the executor, or one of this machine's own processors where that `pays`, or None: do it here."""
    count = processors()
    if executor is not None or not pays or count == 1:
        yield executor
        return
    with process_pool(count) as own:
        yield own
