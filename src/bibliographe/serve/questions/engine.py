"""The query processes as an engine of the query library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.query.engines.responses import read_graph, read_results
from bibliographe.serve.sparql.answered import Job
from bibliographe.serve.sparql.pool import query_pool

if TYPE_CHECKING:
    from bibliographe.query.answer import Answer
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.sparql.answered import Answered

LARGEST = 8_000_000
"""Bytes that the portal itself reads of an answer; files have no such limit."""


class PoolEngine:
    """Answers from the processes of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._pool = snapshot.once(query_pool)

    def ask(self, query: str) -> Answer:
        """Return the answer; raises `Refused` when it takes too much."""
        return read(self._pool.ask(Job(query, largest=LARGEST)))

    def first(self, query: str, most: int) -> tuple[Answer, bool]:
        """Return the first rows or triples of the answer, and whether there are more."""
        answered = self._pool.ask(Job(query, most=most, largest=LARGEST))
        return read(answered), answered.more


def read(answered: Answered) -> Answer:
    """Return what a process answered, as the library has it."""
    reading = read_graph if answered.form == "GRAPH" else read_results
    return reading(answered.whole(), answered.media_type, "")
