"""Which files a catalogue has, which it lacks, and which are there but not read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bibliographe.graph.files import ABSTRACTS, FORMATS
from bibliographe.graph.iri import slug
from bibliographe.validate import file_checks
from bibliographe.validate.belonging import without_format
from bibliographe.validate.observation import Observation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.validate.observation import Look

_RDF_SUFFIXES = {*FORMATS, ".rdf", ".owl", ".xml", ".jsonld", ".json", ".n3", ".nq", ".trig", ".turtle", ".ntriples",
    ".shacl",
}  # fmt: skip
_FOLDER = ("c'est un dossier", "it is a folder")
_BROKEN_LINK = ("c'est un lien vers un fichier absent", "it is a link to a file that is not there")
_OTHER_NAME = ("son nom a une autre fin", "its name ends otherwise")
_IN_FOLDER = ("il est dans un sous-dossier", "it is in a sub-folder")


def inventory(look: Look, catalogue: Catalogue) -> Iterator[Observation]:
    """Yield what is odd about the files as such."""
    yield from _empty(look)
    yield from _doubled(look)
    yield from _missing(look, catalogue)
    for folder in (catalogue.graph, catalogue.graph / ABSTRACTS):
        if folder.is_dir():
            yield from _unread(folder, catalogue.graph)


def _empty(look: Look) -> Iterator[Observation]:
    for file, notes in zip(look.data.files, look.notes, strict=True):
        if not notes.statements:
            yield Observation(file_checks.FILE_EMPTY, file.path.name, file.path)
    if not look.answer.statements:
        yield Observation(file_checks.CATALOGUE_EMPTY, look.data.name)


def _doubled(look: Look) -> Iterator[Observation]:
    files = look.data.files
    stems = Counter(file.path.stem for file in files)
    for number, file in enumerate(files):
        if stems[file.path.stem] > 1:
            if file.path.suffix == ".nt":
                yield Observation(file_checks.FILE_TWICE, file.path.name, file.path, value=f"{file.path.stem}.ttl")
        elif number in look.copies:
            name = files[look.copies[number]].path.name
            yield Observation(file_checks.FILE_COPIED, file.path.name, file.path, value=name)


def _missing(look: Look, catalogue: Catalogue) -> Iterator[Observation]:
    """Yield the files of registered things that are described nowhere."""
    stems = {slug(file.path.stem) for file in look.data.files}
    wanted = {
        without_format(name) for name in look.answer.missing if not {slug(name), slug(without_format(name))} & stems
    }
    for name in sorted(wanted):
        file = catalogue.graph / f"{name}.ttl"
        yield Observation(file_checks.FILE_MISSING, file.name, file, value=file.name)


def _unread(folder: Path, top: Path) -> Iterator[Observation]:
    """Yield what looks like RDF and is passed over; hidden files are the program's own."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or (folder == top and path.name == ABSTRACTS and path.is_dir()):
            continue
        if path.is_dir() and path.suffix not in FORMATS:
            for inner in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
                if not hidden and looks_like_rdf(inner):
                    yield _passed_over(inner, top, _IN_FOLDER)
        elif path.is_dir():
            yield _passed_over(path, top, _FOLDER)
        elif not path.exists():
            yield _passed_over(path, top, _BROKEN_LINK)
        elif path.suffix not in FORMATS and looks_like_rdf(path):
            yield _passed_over(path, top, _OTHER_NAME)


def looks_like_rdf(path: Path) -> bool:
    """Tell whether one of a name's endings is that of RDF: `agents.TTL`, `agents.ttl.txt`, `agents.ttl~`."""
    return any(suffix.lower().rstrip("~") in _RDF_SUFFIXES for suffix in path.suffixes)


def _passed_over(path: Path, top: Path, why: tuple[str, str]) -> Observation:
    return Observation(file_checks.FILE_UNREAD, path.relative_to(top).as_posix(), path, hint=why)
