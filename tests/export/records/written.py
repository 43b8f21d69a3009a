"""Entries written in a format, without a store."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from pyoxigraph import Store

from bibliographe.config import Catalogue, Publisher
from bibliographe.export.formats import find_format
from bibliographe.export.records.losses import Losses
from bibliographe.export.records.writing import EntryWriter, Job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.i18n import Text
    from bibliographe.store.access import OpenedStore

CATALOGUE = Catalogue(
    Path(),
    "https://example.org/catalogue/",
    {"fr": "Catalogue inventé"},
    publisher=Publisher("Centre de documentation"),
)


class Told(Losses):
    """Keeps every loss that it is told, by the address of the entry."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, list[tuple[str, str]]] = {}
        self.iri = ""

    def lose(self, path: str, value: str, reason: Text | None = None) -> None:
        super().lose(path, value, reason)
        self.told.setdefault(self.iri, []).append((path, value))


def writer_of(name: str) -> EntryWriter:
    writer = find_format(name).load()
    assert isinstance(writer, EntryWriter)
    return writer


def written(name: str, entries: Iterable[Catalogued], catalogue: Catalogue = CATALOGUE) -> tuple[bytes, Told]:
    """Return what a format writes, and what it says to lose."""
    writer, stream, told = writer_of(name), BytesIO(), Told()

    def led() -> Iterator[Catalogued]:
        for one in entries:
            told.iri = one.iri
            told.of(one, writer.carries)
            yield one
            told.close_entry(one)

    writer.write(led(), stream, Job(cast("OpenedStore", SimpleNamespace(catalogue=catalogue, store=Store())), told))
    return stream.getvalue(), told
