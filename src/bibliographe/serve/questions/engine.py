"""The query processes as an engine of the query library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.serve.sparql.answered import Job
from bibliographe.serve.sparql.pool import query_pool
from bibliographe.serve.sparql.reading import read

if TYPE_CHECKING:
    from bibliographe.query.answer import Answer
    from bibliographe.serve.site import Snapshot

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
