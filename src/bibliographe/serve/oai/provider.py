"""The provider of one build: its index, made where there is none, and what records are written from."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from bibliographe.export.records.oai_names import OaiNames
from bibliographe.graph.register import now
from bibliographe.i18n import Text
from bibliographe.serve.oai.formats import Source
from bibliographe.serve.oai.index import Index
from bibliographe.serve.oai.ledger import FILE_NAME, Ledger
from bibliographe.serve.oai.making import make_index
from bibliographe.serve.oai.moments import registered
from bibliographe.serve.oai.sets import sets_of
from bibliographe.serve.oai.shown import MANNER, shown
from bibliographe.store.besides import Beside

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.i18n import Language
    from bibliographe.store.access import OpenedStore

_LAYOUT = "1"
_REFUSED = Text(
    "l'index d'OAI-PMH ne peut pas être écrit : {reason}", "the index of OAI-PMH cannot be written: {reason}"
)


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
        self._ledger = _ledger(opened)
        self._settling = threading.Lock()
        self._settled = False
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
                # Where all is told already nothing is written: the disk may be read-only.
                if not self._is_settled():
                    with _keeping(self.opened).alone():
                        self._settle()
                self._settled = True
        return self._index

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def _open(self) -> Index:
        """Return the index of this build that goes by the ledger as it is."""
        ensure_oai_index(self.opened)
        return Index(_place(self.opened).path)

    def _is_settled(self) -> bool:
        return self._index.fact("settled") == "1" and self._index.fact("ledger") == self._ledger.digest()

    def _settle(self) -> None:
        if self._index.fact("ledger") != self._ledger.digest():
            # Another process has served another build meanwhile.
            self._index.close()
            self._index = self._open()
        if self._index.fact("settled") != "1":
            self._index.settle(self._ledger, present())


def ensure_oai_index(opened: OpenedStore) -> None:
    """Make the index of a build when there is none that goes by the ledger; another process may be the provider.

    Raises `StoreError` when the ledger cannot be read or the index cannot be written.
    """
    _place(opened).made(lambda draft: _make(opened, draft), lambda: has_oai_index(opened))


def has_oai_index(opened: OpenedStore) -> bool:
    """Tell whether a build has an index that goes by the ledger as it is."""
    path, ledger = _place(opened).path, _ledger(opened)
    if not path.exists():
        return False
    index = Index(path)
    try:
        with suppress(sqlite3.Error, IndexError):
            return index.fact("ledger") == ledger.digest()
        return False
    finally:
        index.close()


def _place(opened: OpenedStore) -> Beside:
    """Return where the index of a build is."""
    return Beside(
        opened.folder / f"oai-{MANNER}.{_LAYOUT}.sqlite",
        opened.folder / "oai.lock",
        "oai-*",
        _REFUSED,
        (OSError, sqlite3.OperationalError),
    )


def _keeping(opened: OpenedStore) -> Beside:
    """Return the ledger with the lock of whoever writes it: nobody waits for it while an index is made."""
    path = opened.catalogue.directory / FILE_NAME
    lock = opened.catalogue.state / "oai.lock"
    return Beside(path, lock, FILE_NAME, _REFUSED, (OSError, sqlite3.OperationalError))


def _ledger(opened: OpenedStore) -> Ledger:
    return Ledger(opened.catalogue.directory / FILE_NAME)


def _make(opened: OpenedStore, draft: Path) -> None:
    sets = sets_of(opened, opened.catalogue.language)
    with shown(opened, {one.iri: one.spec for one in sets if one.iri}) as entries:
        make_index(draft, entries, sets, _ledger(opened), present())
