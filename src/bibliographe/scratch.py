"""Folders for work in hand, gone when it is done.

Each is locked for as long as its process lives: what killed ones left, up to the size of a catalogue, goes with the
next folder that is made in the same place.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bibliographe.locks import Lock, hold

if TYPE_CHECKING:
    from types import TracebackType

_PREFIX = "bibliographe-"
_LOCK = ".lock"


class WorkFolder:
    """A folder of this process alone, empty at first; it goes with the context, or with this object."""

    def __init__(self, within: Path | None = None) -> None:
        """Make one in `within`, or among the system's temporary files; raises `OSError` where that cannot be."""
        place = within or Path(tempfile.gettempdir())
        remove_left(place)
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        self._end = weakref.finalize(self, _remove, self.path, _locked(self.path), os.getpid())

    def __enter__(self) -> Path:
        """Return the folder."""
        return self.path

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove it."""
        self.remove()

    def remove(self) -> None:
        """Remove it now; a second call does nothing."""
        self._end()


@cache
def remove_left(place: Path) -> None:
    """Remove the folders that killed processes left in a place; once in a process, for each place."""
    for lock in place.glob(f"{_PREFIX}*/{_LOCK}"):
        with hold(lock) as is_left:
            if is_left:
                shutil.rmtree(lock.parent, ignore_errors=True)


def _locked(folder: Path) -> Lock | None:
    """Return a lock in a folder, None on a disk that has no locks: what is left there, a person must remove."""
    # Under its name it is locked from the beginning, so that nobody takes the folder for one that was left.
    unnamed = folder / f"{_LOCK}.new"
    try:
        lock = Lock(unnamed, create=True)
    except OSError:
        return None
    try:
        unnamed.rename(folder / _LOCK)
    except OSError:  # Windows renames no file that is open
        lock.release()
        return None
    return lock


def _remove(path: Path, lock: Lock | None, owner: int) -> None:
    if os.getpid() != owner:  # a process forked meanwhile, which has the same objects
        return
    if lock:
        lock.release()
    shutil.rmtree(path, ignore_errors=True)
