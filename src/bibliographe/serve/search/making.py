"""Making the index of a build, in the build's own folder, so that it is swept away with the build.

.bibliographe/builds/<digest>/search-<layout>/entries   tantivy's index of the entries
.bibliographe/builds/<digest>/search-<layout>/things    and that of what they speak of
.bibliographe/builds/<digest>/search-….tmp-<pid>/       one that is being made
.bibliographe/builds/<digest>/search.lock               held by whoever makes one
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import tantivy

from bibliographe.export.records.nodes import Nodes
from bibliographe.i18n import Text
from bibliographe.serve.search.described import EntryDescriber
from bibliographe.serve.search.documents import thing_document
from bibliographe.serve.search.facets import FACET_FIELDS
from bibliographe.serve.search.fields import LAYOUT, entry_schema, thing_schema
from bibliographe.serve.search.sharing import batches, documents_elsewhere, documents_of
from bibliographe.serve.search.things import things
from bibliographe.serve.search.titled import titled
from bibliographe.store.besides import Beside
from bibliographe.work import AHEAD, mapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from bibliographe.serve.search.sharing import Batch
    from bibliographe.store.access import OpenedStore

NAME = f"search-{LAYOUT}"
ENTRIES, THINGS = "entries", "things"
INDEXING = Text("indexation pour la recherche", "indexing for search")
_HEAP = 100_000_000
"""Bytes of words held before they are written."""


def index_of(opened: OpenedStore) -> Path | None:
    """Return the folder of the index of a build; None while it is not made."""
    folder = _place(opened).path
    return folder if folder.is_dir() else None


def ensure_index(opened: OpenedStore, executor: Executor | None = None) -> Path:
    """Return the folder of the index of a build, made first when there is none.

    An executor of other processes shares the reading. Constant memory; `opened.progress` hears each entry.
    Raises `StoreError` when the disk refuses.
    """
    return _place(opened).made(lambda draft: _make(opened, draft, executor))


def _place(opened: OpenedStore) -> Beside:
    return Beside(
        opened.folder / NAME,
        opened.folder / "search.lock",
        "search-*",
        Text("l'index ne peut pas être écrit : {reason}", "the index cannot be written: {reason}"),
        (OSError, ValueError),  # tantivy says of the disk what is no OSError
    )


def _make(opened: OpenedStore, draft: Path, executor: Executor | None) -> None:
    frequency = _fill_entries(draft / ENTRIES, opened, executor)
    _fill_things(draft / THINGS, opened, frequency)


def _fill_entries(folder: Path, opened: OpenedStore, executor: Executor | None) -> Callable[[str, str], int]:
    """Index all entries in the order of their titles, and return what counts those that have a value."""
    opened.progress.stage(INDEXING, opened.manifest.entries)

    def documents() -> Iterator[str]:
        # Sorted outside of memory: a catalogue may have more entries than fit.
        with titled(opened) as entries:
            for made in mapped(_work(opened, executor), batches(entries), executor, AHEAD):
                yield from made
                opened.progress.advance(len(made))

    index = _write(folder, entry_schema(FACET_FIELDS), documents())
    return index.searcher().doc_freq


def _work(opened: OpenedStore, executor: Executor | None) -> Callable[[Batch], list[str]]:
    """Return what makes documents: here, or in other processes, which open the build for themselves."""
    if executor is None:
        return partial(documents_of, EntryDescriber(opened))
    return partial(documents_elsewhere, opened.catalogue, opened.folder)


def _fill_things(folder: Path, opened: OpenedStore, frequency: Callable[[str, str], int]) -> None:
    found = things(opened, Nodes.of(opened), frequency)
    _write(folder, thing_schema(), (thing_document(thing) for thing in found))


def _write(folder: Path, schema: tantivy.Schema, documents: Iterable[str]) -> tantivy.Index:
    folder.mkdir(parents=True)
    index = tantivy.Index(schema, path=str(folder))
    # One thread, so that the same build gives the same index.
    writer = index.writer(_HEAP, 1)
    for document in documents:
        writer.add_json(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index
