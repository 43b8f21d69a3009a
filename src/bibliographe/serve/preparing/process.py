"""Making parts for one build, as a process of its own, so that the portal goes on answering at its usual pace.

python -m bibliographe.serve.preparing.process DIR BUILD PART…

How far it is goes to standard output, a line each time: the part, steps done, and of how many.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bibliographe.config import load_catalogue
from bibliographe.errors import BibliographeError
from bibliographe.i18n import preferred_language
from bibliographe.serve.preparing.parts import PARTS
from bibliographe.store.access import open_folder
from bibliographe.store.places import places

if TYPE_CHECKING:
    from bibliographe.i18n import Text

_EVERY = 0.3
"""Seconds between two lines."""


class Told:
    """Progress that is told to the process that waits."""

    def __init__(self, name: str) -> None:
        """Tell nothing yet of the part of that name."""
        self._name = name
        self._done, self._total, self._last = 0, 0, 0.0

    def stage(self, _name: Text, total: int | None = None) -> None:
        """Begin a stage; one whose end nobody knows is not told."""
        self._done, self._total = 0, total or 0

    def advance(self, steps: int = 1) -> None:
        """Tell how far it is, now and then."""
        self._done += steps
        now = time.monotonic()
        if self._total and now - self._last > _EVERY:
            self._last = now
            print(self._name, self._done, self._total, flush=True)


def main(directory: str, build: str, *names: str) -> int:
    """Make them; 0 when they are there, 1 when the build is gone, 2 when one cannot be made."""
    parts = [PARTS[name] for name in names]
    if hasattr(os, "nice"):
        os.nice(max(part.niceness for part in parts))
    # An exit like any other: drafts are swept away, and the processes that share the work end.
    signal.signal(signal.SIGTERM, lambda *_arguments: sys.exit(1))
    try:
        catalogue = load_catalogue(Path(directory))
        opened = open_folder(catalogue, places(catalogue).builds / build)
        if opened is None:
            return 1
        with opened:
            for part in parts:
                opened.progress = Told(part.name)
                part.ensure(opened)
    except BibliographeError as error:
        sys.stderr.write(error.describe(preferred_language()) + "\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
