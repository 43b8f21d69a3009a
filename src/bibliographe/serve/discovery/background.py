"""Having what stands beside each build made, in the background, one build after the other."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Self

from bibliographe.errors import BibliographeError
from bibliographe.serve.discovery.beside import beside_of

if TYPE_CHECKING:
    from types import TracebackType

    from bibliographe.serve.site import Site, Snapshot

_log = logging.getLogger(__name__)
_EVERY = 1.0


class Background:
    """A thread that looks whether the build in service lacks anything, and starts a process that makes it.

    A context manager; what is being made when it ends is given up, and begun again by the next portal.
    """

    def __init__(self, site: Site, every: float = _EVERY) -> None:
        self._site = site
        self._every = every
        self._tried: set[str] = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="beside", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(self._every):
            try:
                with self._site.reading() as snapshot:
                    if snapshot.build not in self._tried and beside_of(snapshot.opened) is None:
                        self._make(snapshot)
            except (BibliographeError, OSError) as error:
                _log.warning("dumps not made", extra={"reason": str(error)})

    def _make(self, snapshot: Snapshot) -> None:
        self._tried.add(snapshot.build)
        command = [sys.executable, "-m", "bibliographe.serve.discovery.making"]
        process = subprocess.Popen(  # noqa: S603 - this program itself, on the catalogue that is served
            [*command, str(snapshot.catalogue.directory), snapshot.build],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        while process.poll() is None:
            if self._stop.wait(self._every / 5):
                process.terminate()
                process.wait()
                return
        reason = process.stderr.read() if process.stderr else ""
        if process.returncode:
            _log.warning("dumps not made", extra={"build": snapshot.build[:12], "reason": reason.strip()})
        else:
            _log.info("dumps made", extra={"build": snapshot.build[:12]})
