"""Which processes a command shares its work with: none for little work, one a core for much."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bibliographe.work import process_pool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

_WORTH_IT = 50_000_000
"""Bytes of work from which starting processes costs less than it saves."""


@contextmanager
def pool(work: int, worth_it: int = _WORTH_IT) -> Iterator[Executor | None]:
    """Give an executor with a process for each core when there is this much work, else None."""
    if work < worth_it or (os.cpu_count() or 1) < 2:
        yield None
        return
    # A fork would share the threads and the open files of this process.
    with process_pool(method="spawn") as executor:
        yield executor
