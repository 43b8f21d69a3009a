"""The processes that make parts of builds, and how far each of them is."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.errors import StoreError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.serve.preparing.parts import Part
    from bibliographe.store.access import OpenedStore

_log = logging.getLogger(__name__)
_EVERY = 0.1
_LAST_LINES = 20
"""Lines of errors that are kept."""
_WORTH_IT = 5_000
"""Entries from which each part has a process of its own: for fewer, starting one takes longer than the part."""
AGAIN = 60.0
"""Seconds after which what could not be made is tried again."""


@dataclass(slots=True)
class HowFar:
    """How far the making of a part is."""

    began: float = field(default_factory=time.monotonic)
    share: float | None = None
    """Of 1; None where nobody can tell."""
    failed: float | None = None
    """When it failed, by the monotonic clock."""

    def left(self) -> float | None:
        """Return the seconds that are left at the pace so far, None where nobody can tell."""
        return (time.monotonic() - self.began) * (1 / self.share - 1) if self.share else None


class Makers:
    """Has parts of builds made by processes, and waits for them; any thread may ask how far they are."""

    def __init__(self) -> None:
        """Make nothing yet."""
        self._how_far: dict[tuple[str, str], HowFar] = {}
        self._turn = threading.Lock()
        self._stop = threading.Event()

    def how_far(self, build: str, part: Part) -> HowFar | None:
        """Return how far a part of a build is; None where nobody has begun it."""
        return self._how_far.get((build, part.name))

    def stop(self) -> None:
        """Give up what is being made: the next portal begins it again."""
        self._stop.set()

    def make(self, opened: OpenedStore, parts: Iterable[Part]) -> bool:
        """Have the parts that a build lacks made, side by side, one build at a time; the caller keeps it open.

        False when it was given up.

        Raises `StoreError` when one of them cannot be made, or failed less than a minute ago.
        """
        with self._turn:
            lacking = [part for part in parts if not part.is_there(opened)]
            for part in lacking:
                known = self.how_far(opened.folder.name, part)
                if known and known.failed and time.monotonic() - known.failed < AGAIN:
                    raise _not_made(part)
            if self._stop.is_set():
                return not lacking
            together = opened.manifest.entries < _WORTH_IT
            shares = [lacking] if together and lacking else [[part] for part in lacking]
            threads = [threading.Thread(target=self._made, args=(opened, share)) for share in shares]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            missing = [part for part in lacking if not part.is_there(opened)]
            if missing and not self._stop.is_set():
                raise _not_made(missing[0])
            return not missing

    def _made(self, opened: OpenedStore, parts: list[Part]) -> None:
        """Have one process make some parts, and listen to how far it is."""
        build = opened.folder.name
        told = {part.name: HowFar() for part in parts}
        self._how_far |= {(build, name): how_far for name, how_far in told.items()}
        process = subprocess.Popen(  # noqa: S603 - this program itself, on the catalogue that is served
            [sys.executable, "-m", "bibliographe.serve.preparing.process", str(opened.catalogue.directory), build,
             *told],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        began = time.monotonic()
        errors: deque[str] = deque(maxlen=_LAST_LINES)
        with process:
            threading.Thread(target=self._end, args=(process,), daemon=True).start()
            # Beside standard output: a pipe that nobody reads is soon full, and holds up who writes to it.
            listening = threading.Thread(target=errors.extend, args=(process.stderr or (),), daemon=True)
            listening.start()
            for line in process.stdout or ():
                name, done, total = line.split()
                told[name].share = min(int(done) / int(total), 1.0)
            listening.join()
        reason = "".join(errors)
        said = {"build": build[:12], "parts": " ".join(told), "seconds": round(time.monotonic() - began, 1)}
        if process.returncode == 0:
            _log.info("made", extra=said)
        elif not self._stop.is_set():
            for how_far in told.values():
                how_far.failed = time.monotonic()
            _log.warning("not made", extra={**said, "reason": reason.strip()[-500:]})

    def _end(self, process: subprocess.Popen[str]) -> None:
        while process.poll() is None:
            if self._stop.wait(_EVERY):
                process.terminate()
                return


def _not_made(part: Part) -> StoreError:
    return StoreError(
        Text(f"{part.what.fr} : impossible à faire pour le moment", f"{part.what.en}: cannot be made at the moment")
    )
