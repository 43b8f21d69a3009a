"""Many written bibliographies in one go: parsed side by side, brought in one after the other, written once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.errors import BibliographeError, SourceError
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.importing import Importing, ImportReport, check_source_id
from bibliographe.graph.wanted import ReadSource
from bibliographe.i18n import Text
from bibliographe.ingest.registry import open_source
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Item, Reject, Scheme, Topic
from bibliographe.progress import SILENCE
from bibliographe.work import mapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from concurrent.futures import Executor
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.progress import Progress

PARSING = Text("lecture des documents", "reading documents")
_WRITTEN = ("text/markdown", "text/plain")
"""Documents that people write, whose rejects are passages, not records."""
_BATCH = 20_000
"""Entries after which what was brought is written: what was read of them need not be held any longer."""


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read."""

    path: Path
    source_id: str | None = None
    reader: str | None = None
    mapping: Mapping[str, str] | None = None
    """What the columns of a table hold, by their headings."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read."""

    source: Source
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one document: its report, or why it was refused; without either it was read and not brought."""

    path: Path
    document: Document | None = None
    report: ImportReport | None = None
    error: BibliographeError | None = None


def read_document(task: Task) -> Imported:
    """Read one document; an error is returned, not raised, so that one bad file stops nothing."""
    try:
        source = replace(Source.from_path(task.path, task.source_id), mapping=task.mapping)
        check_source_id(source.source_id)
        source, found = open_source(source, task.reader)
        items = list(found)
    except BibliographeError as error:
        return Imported(task.path, error=error)
    return Imported(task.path, Document(source, items))


def import_files(
    catalogue: Catalogue,
    tasks: Iterable[Task],
    *,
    dry_run: bool = False,
    executor: Executor | None = None,
    progress: Progress = SILENCE,
) -> Iterator[Imported]:
    """Import documents and yield what became of each, in their order, once it is written.

    `executor` reads them side by side; the result has the same bytes as without. Raises `GraphError` when `graph/`
    cannot be read or written.
    """
    tasks = list(tasks)
    progress.stage(PARSING, len(tasks))
    with Importing(catalogue, dry_run=dry_run) as importing:
        waiting: list[Imported] = []
        entries = 0
        for read in mapped(read_document, tasks, executor):
            progress.advance()
            waiting.append(read)
            entries += sum(isinstance(item, Entry) for item in read.document.items) if read.document else 0
            if entries >= _BATCH:
                yield from _bring(importing, waiting)
                waiting, entries = [], 0
        yield from _bring(importing, waiting)


def _bring(importing: Importing, read: list[Imported]) -> list[Imported]:
    """Bring in documents that were read, and write them as one."""
    sources = [(one, _source(one.document)) for one in read if one.document]
    importing.begin([source for _one, source in sources])
    done = {id(one): _bring_one(importing, one, source) for one, source in sources}
    importing.commit()
    return [done.get(id(one), one) for one in read]


def _source(document: Document) -> ReadSource:
    source = document.source
    return ReadSource(document.items, source.source_id, SourceFacts(source.file_name, source.media_type, source.sha256))


def _bring_one(importing: Importing, read: Imported, source: ReadSource) -> Imported:
    document = read.document
    try:
        if document and not _brings_something(document.items):
            raise _no_entry(document.source, document.items)
        return Imported(read.path, document, importing.bring(source))
    except BibliographeError as error:
        return Imported(read.path, document, error=error)


def _brings_something(items: list[Item]) -> bool:
    """Tell whether there are entries, or a vocabulary's topics: headings without entries are a bibliography misread."""
    kinds = {type(item) for item in items}
    return Entry in kinds or {Scheme, Topic} <= kinds


def _no_entry(source: Source, items: list[Item]) -> SourceError:
    rejects = [item for item in items if isinstance(item, Reject)]
    count = len(rejects)
    if rejects and source.media_type not in _WRITTEN:
        first = rejects[0]
        reason = Text(
            f"aucune notice ; rien n'a été écrit ({count} refus, dont : {first.reason.fr})",
            f"no entry; nothing was written ({count} rejected, among them: {first.reason.en})",
        )
        return SourceError(reason, file=source.file_name, line=first.span.first, remedy=first.remedy)
    return SourceError(
        Text(
            f"aucune notice reconnue ({count} passage(s) non compris) ; rien n'a été écrit",
            f"no entry recognised ({count} passage(s) not understood); nothing was written",
        ),
        file=source.file_name,
        remedy=Text(
            "une notice a un titre suivi d'une référence, par exemple « Paris : Éditeur, 2024, 90 p. » ou "
            "« Revue, n° 12, juin 2024, pp. 3-9 » ; --review montre ce qui a été compris",
            "an entry has a title followed by a citation, such as 'Paris : Publisher, 2024, 90 p.' or "
            "'Periodical, n° 12, juin 2024, pp. 3-9'; --review shows what was understood",
        ),
    )
