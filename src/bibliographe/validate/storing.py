"""The store that questions are asked of: in memory where the data fit, where not, in a folder for the time being.

The store of a build will not do: it holds the profile as well, and its numbers as values (see
`bibliographe.validate.written`).
"""

from __future__ import annotations

import mmap
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph

from bibliographe.i18n import Text
from bibliographe.progress import SILENCE
from bibliographe.scratch import WorkFolder
from bibliographe.store.chained import load_chained, may_be_chained
from bibliographe.validate.written import XSD, is_faithful, stored_quads

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bibliographe.progress import Progress
    from bibliographe.validate.reading import DataFile

_FITS = 900_000_000
"""Bytes of N-Triples up to which the store is made in memory, where it takes some three times as much."""
_DENSER = 3
"""How much longer a file would be as N-Triples, for the other formats."""
_TYPED = re.compile(rb'"\^\^<(http://www\.w3\.org/2001/XMLSchema#[A-Za-z]+)>')
_LONGEST = 64
"""Bytes of the longest number or date that is looked at; a longer one may not come back as it is."""
_ALL_FAITHFUL = (f"{XSD}string", f"{XSD}anyURI")
_REMEMBERED = 100_000
_STORE = "store"
_FILLING = Text("Remplissage d'un magasin", "Filling a store")
_TIDYING = Text("Rangement du magasin", "Tidying the store")


@dataclass(frozen=True, slots=True)
class Stored:
    """A store, and the folder that holds it, None for one in memory; the folder goes with the last of its users."""

    store: pyoxigraph.Store
    folder: WorkFolder | None = None

    @property
    def path(self) -> Path | None:
        """Return where other processes find the store."""
        return self.folder.path / _STORE if self.folder else None


def store_files(files: Iterable[DataFile], folder: Path | None = None, progress: Progress = SILENCE) -> Stored:
    """Return a store that holds what `files` say in its default graph.

    A large one is made in `folder`, or among the system's temporary files. Raises `GraphError` for a file that is not
    RDF any more.
    """
    files = tuple(files)
    progress.stage(_FILLING, sum(map(_size, files)))
    own = _own(folder) if are_too_large(files) else None
    store = pyoxigraph.Store() if own is None else pyoxigraph.Store(str(own.path / _STORE))
    as_they_are = dict.fromkeys(file.path for file in files if _is_loaded_as_it_is(file))
    chained = dict.fromkeys(filter(may_be_chained, as_they_are))
    if chained:
        load_chained(store, list(chained), progress)
    for file in files:
        if file.path in chained:
            continue
        if file.path in as_they_are:
            store.bulk_load(path=str(file.path), format=pyoxigraph.RdfFormat.N_TRIPLES)
        else:
            store.bulk_extend(stored_quads(file.read()))
        progress.advance(_size(file))
    if own is None:
        return Stored(store)
    progress.stage(_TIDYING)
    store.flush()
    store.optimize()
    del store  # The engine closes with its last reference; several processes may then read it.
    return Stored(pyoxigraph.Store.read_only(str(own.path / _STORE)), own)


def _is_loaded_as_it_is(file: DataFile) -> bool:
    return file.kept is None and file.path.suffix == ".nt" and is_faithful_file(file.path)


def is_faithful_file(path: Path) -> bool:
    """Tell whether the store gives back each literal of a file of N-Triples as it is written there."""
    if not path.stat().st_size:
        return True
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return is_faithful_text(content)


def is_faithful_text(content: bytes | mmap.mmap) -> bool:
    """Tell whether the store gives back each literal of N-Triples as it is written there."""
    seen: set[tuple[bytes, str]] = set()
    for match in _TYPED.finditer(content):
        end, datatype = match.start(), match[1].decode()
        if datatype in _ALL_FAITHFUL or content[end - 1 : end] == b"\\":  # an escaped quotation mark in a text
            continue
        start = content.rfind(b'"', max(0, end - _LONGEST), end)
        value = content[start + 1 : end]
        if start < 0 or b"\\" in content[start - 1 : end]:  # an escaped character is none of a number's
            return False
        if (value, datatype) not in seen:
            if not is_faithful(value.decode(), datatype):
                return False
            if len(seen) < _REMEMBERED:
                seen.add((value, datatype))
    return True


def are_too_large(files: Iterable[DataFile]) -> bool:
    """Tell whether a store of `files` is made in a folder."""
    return sum(map(_length, files)) > _FITS


def _size(file: DataFile) -> int:
    return 0 if file.kept is not None else file.path.stat().st_size


def _length(file: DataFile) -> int:
    return _size(file) * (1 if file.path.suffix == ".nt" else _DENSER)


def _own(folder: Path | None) -> WorkFolder:
    """Make a folder for a store, among the system's temporary files where `folder` does not take it."""
    return WorkFolder(folder if folder is not None and folder.is_dir() and os.access(folder, os.W_OK) else None)
