"""What is made once beside a build and read by everybody: a search index, dumps, an index for harvesters.

Whoever finds it missing makes it, alone, as a draft that is renamed when it is whole; others wait. Killed at any
moment, a maker leaves a draft that nothing takes for the whole and that the next one sweeps away.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.errors import StoreError, system_reason
from bibliographe.i18n import Text
from bibliographe.locks import Lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_DRAFT = ".tmp-"
_REMEDY = Text(
    "vérifiez vos droits sur ce dossier et la place qui reste sur le disque",
    "check your rights on this folder and the room left on the disk",
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A file or a folder that is made once."""

    path: Path
    """Where it is when it is whole."""
    lock: Path
    """The file that whoever makes it holds."""
    earlier: str
    """What its drafts are called, and those that it replaces, as a pattern of names in the same folder."""
    refused: Text
    """What is said, with the `{reason}`, when the disk refuses."""
    trouble: tuple[type[Exception], ...] = (OSError,)
    """What its maker raises of the disk."""

    def made(self, make: Callable[[Path], object], whole: Callable[[], bool] | None = None) -> Path:
        """Return its path, made first when it is not `whole`: `make` writes a draft at the path that it is given.

        Raises `StoreError` when the disk refuses, and what `make` raises.
        """
        whole = whole or self.path.exists
        if not whole():
            with self.alone():
                # Another process may have made it while this one waited.
                if not whole():
                    self.replace(make)
        return self.path

    def replace(self, make: Callable[[Path], object]) -> None:
        """Make it anew, and sweep away what it replaces; for whoever is `alone`."""
        self._sweep(f"{self.earlier}{_DRAFT}*")
        draft = self.path.with_name(f"{self.path.name}{_DRAFT}{os.getpid()}")
        try:
            make(draft)
            draft.replace(self.path)
        finally:
            _remove(draft)
        self._sweep(self.earlier)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other makers out, and tell what the disk refuses; raises `StoreError`."""
        try:
            self.lock.parent.mkdir(parents=True, exist_ok=True)
            lock = Lock(self.lock, wait=True, create=True)
            try:
                yield
            finally:
                lock.release()
        except self.trouble as error:
            reason = system_reason(error) if isinstance(error, OSError) else Text(str(error), str(error))
            said = Text(self.refused.fr.format(reason=reason.fr), self.refused.en.format(reason=reason.en))
            raise StoreError(said, file=self.path.parent, remedy=_REMEDY) from error

    def _sweep(self, pattern: str) -> None:
        for path in self.path.parent.glob(pattern):
            if path != self.path:
                _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):  # Windows keeps what another process reads
        path.unlink(missing_ok=True)
