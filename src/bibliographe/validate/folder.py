"""Looking at the files of a catalogue one by one, and at what they owe its settings."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from bibliographe.graph.iri import Minter
from bibliographe.graph.records import REGISTER, RESERVED_STEMS, SHARED_FILES, GraphFolder, content_hash
from bibliographe.graph.register import Register
from bibliographe.graph.terms import DCTERMS, TYPED
from bibliographe.graph.vocabulary import unknown_terms
from bibliographe.validate import checks
from bibliographe.validate.context import short_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.validate.checks import Check
    from bibliographe.validate.reading import Data, DataFile

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@dataclass(frozen=True, slots=True)
class Observation:
    """A check that found something: about which node, in which file, and what it names."""

    check: Check
    focus: str
    file: Path | None = None
    path: str = ""
    value: str = ""
    meant: str = ""
    """What was probably meant instead of `value`."""


@dataclass(slots=True)
class _Look:
    """What the looks share."""

    data: Data
    owners: dict[str, DataFile] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for file in self.data.files:
            for triple in file.triples:
                if isinstance(triple.subject, NamedNode):
                    self.owners.setdefault(triple.subject.value, file)


def observe(data: Data) -> list[Observation]:
    """Return what is odd about the files of `data`; of a file that stands alone, only what is true of any."""
    look = _Look(data)
    looks: list[Callable[[_Look], Iterator[Observation]]] = [_repeated, _unknown_terms]
    catalogue = data.catalogue
    if catalogue is not None:
        looks += [_empty, _twice, _split, _elsewhere, _abstracts, _languages]
    found = [observation for one in looks for observation in one(look)]
    if catalogue is not None and data.files:
        found += _register(data, catalogue)
    return found


def _words(term: object) -> str:
    """Return the characters of a term."""
    return str(getattr(term, "value", term))


def _empty(look: _Look) -> Iterator[Observation]:
    data = look.data
    for file in data.files:
        if not file.triples:
            yield Observation(checks.FILE_EMPTY, file.path.name, file.path)
    if not data.triples:
        yield Observation(checks.CATALOGUE_EMPTY, data.name)


def _twice(look: _Look) -> Iterator[Observation]:
    stems = Counter(file.path.stem for file in look.data.files)
    for file in look.data.files:
        if stems[file.path.stem] > 1 and file.path.suffix == ".nt":
            yield Observation(checks.FILE_TWICE, file.path.name, file.path, value=f"{file.path.stem}.ttl")


def _repeated(look: _Look) -> Iterator[Observation]:
    """Yield one observation a subject for statements written twice, in one file or in two."""
    seen: set[Triple] = set()
    told: set[str] = set()
    for file in look.data.files:
        for triple in file.triples:
            subject = _words(triple.subject)
            if triple in seen and subject not in told:
                told.add(subject)
                value = f"{short_name(triple.predicate.value)} {_words(triple.object)}"
                yield Observation(checks.STATEMENT_TWICE, subject, file.path, triple.predicate.value, value)
            seen.add(triple)


def _split(look: _Look) -> Iterator[Observation]:
    told: set[str] = set()
    for file in look.data.files:
        for triple in file.triples:
            subject = _words(triple.subject)
            owner = look.owners.get(subject)
            if owner is not None and owner is not file and subject not in told:
                told.add(subject)
                yield Observation(checks.SUBJECT_SPLIT, subject, file.path, value=owner.path.name)


def _elsewhere(look: _Look) -> Iterator[Observation]:
    catalogue = look.data.catalogue
    assert catalogue is not None  # noqa: S101
    minter = Minter(catalogue.base)
    for subject, file in look.owners.items():
        if not subject.startswith(catalogue.base):
            yield Observation(checks.OTHER_BASE, subject, file.path, value=catalogue.base)
            continue
        wanted = _file_of(minter, subject)
        stem = file.path.stem
        if wanted is None and stem in RESERVED_STEMS:
            yield Observation(checks.SUBJECT_MISPLACED, subject, file.path, value=f"{file.path.parent.name}/<source>")
        elif wanted is not None and stem != wanted:
            yield Observation(checks.SUBJECT_MISPLACED, subject, file.path, value=f"{wanted}.ttl")


def _file_of(minter: Minter, subject: str) -> str | None:
    if subject.startswith(f"{minter.base}doc/"):
        return REGISTER
    kind = minter.kind(NamedNode(subject)) or ""
    return SHARED_FILES.get(kind)


def _abstracts(look: _Look) -> Iterator[Observation]:
    data = look.data
    if data.catalogue is not None and not data.catalogue.export_abstracts:
        for file in data.files:
            for triple in file.triples:
                if triple.predicate == DCTERMS.abstract:
                    yield Observation(checks.ABSTRACT_PUBLIC, _words(triple.subject), file.path, DCTERMS.abstract.value)
    for file in data.abstracts:
        for subject in dict.fromkeys(_words(triple.subject) for triple in file.triples):
            if subject not in look.owners:
                yield Observation(checks.ABSTRACT_ORPHAN, subject, file.path)


def _unknown_terms(look: _Look) -> Iterator[Observation]:
    used: dict[str, tuple[str, Path]] = {}
    for file in look.data.files:
        for triple in file.triples:
            for term in _vocabulary_terms(triple):
                used.setdefault(term, (_words(triple.subject), file.path))
    for term, meant in sorted(unknown_terms(used).items()):
        subject, path = used[term]
        suggestion = short_name(meant) if meant else ""
        yield Observation(checks.UNKNOWN_TERM, subject, path, term, short_name(term), suggestion)


def _vocabulary_terms(triple: Triple) -> Iterator[str]:
    yield triple.predicate.value
    if isinstance(triple.object, Literal):
        if not triple.object.datatype.value.startswith(_RDF):
            yield triple.object.datatype.value
    elif isinstance(triple.object, NamedNode):
        yield triple.object.value


def _languages(look: _Look) -> Iterator[Observation]:
    data = look.data
    assert data.catalogue is not None  # noqa: S101
    own: dict[object, set[str]] = defaultdict(set)
    for triple in data.triples:
        if triple.predicate == DCTERMS.language and isinstance(triple.object, Literal):
            own[triple.subject].add(triple.object.value)
    for file in data.files:
        for triple in file.triples:
            tag = triple.object.language if isinstance(triple.object, Literal) else None
            known = {*data.catalogue.languages, *own[triple.subject]}
            if tag and not _among(tag, known):
                focus = _words(triple.subject)
                yield Observation(checks.OTHER_LANGUAGE, focus, file.path, triple.predicate.value, tag)


def _among(tag: str, languages: set[str]) -> bool:
    tag = tag.lower()
    return any(tag == known.lower() or tag.startswith(f"{known.lower()}-") for known in languages)


def _register(data: Data, catalogue: Catalogue) -> Iterator[Observation]:
    """Yield what the register does not know: itself missing, or content that changed since."""
    things = [triple for triple in data.triples if triple.predicate == TYPED]
    if not any(file.path.stem == REGISTER for file in data.files):
        if things:
            yield Observation(checks.REGISTER_MISSING, REGISTER)
        return
    if any(not isinstance(triple.subject, NamedNode) for triple in data.triples):
        return  # told already; the folder of records cannot hold them
    folder, register = GraphFolder(catalogue), Register(catalogue)
    for thing in folder:
        record, known = folder.record(thing), register.get(thing)
        if record and known and known.content_hash and known.content_hash != content_hash(record.triples):
            yield Observation(checks.RECORD_STALE, thing.value)
