"""What a store is built from, and the digest that tells whether that changed."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe import __version__
from bibliographe.config import FILE_NAME
from bibliographe.errors import GraphError, StoreError, system_reason
from bibliographe.graph.files import abstract_files, graph_files
from bibliographe.i18n import Text
from bibliographe.resources import data_directory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue

LAYOUT = "2"
"""Changes whenever a store must be built again though its files are the same."""
MADE_BY = f"{__version__}\0{LAYOUT}\0"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of one build, each kind in the order of their names."""

    settings: Path
    graph: tuple[Path, ...]
    abstracts: tuple[Path, ...]
    ontology: tuple[Path, ...]
    schemes: tuple[Path, ...]

    def files(self) -> Iterator[tuple[str, Path]]:
        """Yield each file and the name that it has in the digest, whatever folder the catalogue lies in."""
        yield FILE_NAME, self.settings
        for part in ("graph", "abstracts", "ontology", "schemes"):
            for path in getattr(self, part):
                yield f"{part}/{path.name}", path

    def digest(self) -> str:
        """Return the SHA-256 of all names and bytes, and of the version that reads them (64 hexadecimal digits).

        Raises `StoreError` when a file cannot be read.
        """
        whole = hashlib.sha256(MADE_BY.encode())
        for name, digest in self.digests().items():
            whole.update(f"{name}\0{digest}\0".encode())
        return whole.hexdigest()

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of each file by its name in the digest; raises `StoreError` when one cannot be read."""
        return {name: _digest_of(path) for name, path in self.files()}


_LARGE = 1_000_000
_SETTLED = 2_000_000_000
_known: dict[tuple[int, ...], str] = {}
"""Digests of large files by what the system says of them: a build asks for each several times."""


def _digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, which is read in pieces."""
    try:
        with path.open("rb") as stream:
            told = os.fstat(stream.fileno())
            mark = (told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns)
            if mark in _known:
                return _known[mark]
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        reason = system_reason(error)
        raise StoreError(
            Text(f"fichier illisible : {reason.fr}", f"unreadable file: {reason.en}"),
            file=path,
            remedy=Text("vérifiez vos droits sur ce fichier", "check your rights on this file"),
        ) from error
    # A file that is being written may change twice within one tick of the system's clock.
    if told.st_size >= _LARGE and time.time_ns() - told.st_mtime_ns > _SETTLED:
        _known[mark] = digest
    return digest


def find_inputs(catalogue: Catalogue) -> Inputs:
    """Return the files that the store of `catalogue` is built from.

    Raises `GraphError` when two files would fall into one named graph (`x.ttl` beside `x.nt`).
    """
    ontology = data_directory("ontology")
    inputs = Inputs(
        settings=catalogue.directory / FILE_NAME,
        graph=tuple(graph_files(catalogue)),
        abstracts=tuple(abstract_files(catalogue)),
        ontology=tuple(sorted(ontology.glob("*.ttl"))),
        schemes=tuple(sorted((ontology / "schemes").glob("*.ttl"))),
    )
    for files in (inputs.graph, inputs.abstracts):
        _refuse_twins(files)
    return inputs


def _refuse_twins(files: tuple[Path, ...]) -> None:
    seen: dict[str, Path] = {}
    for path in files:
        twin = seen.setdefault(path.stem, path)
        if twin is not path:
            raise GraphError(
                Text(f"deux fichiers portent le même nom : {twin.name}", f"two files have one name: {twin.name}"),
                file=path,
                remedy=Text("gardez celui qui est à jour, supprimez l'autre", "keep the current one, delete the other"),
            )
