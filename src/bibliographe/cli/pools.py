"""Which processes a command shares its work with: none for little work, one a core for much."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bibliographe.graph.files import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from bibliographe.config import Catalogue

_WORTH_IT = 50_000_000
"""Bytes of work from which starting processes costs less than it saves."""


def size_of(catalogue: Catalogue) -> int:
    """Return how many bytes the files of `graph/` have."""
    if not catalogue.graph.is_dir():
        return 0
    return sum(path.stat().st_size for path in catalogue.graph.iterdir() if path.suffix in FORMATS)


@contextmanager
def pool(work: int, worth_it: int = _WORTH_IT) -> Iterator[Executor | None]:
    """Give an executor with a process for each core when there is this much work, else None."""
    if work < worth_it or (os.cpu_count() or 1) < 2:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A fork would share the threads and the open files of this process.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as executor:
        yield executor
