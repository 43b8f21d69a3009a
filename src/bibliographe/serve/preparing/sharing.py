"""The processes that share the reading of a large build."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bibliographe.work import process_pool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

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
    with process_pool(count, "spawn") as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise
