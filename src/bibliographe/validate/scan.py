"""The one reading of all files, their pieces spread over processes.

Memory holds one block at a time, what is noted of each file, and some megabytes of blocks before they are written to a
temporary folder.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from bibliographe.errors import GraphError
from bibliographe.sorting import Run
from bibliographe.validate.noting import Notes, Reader, Settings
from bibliographe.validate.pieces import Piece, pieces_of
from bibliographe.validate.work import done, workers

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from bibliographe.validate.reading import Data

SHELVES = 4
"""Parts into which the blocks of a large catalogue are sorted, each joined by itself."""
_PAYS = 32_000_000
"""Bytes from which starting other processes costs less than it saves."""


@dataclass(slots=True)
class Scanned:
    """What the reading of all files found."""

    notes: list[Notes]
    """Of each file, those of abstracts last."""
    shelves: list[list[Run]]
    """The sorted blocks of each shelf."""
    errors: list[GraphError]
    """One for each file that is not RDF."""
    folder: tempfile.TemporaryDirectory[str] | None = None
    """Gone with this object."""

    @property
    def on_disk(self) -> bool:
        """Tell whether the blocks are more than memory should hold."""
        return self.folder is not None


_Found = tuple[Notes, list[list[Run]], GraphError | None]


def scan(data: Data, executor: Executor | None = None) -> Scanned:
    """Read every piece of every file; faults are among what is found."""
    files = (*data.files, *data.abstracts)
    kept = all(file.kept is not None for file in files)
    folder = None if kept else tempfile.TemporaryDirectory(prefix="bibliographe-")
    catalogue = data.catalogue
    settings = Settings(
        base=catalogue.base if catalogue else "",
        languages=tuple(language.lower() for language in catalogue.languages) if catalogue else (),
        described=len(data.files),
        folder=Path(folder.name) if folder else None,
        shelves=1 if kept else SHELVES,
    )
    scanned = Scanned([Notes() for _ in files], [[] for _ in range(settings.shelves)], [], folder)
    pieces: list[Piece] = []
    errors: dict[int, GraphError] = {}
    for number, file in enumerate(files):
        try:
            pieces += pieces_of(number, file)
        except GraphError as error:
            errors[number] = error
    pays = not kept and sum(piece.size for piece in pieces) >= _PAYS
    with workers(executor if not kept else None, pays=pays) as chosen:
        for piece, found in zip(pieces, done(chosen, _read, ((piece, settings) for piece in pieces)), strict=True):
            notes, shelves, fault = found
            scanned.notes[piece.file].add(notes)
            for shelf, runs in zip(scanned.shelves, shelves, strict=True):
                shelf += runs
            if fault is not None:
                errors.setdefault(piece.file, fault)
    scanned.errors += [errors[number] for number in sorted(errors)]
    return scanned


def _read(job: tuple[Piece, Settings]) -> _Found:
    piece, settings = job
    reader = Reader(piece, settings)
    try:
        for subject, lines in groupby(piece.lines(), itemgetter(0)):
            reader.take(subject, lines)
    except GraphError as error:
        return reader.notes, [[] for _ in range(settings.shelves)], error
    return reader.notes, [writer.close() for writer in reader.writers], None
