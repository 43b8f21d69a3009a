"""The query processes of one build: so many at once, so many that wait, each replaced when it had to be stopped."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bibliographe.errors import StoreError
from bibliographe.i18n import Text
from bibliographe.serve.sparql.faults import busy, refusal_of, stopped
from bibliographe.serve.sparql.process import EndedError, FaultError, QueryProcess
from bibliographe.serve.sparql.readable import readable_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.sparql.answered import Answered, Job
    from bibliographe.serve.sparql.limits import QueryLimits


_MOST_ANSWERS = 2000
"""Answers after which a process is replaced, so that what its allocator keeps is given back."""


class Pool:
    """Answers queries over a store's folder; safe to ask from many threads."""

    def __init__(self, folder: Path, limits: QueryLimits) -> None:
        """Start nothing yet: the first query does."""
        self._folder = folder
        self.limits = limits
        self._changed = threading.Condition()
        self._idle: list[QueryProcess] = []
        self._running = 0
        self._queue: deque[object] = deque()
        self._closed = False

    def ask(self, job: Job) -> Answered:
        """Return the answer.

        Raises `Refused`: 400 for a query that is malformed or refused, 406 for one whose answer has no form that the
        job takes, 503 for one that took too much, or came when too many waited.
        """
        with self._turn():
            process = self._process()
            try:
                answer = process.ask(job)
            except FaultError as fault:
                self._give_back(process)
                raise refusal_of(fault.said, self.limits) from None
            except EndedError as ended:
                process.end()
                raise stopped(self.limits, late=ended.late) from None
            except BaseException:
                process.end()
                raise
            self._give_back(process)
            return answer

    def close(self) -> None:
        """End every process that does nothing now, and each of the others once it is done."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, []
        for process in idle:
            process.end()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for one of the places, the block's for as long as it lasts; raises `Refused` when none comes free."""
        with self._changed:
            if self._running >= self.limits.processes or self._queue:
                self._wait()
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def _wait(self) -> None:
        """Stand in the queue until it is this query's turn."""
        if len(self._queue) >= self.limits.waiting:
            raise busy()
        ticket, queue = object(), self._queue
        queue.append(ticket)
        try:
            if not self._changed.wait_for(
                lambda: queue[0] is ticket and self._running < self.limits.processes, self.limits.patience
            ):
                raise busy()
        finally:
            queue.remove(ticket)
            self._changed.notify_all()

    def _process(self) -> QueryProcess:
        while True:
            with self._changed:
                process = self._idle.pop() if self._idle else None
            if process is None:
                break
            if process.alive:
                return process
            process.end()
        try:
            return QueryProcess(self._folder, self.limits)
        except EndedError as error:
            raise StoreError(Text("la base ne s'ouvre pas", "the store does not open"), file=self._folder) from error

    def _give_back(self, process: QueryProcess) -> None:
        with self._changed:
            if not self._closed and process.answered < _MOST_ANSWERS:
                self._idle.append(process)
                return
        process.end()


def query_pool(snapshot: Snapshot) -> Pool:
    """Return the processes that answer from a snapshot: `snapshot.once(query_pool)`."""
    return Pool(readable_folder(snapshot), snapshot.query_limits)
