"""The one reading of all files, their pieces spread over processes.

Memory holds one block at a time, what is noted of each file, and some megabytes of blocks before they are written to a
temporary folder.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.errors import GraphError
from bibliographe.i18n import Text
from bibliographe.scratch import WorkFolder
from bibliographe.validate.noting import Notes, Reader, Settings
from bibliographe.validate.pieces import PIECE, Piece, pieces_of
from bibliographe.validate.work import workers
from bibliographe.work import mapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from bibliographe.sorting import Run
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
    folder: WorkFolder | None = None
    """Gone with this object."""

    @property
    def on_disk(self) -> bool:
        """Tell whether the blocks are more than memory should hold."""
        return self.folder is not None


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    pieces: list[Piece]
    settings: Settings


@dataclass(slots=True)
class _Found:
    notes: list[tuple[int, Notes]] = field(default_factory=list)
    shelves: list[list[Run]] = field(default_factory=list)
    errors: list[tuple[int, GraphError]] = field(default_factory=list)


_READING = Text("Lecture des fichiers", "Reading the files")


def scan(data: Data, executor: Executor | None = None) -> Scanned:
    """Read every piece of every file; faults are among what is found."""
    files = (*data.files, *data.abstracts)
    kept = all(file.kept is not None for file in files)
    folder = None if kept else WorkFolder()
    catalogue = data.catalogue
    settings = Settings(
        base=catalogue.base if catalogue else "",
        languages=tuple(language.lower() for language in catalogue.languages) if catalogue else (),
        described=len(data.files),
        folder=folder.path if folder else None,
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
    jobs = [_Job(f"{number}", together, settings) for number, together in enumerate(_bundles(pieces))]
    data.progress.stage(_READING, len(jobs))
    with workers(executor if not kept else None, pays=pays) as chosen:
        for found in mapped(_read, jobs, chosen):
            data.progress.advance()
            for file_number, notes in found.notes:
                scanned.notes[file_number].add(notes)
            for shelf, runs in zip(scanned.shelves, found.shelves, strict=True):
                shelf += runs
            for file_number, fault in found.errors:
                errors.setdefault(file_number, fault)
    scanned.errors += [errors[number] for number in sorted(errors)]
    return scanned


def _bundles(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces in their order, so many together that starting a job is worth it."""
    bundle: list[Piece] = []
    for piece in pieces:
        if bundle and sum(other.size for other in bundle) + piece.size > PIECE:
            yield bundle
            bundle = []
        bundle.append(piece)
    if bundle:
        yield bundle


def _read(job: _Job) -> _Found:
    reader, found = Reader(job.settings, job.name), _Found()
    for piece in job.pieces:
        try:
            found.notes.append((piece.file, reader.read(piece)))
        except GraphError as error:
            found.errors.append((piece.file, error))
    found.shelves = [writer.close() for writer in reader.writers]
    return found
