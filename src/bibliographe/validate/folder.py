"""Looking at the files of a catalogue one by one and beside each other, and at what they owe its settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bibliographe.graph.files import existing_file
from bibliographe.graph.prefixes import short_name
from bibliographe.graph.records import REGISTER
from bibliographe.graph.terms import DCTERMS
from bibliographe.graph.vocabulary import unknown_terms
from bibliographe.i18n import Text
from bibliographe.validate import checks, file_checks
from bibliographe.validate.disputed import settle
from bibliographe.validate.headers import headers
from bibliographe.validate.inventory import inventory
from bibliographe.validate.joining import Answer, Question, join
from bibliographe.validate.observation import Look, Observation, copies, ranks
from bibliographe.validate.scan import scan
from bibliographe.validate.unjoined import look_up
from bibliographe.validate.work import workers
from bibliographe.work import mapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from bibliographe.config import Catalogue
    from bibliographe.validate.noting import Notes
    from bibliographe.validate.reading import Data
    from bibliographe.validate.scan import Scanned

_COMPARING = Text("Comparaison des fichiers", "Comparing the files")
_REPEATING = frozenset({".jsonld", ".json", ".rdf", ".xml", ".owl"})
"""Formats in which a thing may be written out wherever it is named."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What is odd about some files, and how much they say."""

    observations: list[Observation]
    statements: int
    """Different ones."""
    things: int
    """Subjects that have a class."""


def observe(data: Data, executor: Executor | None = None) -> Observed:
    """Look at the files of `data`; of a file that stands alone, tell only what is true of any."""
    scanned = data.scanned or scan(data, executor)
    notes, catalogue = scanned.notes[: len(data.files)], data.catalogue
    heads, elsewhere = headers(data.files, notes, catalogue) if catalogue else ([], set[Path]())
    question = _question(data, scanned, elsewhere)
    data.progress.stage(_COMPARING)
    answer = _joined(question, scanned, executor)
    look = Look(data, notes, answer, copies(answer))
    found = [*settle(answer.disputed, question, data.files, frozenset(look.copies)), *_unknown_terms(look)]
    if catalogue is None:
        if not answer.statements:
            found += [Observation(file_checks.NOTHING_SAID, file.path.name, file.path) for file in data.files]
        return Observed(found, answer.statements, answer.things)
    if answer.unjoined:
        stale, missing = look_up(answer.unjoined, data.said, catalogue.base)
        answer.missing |= missing
        answer.stale += stale if question.register is not None else []
    found += [*inventory(look, catalogue), *heads, *_abstracts(look), *_languages(look), *_register(look, catalogue)]
    return Observed(found, answer.statements, answer.things)


def _question(data: Data, scanned: Scanned, elsewhere: set[Path]) -> Question:
    notes, catalogue = scanned.notes[: len(data.files)], data.catalogue
    return Question(
        runs=(),
        base=catalogue.base if catalogue else "",
        stems=tuple(file.path.stem for file in data.files),
        ranks=ranks(data.files, notes),
        repeating=_places(data, lambda path: path.suffix.lower() in _REPEATING),
        elsewhere=_places(data, elsewhere.__contains__),
        register=_register_place(data, catalogue, notes) if catalogue else None,
        folder=scanned.folder.path if scanned.folder else None,
        shelf=0,
    )


def _places(data: Data, applies: Callable[[Path], bool]) -> frozenset[int]:
    return frozenset(number for number, file in enumerate(data.files) if applies(file.path))


def _register_place(data: Data, catalogue: Catalogue, notes: list[Notes]) -> int | None:
    """Return the place of the register; None where a blank node, told already, is in the way of comparing records."""
    if any(note.blank for note in notes):
        return None
    path = existing_file(catalogue.graph, REGISTER)
    return next((number for number, file in enumerate(data.files) if file.path == path), None)


def _joined(question: Question, scanned: Scanned, executor: Executor | None) -> Answer:
    whole = Answer()
    questions = [replace(question, runs=runs, shelf=shelf) for shelf, runs in enumerate(scanned.shelves)]
    with workers(executor if scanned.on_disk else None, pays=scanned.on_disk and len(questions) > 1) as chosen:
        for answer in mapped(join, questions, chosen):
            whole.add(answer)
    return whole


def _abstracts(look: Look) -> Iterator[Observation]:
    data = look.data
    files = (*data.files, *data.abstracts)
    if data.catalogue is not None and not data.catalogue.export_abstracts:
        for file, notes in zip(data.files, look.notes, strict=True):
            for subject in notes.abstracts:
                yield Observation(checks.ABSTRACT_PUBLIC, subject, file.path, DCTERMS.abstract.value)
    for subject, number in look.answer.orphans:
        yield Observation(checks.ABSTRACT_ORPHAN, subject, files[number].path)


def _unknown_terms(look: Look) -> Iterator[Observation]:
    used: dict[str, tuple[str, Path]] = {}
    for file, notes in zip(look.data.files, look.notes, strict=True):
        for term, subject in notes.unknown.items():
            used.setdefault(term, (subject, file.path))
    for term, meant in sorted(unknown_terms(used).items()):
        subject, path = used[term]
        suggestion = short_name(meant) if meant else ""
        hint = f" ({suggestion} ?)" if suggestion else ""
        yield Observation(checks.UNKNOWN_TERM, subject, path, term, short_name(term), (hint, hint))


def _languages(look: Look) -> Iterator[Observation]:
    for subject, number, predicate, tag in look.answer.languages:
        yield Observation(checks.OTHER_LANGUAGE, subject, look.data.files[number].path, predicate, tag)


def _register(look: Look, catalogue: Catalogue) -> Iterator[Observation]:
    """Yield what the register does not know: itself missing, or content that changed since."""
    files = look.data.files
    if any(file.path.stem == REGISTER for file in files):
        yield from (Observation(checks.RECORD_STALE, thing) for thing in look.answer.stale)
    elif any(notes.typed for notes in look.notes):
        yield Observation(file_checks.REGISTER_MISSING, f"{REGISTER}.ttl", catalogue.graph / f"{REGISTER}.ttl")
