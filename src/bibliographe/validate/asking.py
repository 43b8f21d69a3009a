"""Asking many questions of one store, on as many processors as there are.

A query releases Python's lock, so that threads share a store in memory. A store in a folder can be asked by other
processes as well: by any `concurrent.futures.Executor`, a Dask cluster's included, whose workers see the folder.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, cast

import pyoxigraph

from bibliographe.validate.written import as_written
from bibliographe.work import mapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from bibliographe.validate.written import Term

_SMALL = 5_000
"""Statements."""
AHEAD = 500
"""Tasks handed out before the first is waited for: they are short, and a cluster may have many workers."""


def ask(store: pyoxigraph.Store, query: str) -> set[Term]:
    """Return what a query gives as `?this`."""
    solutions = cast("pyoxigraph.QuerySolutions", store.query(query))
    return {as_written(cast("Term", solution["this"])) for solution in solutions if solution["this"] is not None}


def ask_all(
    store: pyoxigraph.Store, queries: Iterable[str], executor: Executor | None = None, path: Path | None = None
) -> Iterator[set[Term]]:
    """Yield the answers to `queries` in their order; by `executor` where the store lies in the folder `path`."""
    if executor is not None and path is not None:
        yield from mapped(partial(ask_in_folder, str(path)), queries, executor, AHEAD)
        return
    if _is_small(store):
        yield from (ask(store, query) for query in queries)
        return
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        yield from threads.map(lambda query: ask(store, query), queries)


def _is_small(store: pyoxigraph.Store) -> bool:
    """Tell whether a question takes less time than to hand it to another thread."""
    return sum(1 for _ in islice(store, _SMALL + 1)) <= _SMALL


def ask_in_folder(path: str, query: str) -> set[Term]:
    """Return what a query gives as `?this`, from the store in a folder; this process keeps it open."""
    return ask(open_folder(path), query)


@lru_cache(maxsize=1)
def open_folder(path: str) -> pyoxigraph.Store:
    """Return the store in a folder, read only."""
    return pyoxigraph.Store.read_only(path)
