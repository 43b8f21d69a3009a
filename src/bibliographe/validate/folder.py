"""Looking at the files of a catalogue one by one, and at what they owe its settings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from bibliographe.graph.iri import Minter
from bibliographe.graph.records import REGISTER, RESERVED_STEMS, SHARED_FILES, GraphFolder, content_hash
from bibliographe.graph.register import Register
from bibliographe.graph.terms import DCTERMS, TYPED
from bibliographe.graph.vocabulary import unknown_terms
from bibliographe.validate import checks, file_checks
from bibliographe.validate.context import short_name
from bibliographe.validate.headers import headers
from bibliographe.validate.inventory import inventory
from bibliographe.validate.observation import Look, Observation, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.validate.reading import Data

_REPEATING = frozenset({".jsonld", ".json", ".rdf", ".xml", ".owl"})
"""Formats in which a thing may be written out wherever it is named."""
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def observe(data: Data) -> list[Observation]:
    """Return what is odd about the files of `data`; of a file that stands alone, only what is true of any."""
    look = Look(data)
    found = [*_repeated(look), *_unknown_terms(look)]
    catalogue = data.catalogue
    if catalogue is None:
        if not data.triples:
            found += [Observation(file_checks.NOTHING_SAID, file.path.name, file.path) for file in data.files]
        return found
    heads, based_elsewhere = headers(data.files, catalogue)
    found += [*inventory(look, catalogue), *heads]
    found += _elsewhere(look, catalogue, based_elsewhere)
    for one in (_split, _abstracts, _languages):
        found += one(look)
    if data.files:
        found += _register(data, catalogue)
    return found


def _repeated(look: Look) -> Iterator[Observation]:
    """Yield one observation a subject for statements written twice, in one file or in two."""
    seen: set[Triple] = set()
    told: set[str] = set()
    for file in look.originals:
        if file.path.suffix.lower() in _REPEATING:
            continue
        for triple in file.triples:
            subject = words(triple.subject)
            if triple in seen and subject not in told:
                told.add(subject)
                value = f"{short_name(triple.predicate.value)} {words(triple.object)}"
                yield Observation(checks.STATEMENT_TWICE, subject, file.path, triple.predicate.value, value)
            seen.add(triple)


def _split(look: Look) -> Iterator[Observation]:
    told: set[str] = set()
    for file in look.originals:
        for triple in file.triples:
            subject = words(triple.subject)
            owner = look.owners.get(subject)
            if owner is not None and owner is not file and subject not in told:
                told.add(subject)
                yield Observation(checks.SUBJECT_SPLIT, subject, file.path, value=owner.path.name)


def _elsewhere(look: Look, catalogue: Catalogue, based_elsewhere: set[Path]) -> Iterator[Observation]:
    """Yield things in the wrong file or under another base, unless the base line of their whole file is wrong."""
    minter = Minter(catalogue.base)
    for subject, file in look.owners.items():
        if not subject.startswith(catalogue.base):
            if file.path not in based_elsewhere:
                yield Observation(checks.OTHER_BASE, subject, file.path, value=catalogue.base)
            continue
        if file.path in look.copies:
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


def _abstracts(look: Look) -> Iterator[Observation]:
    data = look.data
    if data.catalogue is not None and not data.catalogue.export_abstracts:
        for file in data.files:
            for triple in file.triples:
                if triple.predicate == DCTERMS.abstract:
                    yield Observation(checks.ABSTRACT_PUBLIC, words(triple.subject), file.path, DCTERMS.abstract.value)
    for file in data.abstracts:
        for subject in dict.fromkeys(words(triple.subject) for triple in file.triples):
            if subject not in look.owners:
                yield Observation(checks.ABSTRACT_ORPHAN, subject, file.path)


def _unknown_terms(look: Look) -> Iterator[Observation]:
    used: dict[str, tuple[str, Path]] = {}
    for file in look.data.files:
        for triple in file.triples:
            for term in _vocabulary_terms(triple):
                used.setdefault(term, (words(triple.subject), file.path))
    for term, meant in sorted(unknown_terms(used).items()):
        subject, path = used[term]
        suggestion = short_name(meant) if meant else ""
        hint = f" ({suggestion} ?)" if suggestion else ""
        yield Observation(checks.UNKNOWN_TERM, subject, path, term, short_name(term), (hint, hint))


def _vocabulary_terms(triple: Triple) -> Iterator[str]:
    yield triple.predicate.value
    if isinstance(triple.object, Literal):
        if not triple.object.datatype.value.startswith(_RDF):
            yield triple.object.datatype.value
    elif isinstance(triple.object, NamedNode):
        yield triple.object.value


def _languages(look: Look) -> Iterator[Observation]:
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
                focus = words(triple.subject)
                yield Observation(checks.OTHER_LANGUAGE, focus, file.path, triple.predicate.value, tag)


def _among(tag: str, languages: set[str]) -> bool:
    tag = tag.lower()
    return any(tag == known.lower() or tag.startswith(f"{known.lower()}-") for known in languages)


def _register(data: Data, catalogue: Catalogue) -> Iterator[Observation]:
    """Yield what the register does not know: itself missing, or content that changed since."""
    things = [triple for triple in data.triples if triple.predicate == TYPED]
    if not any(file.path.stem == REGISTER for file in data.files):
        if things:
            yield Observation(file_checks.REGISTER_MISSING, f"{REGISTER}.ttl", catalogue.graph / f"{REGISTER}.ttl")
        return
    if any(not isinstance(triple.subject, NamedNode) for triple in data.triples):
        return  # told already; the folder of records cannot hold them
    folder, register = GraphFolder(catalogue), Register(catalogue)
    for thing in folder:
        record, known = folder.record(thing), register.get(thing)
        if record and known and known.content_hash and known.content_hash != content_hash(record.triples):
            yield Observation(checks.RECORD_STALE, thing.value)
