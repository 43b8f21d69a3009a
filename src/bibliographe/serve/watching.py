"""Doing something from time to time while requests go on, such as looking whether the catalogue was built anew."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

EVERY = 2.0
"""Seconds between two looks for a new build: each reads two small files."""


class Repeated:
    """A thread that does something again and again until it is told to stop; a context manager."""

    def __init__(self, name: str, do: Callable[[], object], every: float) -> None:
        """Do it `every` so many seconds, the first time at once."""
        self._do = do
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._repeat, name=name, daemon=True)

    def _repeat(self) -> None:
        while not self._stop.is_set():
            self._do()
            self._stop.wait(self._every)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
