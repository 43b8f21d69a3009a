"""Ending what takes too long: one thread for all of it, asleep until the first is due."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Deadlines:
    """Calls what ends a piece of work that is not done in its time; safe to use from many threads."""

    def __init__(self) -> None:
        """Watch nothing yet: the first piece of work starts the thread, which then lasts as long as the program."""
        self._changed = threading.Condition()
        self._due: dict[object, tuple[float, Callable[[], None]]] = {}
        self._wakes = 0.0
        """When the thread looks again, by the monotonic clock; 0 while there is none."""

    @contextmanager
    def within(self, seconds: float, stop: Callable[[], None]) -> Iterator[None]:
        """Call `stop` when the block is not left in so many seconds, and never once it is left."""
        ticket, due = object(), time.monotonic() + seconds
        with self._changed:
            self._due[ticket] = due, stop
            if not self._wakes:
                self._wakes = due
                threading.Thread(target=self._watch, name="deadlines", daemon=True).start()
            elif due < self._wakes:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._due.pop(ticket, None)

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for ticket, (due, stop) in list(self._due.items()):
                    if due <= now:
                        del self._due[ticket]
                        with suppress(Exception):  # the others are watched all the same
                            stop()
                first = min((due for due, _stop in self._due.values()), default=None)
                self._wakes = threading.TIMEOUT_MAX if first is None else first
                self._changed.wait(None if first is None else first - now)
