"""Opening the built store for reading."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from pyoxigraph import Store

from bibliographe.errors import StoreError
from bibliographe.graph.files import abstract_files, graph_name
from bibliographe.i18n import Text, preferred_language
from bibliographe.locks import Lock
from bibliographe.progress import SILENCE
from bibliographe.store.build import BuildReport, build
from bibliographe.store.manifest import MANIFEST, Manifest, read_manifest
from bibliographe.store.places import places

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from pyoxigraph import NamedNode

    from bibliographe.config import Catalogue
    from bibliographe.progress import Progress

_ATTEMPTS = 5
_CORRUPTION = "Corruption:"
"""How the engine's message starts when a checksum is wrong, found only when the block is read."""
_STALE = Text("La base est absente ou périmée : construction…", "The store is missing or out of date: building…")
_DAMAGED = Text("La base est abîmée : reconstruction…", "The store is damaged: building it again…")


def _tell(message: Text) -> None:
    print(message(preferred_language()), file=sys.stderr)


@dataclass(slots=True)
class OpenedStore:
    """A store that can be read, by as many processes as like, until it is closed; a context manager."""

    catalogue: Catalogue
    manifest: Manifest
    folder: Path
    """That of the build, which stays as long as this is open."""
    _store: Store | None
    _lock: Lock = field(repr=False)
    progress: Progress = SILENCE
    """Hears how far a long reading is."""

    @property
    def store(self) -> Store:
        """Return the engine's store; raises `StoreError` once this is closed."""
        if self._store is None:
            raise StoreError(Text("la base est fermée", "the store is closed"))
        return self._store

    @property
    def abstracts(self) -> list[NamedNode]:
        """Return the graphs of the abstracts that may be given away: none unless the settings let them go."""
        files = abstract_files(self.catalogue) if self.catalogue.export_abstracts else []
        return [graph_name(self.catalogue, path) for path in files]

    def close(self) -> None:
        """Let go of the store; a newer build may then sweep its files away. A second call does nothing."""
        self._store = None
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, RuntimeError | OSError) and str(error).startswith(_CORRUPTION):
            raise StoreError(
                Text("la base est abîmée sur le disque", "the store is damaged on the disk"),
                file=places(self.catalogue).current(),
                remedy=Text("relancez avec « bibliographe build --force »", "run 'bibliographe build --force'"),
            ) from error


def open_store(
    catalogue: Catalogue, *, notify: Callable[[Text], None] = _tell, progress: Progress = SILENCE
) -> OpenedStore:
    """Open the store of `catalogue`, built first when it is missing, out of date or damaged.

    `notify` hears of a build before it starts; by default it says so on standard error. `progress` hears each step of
    it, and of what is read from the store afterwards.
    Raises `GraphError` when the catalogue cannot be read, `StoreError` when its store cannot be built or opened.
    """
    _ready(catalogue, notify, progress)
    for attempt in range(_ATTEMPTS):
        opened = _open_current(catalogue)
        if opened:
            opened.progress = progress
            return opened
        # Either another process has just replaced the build, or the engine refuses what lies there.
        if attempt:
            notify(_DAMAGED)
            build(catalogue, force=True, wait=True, progress=progress)
    raise StoreError(
        Text("la base ne s'ouvre pas", "the store does not open"),
        file=places(catalogue).builds,
        remedy=Text(
            "supprimez le dossier .bibliographe, puis relancez « bibliographe build »",
            "delete the folder .bibliographe, then run 'bibliographe build' again",
        ),
    )


def open_last(catalogue: Catalogue) -> OpenedStore | None:
    """Open the last build as it is, out of date or not; None when there is none that opens."""
    return _open_current(catalogue)


def _ready(catalogue: Catalogue, notify: Callable[[Text], None], progress: Progress) -> BuildReport:
    told = False

    def once(_stage: Text) -> None:
        nonlocal told
        if not told:
            notify(_STALE)
            told = True

    return build(catalogue, wait=True, notify=once, progress=progress)


def _open_current(catalogue: Catalogue) -> OpenedStore | None:
    """Open the current build; None when it is gone by now, or the engine refuses it."""
    folder = places(catalogue).current()
    return open_folder(catalogue, folder) if folder else None


def open_folder(catalogue: Catalogue, folder: Path) -> OpenedStore | None:
    """Open one build, the current one or not; None when it is gone, or the engine refuses it."""
    try:
        # Held as long as the store is open: a newer build leaves the files of this one alone until then.
        lock = Lock(folder / MANIFEST, shared=True)
    except OSError:
        return None
    manifest = read_manifest(folder)
    try:
        store = Store.read_only(str(folder)) if manifest else None
    except (OSError, RuntimeError):  # pyoxigraph promises OSError, and raises RuntimeError on corruption.
        store = None
    if manifest is None or store is None:
        lock.release()
        return None
    return OpenedStore(catalogue, manifest, folder, store, lock)
