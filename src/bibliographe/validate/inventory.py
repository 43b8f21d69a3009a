"""Which files a catalogue has, which it lacks, and which are there but not read."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.files import ABSTRACTS, FORMATS
from bibliographe.graph.iri import Minter, slug
from bibliographe.graph.records import REGISTER, SHARED_FILES
from bibliographe.graph.terms import FOAF, PROV
from bibliographe.validate import file_checks
from bibliographe.validate.observation import Observation, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.validate.observation import Look

_RDF_SUFFIXES = {*FORMATS, ".rdf", ".owl", ".xml", ".jsonld", ".json", ".n3", ".nq", ".trig", ".turtle", ".ntriples"}
_HASH = re.compile(r"-[0-9a-f]{8}$")
_SOURCE_FORMAT = re.compile(r"-(?:md|markdown|txt|text)$")
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
    for file in look.data.files:
        if not file.triples:
            yield Observation(file_checks.FILE_EMPTY, file.path.name, file.path)
    if not look.data.triples:
        yield Observation(file_checks.CATALOGUE_EMPTY, look.data.name)


def _doubled(look: Look) -> Iterator[Observation]:
    stems = Counter(file.path.stem for file in look.data.files)
    for file in look.data.files:
        original = look.copies.get(file.path)
        if stems[file.path.stem] > 1:
            if file.path.suffix == ".nt":
                yield Observation(file_checks.FILE_TWICE, file.path.name, file.path, value=f"{file.path.stem}.ttl")
        elif original is not None:
            name = original.path.name
            yield Observation(file_checks.FILE_COPIED, file.path.name, file.path, value=name)


def _missing(look: Look, catalogue: Catalogue) -> Iterator[Observation]:
    """Yield the files of registered things that are described nowhere."""
    minter = Minter(catalogue.base)
    stems = {slug(file.path.stem) for file in look.data.files}
    wanted: dict[str, None] = {}
    for thing in _registered(look):
        if thing.value not in look.owners:
            name = _file_of(minter, thing)
            if name and not {slug(name), slug(_SOURCE_FORMAT.sub("", name))} & stems:
                wanted.setdefault(_SOURCE_FORMAT.sub("", name))
    for name in sorted(wanted):
        file = catalogue.graph / f"{name}.ttl"
        yield Observation(file_checks.FILE_MISSING, file.name, file, value=file.name)


def _registered(look: Look) -> list[NamedNode]:
    """Return the things that the register knows and has not withdrawn."""
    things: list[NamedNode] = []
    for file in look.data.files:
        if file.path.stem != REGISTER:
            continue
        gone = {words(triple.subject) for triple in file.triples if triple.predicate == PROV.invalidatedAtTime}
        for triple in file.triples:
            topic = triple.object
            is_known = triple.predicate == FOAF.primaryTopic and words(triple.subject) not in gone
            if is_known and isinstance(topic, NamedNode):
                things.append(topic)
    return things


def _file_of(minter: Minter, thing: NamedNode) -> str | None:
    """Return the stem of the file that a thing belongs to, as far as its address says: a source names its own."""
    kind = minter.kind(thing)
    if kind == "source":
        return _HASH.sub("", thing.value.rsplit("/", 1)[-1])
    return SHARED_FILES.get(kind or "")


def _unread(folder: Path, top: Path) -> Iterator[Observation]:
    """Yield what looks like RDF and is passed over; hidden files are the program's own."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or (folder == top and path.name == ABSTRACTS and path.is_dir()):
            continue
        if path.is_dir() and path.suffix not in FORMATS:
            for inner in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
                if not hidden and _looks_like_rdf(inner):
                    yield _passed_over(inner, top, _IN_FOLDER)
        elif path.is_dir():
            yield _passed_over(path, top, _FOLDER)
        elif not path.exists():
            yield _passed_over(path, top, _BROKEN_LINK)
        elif path.suffix not in FORMATS and _looks_like_rdf(path):
            yield _passed_over(path, top, _OTHER_NAME)


def _looks_like_rdf(path: Path) -> bool:
    """Tell whether one of a name's endings is that of RDF: `agents.TTL`, `agents.ttl.txt`, `agents.ttl~`."""
    return any(suffix.lower().rstrip("~") in _RDF_SUFFIXES for suffix in path.suffixes)


def _passed_over(path: Path, top: Path, why: tuple[str, str]) -> Observation:
    return Observation(file_checks.FILE_UNREAD, path.relative_to(top).as_posix(), path, hint=why)
