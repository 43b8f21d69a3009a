"""The files that a validation reads, each as a stream: no more of them is held than a small catalogue has."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bibliographe.errors import GraphError
from bibliographe.graph.files import abstract_files, graph_files
from bibliographe.i18n import Language, Text
from bibliographe.progress import SILENCE
from bibliographe.validate.escapes import may_have_blank_nodes
from bibliographe.validate.rdf_file import read_rdf
from bibliographe.validate.scan import Scanned, scan
from bibliographe.validate.storing import Stored, are_too_large, store_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    import pyoxigraph
    from pyoxigraph import Triple

    from bibliographe.config import Catalogue
    from bibliographe.progress import Progress
    from bibliographe.validate.filed import Filed

_SMALL = 16_000_000
"""Bytes of all files together up to which their triples are kept, so that they are parsed once."""


class BrokenFilesError(GraphError):
    """Several files cannot be read; `errors` has one error for each."""

    def __init__(self, errors: list[GraphError]) -> None:
        """Speak with the voice of the first error; `describe` tells all."""
        first = errors[0]
        super().__init__(first.message, file=first.file, line=first.line, remedy=first.remedy)
        self.errors = tuple(errors)

    def describe(self, language: Language) -> str:
        """Return the description of every error, one after the other."""
        return "\n".join(error.describe(language) for error in self.errors)


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file, which is read as often as it is asked for."""

    path: Path
    kept: tuple[Triple, ...] | None = None
    """Its triples in their order, repeated ones included, where they are held in memory."""
    base: str = ""
    """What relative addresses are resolved against."""

    @property
    def is_text(self) -> bool:
        """Tell whether it is read line by line: N-Triples that memory does not hold."""
        return self.kept is None and self.path.suffix == ".nt"

    def read(self) -> Iterator[Triple]:
        """Yield the triples in their order, repeated ones included; raises `GraphError` when it is not RDF."""
        return iter(self.kept) if self.kept is not None else read_rdf(self.path, self.base)


@dataclass(frozen=True)
class Data:
    """All that is validated together. `catalogue` is None for a file that stands alone."""

    name: str
    files: tuple[DataFile, ...]
    catalogue: Catalogue | None = None
    abstracts: tuple[DataFile, ...] = ()
    """Read so that a fault in them is told; never part of what the shapes look at."""
    progress: Progress = field(default=SILENCE, compare=False)
    """Hears how far a validation is."""
    scanned: Scanned | None = field(default=None, compare=False)
    """What was noted of the files while they were first read, where they are too large to be kept."""

    def read(self) -> Iterator[Triple]:
        """Yield every statement as often as it is written."""
        for file in self.files:
            yield from file.read()

    @cached_property
    def triples(self) -> frozenset[Triple]:
        """Return every statement once; only for data that memory holds."""
        return frozenset(self.read())

    @cached_property
    def stored(self) -> Stored:
        """Return the statements as questions are asked of all of them at once."""
        return store_files(self.files, self.catalogue.state if self.catalogue else None, self.progress)

    @property
    def filed(self) -> Filed | None:
        """Return what answers without a store, None where there is one or must be.

        That is for data which memory holds, which are no N-Triples, or which may have blank nodes: no line names these.
        """
        return None if "stored" in self.__dict__ else self._filed

    @cached_property
    def _filed(self) -> Filed | None:
        if not are_too_large(self.files) or not all(file.is_text for file in self.files):
            return None
        if any(may_have_blank_nodes(file.path) for file in self.files):
            return None
        # Loaded for a large catalogue alone.
        from bibliographe.validate.filed import Filed

        return Filed(self.files, lambda: self.store)

    @property
    def said(self) -> Filed | pyoxigraph.Store:
        """Return what is asked about single nodes: the files, as long as these answer, or the store."""
        return self.filed or self.store

    @property
    def store(self) -> pyoxigraph.Store:
        """Return the store, which holds literals as `bibliographe.validate.written` has it."""
        return self.stored.store


def read_catalogue(catalogue: Catalogue, executor: Executor | None = None, progress: Progress = SILENCE) -> Data:
    """Look at every file of a catalogue's `graph/`; large ones are read by `executor` where one is given.

    Raises `BrokenFilesError`, which names all the files that are not RDF, or `GraphError` when there is no folder.
    """
    if not catalogue.graph.is_dir():
        raise GraphError(
            Text("ce dossier manque", "this folder is missing"),
            file=catalogue.graph,
            remedy=Text(
                "importez une bibliographie avec « bibliographe import », ou rétablissez le dossier",
                "import a bibliography with 'bibliographe import', or restore the folder",
            ),
        )
    paths, abstracts = graph_files(catalogue), abstract_files(catalogue)
    data = Data(
        catalogue.directory.resolve().name,
        tuple(DataFile(path, base=catalogue.base) for path in paths),
        catalogue,
        tuple(DataFile(path, base=catalogue.base) for path in abstracts),
        progress,
    )
    return _checked(data, executor)


def read_file(path: Path, executor: Executor | None = None, progress: Progress = SILENCE) -> Data:
    """Look at one RDF file of any format; raises `GraphError` when it is missing, unknown or not RDF."""
    try:
        file = DataFile(path, base=path.resolve().as_uri())
        return _checked(Data(str(path), (file,), progress=progress), executor)
    except BrokenFilesError as error:
        raise error.errors[0] from None


def _checked(data: Data, executor: Executor | None) -> Data:
    """Return the data when every file of them is RDF, kept in memory when they are small, else noted."""
    errors: list[GraphError] = []
    if sum(map(_size, (*data.files, *data.abstracts))) <= _SMALL:
        files = tuple(_kept(file, errors) for file in data.files)
        data = replace(data, files=files, abstracts=tuple(_kept(file, errors) for file in data.abstracts))
    else:
        scanned = scan(data, executor)
        errors += scanned.errors
        data = replace(data, scanned=scanned)
    if errors:
        raise BrokenFilesError(errors)
    return data


def _size(file: DataFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0  # told when it is read


def _kept(file: DataFile, errors: list[GraphError]) -> DataFile:
    try:
        return replace(file, kept=tuple(file.read()))
    except GraphError as error:
        errors.append(error)
        return file
