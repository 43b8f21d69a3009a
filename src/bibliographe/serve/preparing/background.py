"""Having what the build in service lacks made, while requests go on."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Self

from bibliographe.errors import BibliographeError
from bibliographe.serve.preparing.parts import DUMPS, NEEDED

if TYPE_CHECKING:
    from types import TracebackType

    from bibliographe.serve.preparing.makers import Makers
    from bibliographe.serve.site import Site, Snapshot

_log = logging.getLogger(__name__)
_EVERY = 0.5


class Background:
    """A thread that looks whether the build in service lacks anything, and has it made; a context manager.

    What is being made when it ends is given up, and begun again by the next portal.
    """

    def __init__(self, site: Site, makers: Makers, every: float = _EVERY) -> None:
        self._site = site
        self._makers = makers
        self._every = every
        self._told: set[str] = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="preparing", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._makers.stop()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.is_set():
            try:
                with self._site.reading() as snapshot:
                    self._complete(snapshot)
            except (BibliographeError, OSError) as error:
                if str(error) not in self._told:
                    self._told.add(str(error))
                    _log.warning("not prepared", extra={"reason": str(error)})
            self._stop.wait(self._every)

    def _complete(self, snapshot: Snapshot) -> None:
        """Make what is lacking: first what answers wait for, then the dumps."""
        if not snapshot.prepared and self._makers.make(snapshot.opened, NEEDED):
            snapshot.prepare()
        elif not snapshot.retired:
            self._makers.make(snapshot.opened, (DUMPS,))
