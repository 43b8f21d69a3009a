"""Locks on files that the system lets go of when their holder dies, however it dies."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, shared: bool, wait: bool) -> None:
        # Windows has no shared locks here, nor needs them: it refuses to delete a file that is open.
        if not shared:
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        """Nothing: closing the file unlocks it."""

else:
    import fcntl

    def _lock(handle: int, *, shared: bool, wait: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))

    def _unlock(handle: int) -> None:
        # A process forked meanwhile has the file open too: closing it here alone would leave the lock with that one.
        fcntl.flock(handle, fcntl.LOCK_UN)


class Lock:
    """A lock on an open file; `release` lets go of it."""

    def __init__(self, path: Path, *, shared: bool = False, wait: bool = False, create: bool = False) -> None:
        """Lock `path`; raises `BlockingIOError` when another process has it and `wait` is False, `OSError` else."""
        flags = (os.O_RDWR | os.O_CREAT) if create else os.O_RDONLY
        self._handle: int | None = os.open(path, flags, 0o644)
        try:
            _lock(self._handle, shared=shared, wait=wait)
        except PermissionError as error:  # what Windows says of a lock that another has
            self.release()
            raise BlockingIOError(*error.args) from error
        except BaseException:
            self.release()
            raise

    def sign(self) -> None:
        """Write this process's number into the file, for the message to others."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, str(os.getpid()).encode())

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            try:
                _unlock(handle)
            finally:
                os.close(handle)


@contextmanager
def hold(path: Path) -> Iterator[bool]:
    """Hold `path` exclusively for a moment; False when someone else has it."""
    try:
        lock = Lock(path)
    except OSError:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
