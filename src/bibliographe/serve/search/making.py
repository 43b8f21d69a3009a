"""Making the index of a build, in the build's own folder, so that it is swept away with the build.

.bibliographe/builds/<digest>/search-<layout>/entries   tantivy's index of the entries
.bibliographe/builds/<digest>/search-<layout>/things    and that of what they speak of
.bibliographe/builds/<digest>/search-….tmp-<pid>/       one that is being made
.bibliographe/builds/<digest>/search.lock               held by whoever makes one
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import tantivy
from pyoxigraph import DefaultGraph, NamedNode

from bibliographe.errors import StoreError, system_reason
from bibliographe.graph.terms import SCHEMA
from bibliographe.i18n import Text
from bibliographe.locks import Lock
from bibliographe.model.text import clean, fold
from bibliographe.serve.search.described import EntryDescriber
from bibliographe.serve.search.documents import entry_document, thing_document
from bibliographe.serve.search.facets import FACET_FIELDS
from bibliographe.serve.search.fields import LAYOUT, entry_schema, thing_schema
from bibliographe.serve.search.things import things
from bibliographe.sorting import sorted_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from bibliographe.store.access import OpenedStore

NAME = f"search-{LAYOUT}"
ENTRIES, THINGS = "entries", "things"
INDEXING = Text("indexation pour la recherche", "indexing for search")
_HEAP = 50_000_000
"""Bytes of words held before they are written."""
_LONGEST_KEY = 300


def ensure_index(opened: OpenedStore) -> Path:
    """Return the folder of the index of a build, made first when there is none.

    Constant memory; killed at any moment, it leaves nothing that is taken for an index. `opened.progress` hears each
    entry.
    Raises `StoreError` when the disk refuses.
    """
    folder = opened.folder / NAME
    if not folder.is_dir():
        with _disk_trouble(opened.folder), _only_maker(opened.folder):
            # Another process may have made it while this one waited.
            if not folder.is_dir():
                _make(opened, folder)
    return folder


def _make(opened: OpenedStore, folder: Path) -> None:
    for litter in opened.folder.glob("search-*"):
        shutil.rmtree(litter, ignore_errors=True)
    draft = folder.with_name(f"{folder.name}.tmp-{os.getpid()}")
    try:
        describer = EntryDescriber(opened)
        entries = _fill_entries(draft / ENTRIES, opened, describer)
        _fill_things(draft / THINGS, opened, describer, entries)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _fill_entries(folder: Path, opened: OpenedStore, describer: EntryDescriber) -> Callable[[str, str], int]:
    """Index all entries in the order of their titles, and return what counts those that have a value."""
    opened.progress.stage(INDEXING, opened.manifest.entries)

    def documents() -> Iterator[tantivy.Document]:
        # Sorted outside of memory: a catalogue may have more entries than fit.
        with sorted_lines(_titled(opened, describer)) as lines:
            for rank, line in enumerate(lines):
                yield entry_document(describer.read(NamedNode(line.rstrip("\n").rpartition("\t")[2])), rank)
                opened.progress.advance()

    index = _write(folder, entry_schema(FACET_FIELDS), documents())
    return index.searcher().doc_freq


def _fill_things(
    folder: Path, opened: OpenedStore, describer: EntryDescriber, frequency: Callable[[str, str], int]
) -> None:
    found = things(opened, describer.nodes, frequency)
    _write(folder, thing_schema(), (thing_document(thing) for thing in found))


def _write(folder: Path, schema: tantivy.Schema, documents: Iterable[tantivy.Document]) -> tantivy.Index:
    folder.mkdir(parents=True)
    index = tantivy.Index(schema, path=str(folder))
    # One thread, so that the same build gives the same index.
    writer = index.writer(_HEAP, 1)
    for document in documents:
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _titled(opened: OpenedStore, describer: EntryDescriber) -> Iterator[str]:
    """Yield a line for each entry that sorts as its title does: by its letters, then by their accents."""
    for quad in opened.store.quads_for_pattern(None, SCHEMA.item, None, DefaultGraph()):
        if isinstance(quad.object, NamedNode):
            title = clean(describer.title(quad.object))[:_LONGEST_KEY]
            yield f"{fold(title)}\t{title.casefold()}\t{quad.object.value}\n"


@contextmanager
def _only_maker(folder: Path) -> Iterator[None]:
    lock = Lock(folder / "search.lock", wait=True, create=True)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _disk_trouble(folder: Path) -> Iterator[None]:
    """Turn what the system, or tantivy, says of the disk into a `StoreError`."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else Text(str(error), str(error))
        raise StoreError(
            Text(f"l'index ne peut pas être écrit : {reason.fr}", f"the index cannot be written: {reason.en}"),
            file=folder,
            remedy=Text(
                "vérifiez vos droits sur ce dossier et la place qui reste sur le disque",
                "check your rights on this folder and the room left on the disk",
            ),
        ) from error
