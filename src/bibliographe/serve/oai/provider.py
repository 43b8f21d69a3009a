"""The provider of one build: its index, made where there is none, and what records are written from."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from bibliographe.errors import StoreError, system_reason
from bibliographe.export.records.oai_names import OaiNames
from bibliographe.graph.register import now
from bibliographe.i18n import Text
from bibliographe.locks import Lock
from bibliographe.serve.oai.formats import Source
from bibliographe.serve.oai.index import Index
from bibliographe.serve.oai.ledger import FILE_NAME, Ledger
from bibliographe.serve.oai.making import make_index
from bibliographe.serve.oai.moments import registered
from bibliographe.serve.oai.sets import sets_of
from bibliographe.serve.oai.shown import MANNER, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.i18n import Language
    from bibliographe.store.access import OpenedStore

FOLDER = "oai"
_LAYOUT = "1"
_SUFFIX = ".sqlite"


def present() -> int:
    """Return this moment; `SOURCE_DATE_EPOCH` stops the clock."""
    return registered(now()) or 0


class Provider:
    """What OAI-PMH gives of one build."""

    def __init__(self, opened: OpenedStore) -> None:
        """Open the index of the build, made first where there is none.

        Raises `StoreError` when the ledger cannot be read or the index cannot be written.
        """
        self.opened = opened
        self.catalogue = opened.catalogue
        self.names = OaiNames(opened.catalogue.base)
        self.source = Source(opened)
        self._ledger = Ledger(opened.catalogue.directory / FILE_NAME)
        self._settling = threading.Lock()
        self._settled = False
        with self._alone():
            self._index = self._open()

    @property
    def language(self) -> Language:
        """Return the language that the catalogue is written in, as far as words are added: French or English."""
        return self.catalogue.language

    def index(self) -> Index:
        """Return the index, all of whose records are dated.

        What a build changed is dated when the build is first asked for anything: whoever was answered before that was
        answered by the build before it. Raises `StoreError` when the ledger cannot be written.
        """
        with self._settling:
            if not self._settled:
                with self._alone():
                    self._settle()
                self._settled = True
        return self._index

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    @property
    def _folder(self) -> Path:
        return self.catalogue.state / FOLDER

    @property
    def _path(self) -> Path:
        return self._folder / f"{self.opened.manifest.digest[:16]}-{MANNER}.{_LAYOUT}{_SUFFIX}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from the ledger and the indexes, and tell what the system refuses."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = Lock(self._folder / "lock", wait=True, create=True)
            try:
                yield
            finally:
                lock.release()
        except (OSError, sqlite3.OperationalError) as error:
            reason = system_reason(error) if isinstance(error, OSError) else Text(str(error), str(error))
            raise StoreError(
                Text(
                    f"l'index d'OAI-PMH ne peut pas être écrit : {reason.fr}",
                    f"the index of OAI-PMH cannot be written: {reason.en}",
                ),
                file=self._folder,
                remedy=Text(
                    "vérifiez vos droits sur ce dossier et la place qui reste sur le disque",
                    "check your rights on this folder and the room left on the disk",
                ),
            ) from error

    def _open(self) -> Index:
        """Return the index of this build that goes by the ledger as it is."""
        if self._path.exists():
            index = Index(self._path)
            with suppress(sqlite3.Error, IndexError):
                if index.fact("ledger") == self._ledger.digest():
                    return index
            index.close()
        self._make()
        return Index(self._path)

    def _make(self) -> None:
        draft = self._path.with_suffix(".tmp")
        draft.unlink(missing_ok=True)
        sets = sets_of(self.opened, self.language)
        try:
            with shown(self.opened, {one.iri: one.spec for one in sets if one.iri}) as entries:
                make_index(draft, entries, sets, self._ledger, present())
            draft.replace(self._path)
        finally:
            draft.unlink(missing_ok=True)
        for path in self._folder.glob(f"*{_SUFFIX}"):
            if path != self._path:
                with suppress(OSError):  # Windows keeps what another process reads
                    path.unlink()

    def _settle(self) -> None:
        if self._index.fact("ledger") != self._ledger.digest():
            # Another process has served another build meanwhile.
            self._index.close()
            self._index = self._open()
        if self._index.fact("settled") != "1":
            self._index.settle(self._ledger, present())
