"""Work that takes too long for a request: done once for a build, beside the requests, one piece at a time."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.errors import BibliographeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.serve.site import Site, Snapshot

_log = logging.getLogger(__name__)
_ONE = threading.Lock()
"""One piece of work at a time in the whole portal: requests come first."""


class Done(NamedTuple):
    """What came of a piece of work: what was made, or nothing where it failed."""

    made: object | None
    reason: str = ""
    """Why it failed, for who runs the portal."""


class Beside:
    """What has been asked for of one build, by name."""

    def __init__(self) -> None:
        self._known: dict[str, Done | None] = {}
        self._knowing = threading.Lock()

    def done(self, site: Site, snapshot: Snapshot, name: str, make: Callable[[Snapshot], object]) -> Done | None:
        """Return what came of `make(snapshot)`, None while it goes on; the first who asks sets it going.

        The snapshot stays open until it is done.
        """
        with self._knowing:
            if name in self._known:
                return self._known[name]
            self._known[name] = None
        # A portal that is stopped does not wait for it.
        threading.Thread(target=self._work, args=(site, snapshot, name, make), name=name, daemon=True).start()
        return None

    def now(self, snapshot: Snapshot, name: str, make: Callable[[Snapshot], object]) -> Done:
        """Have it done before this returns, for who has nothing else to do meanwhile."""
        return self._do(snapshot, name, make)

    def _work(self, site: Site, snapshot: Snapshot, name: str, make: Callable[[Snapshot], object]) -> None:
        try:
            with _ONE, site.reading() as current:
                if current is snapshot:
                    self._do(snapshot, name, make)
        except BibliographeError as error:
            _log.warning("work failed", extra={"work": name, "reason": str(error)})

    def _do(self, snapshot: Snapshot, name: str, make: Callable[[Snapshot], object]) -> Done:
        try:
            done = Done(make(snapshot))
        except BibliographeError as error:
            done = Done(None, str(error))
            _log.warning("work failed", extra={"work": name, "reason": done.reason})
        except Exception as error:
            done = Done(None, f"{type(error).__name__}: {error}")
            _log.exception("work failed", extra={"work": name})
        with self._knowing:
            self._known[name] = done
        return done


def beside(_snapshot: Snapshot) -> Beside:
    """Return what is worked at beside the requests of a build: `snapshot.once(beside)`."""
    return Beside()


def status_of(done: Done | None) -> int:
    """Return the status of a page that shows a piece of work: accepted while it goes on, unavailable where it failed.

    Source: RFC 9110, sections 15.3.3 and 15.6.4.
    """
    if done is None:
        return 202
    return 200 if done.made is not None else 503
