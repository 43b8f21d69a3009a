"""Looking, from time to time, whether somebody has built the catalogue anew."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from bibliographe.serve.site import Site

EVERY = 2.0
"""Seconds between two looks: each reads two small files."""


class Watcher:
    """A thread that refreshes a site until it is told to stop; a context manager."""

    def __init__(self, site: Site, every: float = EVERY) -> None:
        self._site = site
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watcher", daemon=True)

    def _watch(self) -> None:
        while not self._stop.wait(self._every):
            self._site.refresh()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
