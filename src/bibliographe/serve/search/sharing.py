"""Entries in batches, each read and made into documents by one process: reading takes most of the time."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.errors import StoreError
from bibliographe.i18n import Text
from bibliographe.serve.search.described import EntryDescriber
from bibliographe.serve.search.documents import entry_document
from bibliographe.store.access import open_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.serve.search.titled import Titled

_ENTRIES = 250
"""Entries of one batch: a second of work, half a megabyte of documents."""

_OPEN: dict[Path, EntryDescriber] = {}
"""The build that this process works for."""


class Batch(NamedTuple):
    """Some entries, and the place of the first of them in the order of titles."""

    rank: int
    entries: list[Titled]


def batches(entries: Iterable[Titled], size: int = _ENTRIES) -> Iterator[Batch]:
    """Yield the entries, some at a time."""
    rank, source = 0, iter(entries)
    while some := list(islice(source, size)):
        yield Batch(rank, some)
        rank += len(some)


def documents_of(describer: EntryDescriber, batch: Batch) -> list[str]:
    """Return the documents of a batch, in JSON."""
    return [entry_document(describer.read(one), rank) for rank, one in enumerate(batch.entries, batch.rank)]


def documents_elsewhere(catalogue: Catalogue, folder: Path, batch: Batch) -> list[str]:
    """Return the documents of a batch in another process, which opens the build when it is first asked.

    Raises `StoreError` when the build is gone.
    """
    if folder not in _OPEN:
        opened = open_folder(catalogue, folder)
        if opened is None:
            raise StoreError(Text("cette base n'est plus là", "this build is gone"), file=folder)
        _OPEN[folder] = EntryDescriber(opened)
    return documents_of(_OPEN[folder], batch)
