"""The catalogue that is on the web now: a build that never changes, swapped for the next one while requests go on."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from bibliographe.config import load_catalogue
from bibliographe.errors import BibliographeError, StoreError
from bibliographe.i18n import Text
from bibliographe.serve.errors import Unready
from bibliographe.serve.sparql.limits import QueryLimits
from bibliographe.store.access import open_last, open_store
from bibliographe.store.manifest import MANIFEST
from bibliographe.store.places import places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.serve.preparing.makers import Makers
    from bibliographe.serve.preparing.parts import Part
    from bibliographe.store.access import OpenedStore
    from bibliographe.store.manifest import Manifest

Made = TypeVar("Made")
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class Snapshot:
    """One build, opened: it says the same as long as anybody reads it."""

    opened: OpenedStore
    query_limits: QueryLimits = field(default_factory=QueryLimits)
    """What a query that a client writes may take."""
    makers: Makers | None = None
    """Who makes what is lacking, by other processes; without them it is made here by whoever needs it first."""
    wanted: Sequence[Callable[[Snapshot], object]] = ()
    """What is to be made of it before anybody asks."""
    _made: dict[Callable[[Snapshot], Any], Any] = field(default_factory=dict, repr=False)
    _making: threading.RLock = field(default_factory=threading.RLock, repr=False)
    readers: int = 0
    retired: bool = False
    origin: tuple[int, int] | None = field(init=False)
    """Which of the folders that have this build's name was opened, and when it was made; None when it is gone."""

    def __post_init__(self) -> None:
        """Remember the folder."""
        self.origin = origin_of(self.opened.folder)

    @property
    def catalogue(self) -> Catalogue:
        """Return the catalogue with the settings that this build was made with."""
        return self.opened.catalogue

    @property
    def build(self) -> str:
        """Return the name of the build's folder."""
        return self.opened.folder.name

    @property
    def manifest(self) -> Manifest:
        """Return what the build says of itself."""
        return self.opened.manifest

    def once(self, make: Callable[[Snapshot], Made]) -> Made:
        """Return `make(self)`, worked out once for this build: an index, a list that every page needs.

        What it returns is closed with the snapshot when it has a method `close`.
        """
        if make not in self._made:
            with self._making:
                if make not in self._made:
                    self._made[make] = make(self)
        found: Made = self._made[make]
        return found

    def expect(self, part: Part) -> None:
        """Raise `Unready` where others make a part of the build and it is not there yet."""
        if self.makers and not part.is_there(self.opened):
            raise Unready(part.what, self.makers.how_far(self.build, part))

    def prepare(self) -> None:
        """Make what is wanted of the build, but for what needs parts of it that are not there yet."""
        for make in self.wanted:
            with suppress(Unready):
                self.once(make)

    @property
    def prepared(self) -> bool:
        """Tell whether all that is wanted of it is made."""
        return all(make in self._made for make in self.wanted)

    def close(self) -> None:
        """Let go of the build and of all that was made of it."""
        for made in self._made.values():
            close = getattr(made, "close", None)
            if close:
                close()
        self._made.clear()
        self.opened.close()


class Site:
    """Gives the current snapshot to whoever reads, and changes it when there is a newer build."""

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        prepare: Sequence[Callable[[Snapshot], object]] = (),
        query_limits: QueryLimits | None = None,
        makers: Makers | None = None,
        needed: Sequence[Part] = (),
        awaited: Sequence[Part] = (),
    ) -> None:
        """Open the store, built first where it must be; `prepare` is made of each snapshot before anybody reads it.

        With `makers`, what they make is not waited for now; a newer build is in service once it has what is `needed`,
        and what is `awaited` if it can be made.
        Raises `GraphError` or `StoreError` when the store cannot be built or opened.
        """
        self.catalogue = catalogue
        """The settings now in service; what is asked of the store goes by those of its own snapshot."""
        self._prepare = tuple(prepare)
        self._query_limits = query_limits or QueryLimits()
        self.makers, self._needed, self._awaited = makers, tuple(needed), tuple(awaited)
        self._changing = threading.Lock()
        self._counting = threading.Lock()
        self._current: Snapshot | None = self._prepared(open_store(catalogue))

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """Give the current snapshot, which stays open for as long as the block lasts.

        Raises `StoreError` once the site is closed.
        """
        with self._counting:
            snapshot = self._current
            if snapshot is None:
                raise StoreError(Text("le portail est fermé", "the portal is closed"))
            snapshot.readers += 1
        try:
            yield snapshot
        finally:
            with self._counting:
                snapshot.readers -= 1
                done = snapshot.retired and not snapshot.readers
            if done:
                snapshot.close()

    def refresh(self) -> bool:
        """Swap in the newest build if it is another one than that in service, and tell whether it is.

        What cannot be read leaves the one in service where it is.
        """
        with self._changing:
            try:
                return self._refresh()
            except (BibliographeError, OSError) as error:
                _log.warning("refresh failed", extra={"reason": str(error)})
                return False

    def _refresh(self) -> bool:
        before = self._current
        catalogue = load_catalogue(self.catalogue.directory)
        current = places(catalogue).current()
        if before is None or current is None:
            return False
        # Who deletes the store and builds again has the same content, and so the same name, in another folder.
        if current.name == before.build and origin_of(current) == before.origin:
            return False
        opened = open_last(catalogue)
        if opened is None:
            return False
        try:
            complete = self._completed(opened)
        except BaseException:
            opened.close()
            raise
        if not complete:
            opened.close()
            return False
        snapshot = self._prepared(opened)
        self._swap(snapshot)
        _log.info("build in service", extra={"build": snapshot.build[:12], "entries": opened.manifest.entries})
        return True

    def _completed(self, opened: OpenedStore) -> bool:
        """Have made what a newer build lacks; False when it was given up."""
        if not self.makers:
            return True
        if not self.makers.make(opened, self._needed):
            return False
        with suppress(StoreError):
            self.makers.make(opened, self._awaited)
        return True

    def close(self) -> None:
        """Serve nothing more; what is being read is closed by its last reader."""
        with self._changing:
            self._swap(None)

    def _prepared(self, opened: OpenedStore) -> Snapshot:
        snapshot = Snapshot(opened, self._query_limits, self.makers, self._prepare)
        try:
            snapshot.prepare()
        except BaseException:
            snapshot.close()
            raise
        return snapshot

    def _swap(self, snapshot: Snapshot | None) -> None:
        with self._counting:
            before, self._current = self._current, snapshot
            if snapshot:
                self.catalogue = snapshot.catalogue
            if before is None:
                return
            before.retired = True
            idle = not before.readers
        if idle:
            before.close()


def origin_of(folder: Path) -> tuple[int, int] | None:
    """Return which folder of a build this is, and when it was made; None when it is gone."""
    try:
        found = (folder / MANIFEST).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns
