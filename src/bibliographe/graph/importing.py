"""An import: from the items of one source to the files of `graph/`."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from pyoxigraph import Literal, NamedNode

from bibliographe.errors import SourceError
from bibliographe.graph.candidate import Candidate
from bibliographe.graph.candidates import find_candidates
from bibliographe.graph.describe import Description, describe_bibliography
from bibliographe.graph.describe.dossiers import DOSSIER_CLASS, match_parts
from bibliographe.graph.files import ABSTRACTS, contents_of, existing_file, read_statements, size_of
from bibliographe.graph.hosts import complete_hosts
from bibliographe.graph.journal import commit, writing
from bibliographe.graph.records import RESERVED_STEMS, GraphFolder, Record
from bibliographe.graph.register import Register
from bibliographe.graph.register_lines import MisnamedError
from bibliographe.graph.register_slice import RegisterSlice
from bibliographe.graph.rematch import changed_entries, recognised_entries
from bibliographe.graph.slices import GraphSlice
from bibliographe.graph.strangers import refuse_other_base, refuse_other_source, refuse_stranger
from bibliographe.graph.terms import DCTERMS, TYPED, Statement
from bibliographe.graph.update import Outcome, Update, apply
from bibliographe.graph.wanted import ReadSource, describe, wanted_by
from bibliographe.i18n import Text
from bibliographe.model.entry import Entry, Note, Reject, Topic
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.graph.describe import SourceFacts
    from bibliographe.model.entry import Item

LARGE = 64_000_000
"""Bytes of `graph/` from which an import holds only what it touches."""
_SOURCE_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


@dataclass(slots=True)
class ImportReport:
    """What an import did, for a person and for `--json`: read = kept + rejected."""

    source_id: str
    entries: int = 0
    topics: int = 0
    notes: int = 0
    rejects: list[Reject] = field(default_factory=list)
    doubtful: list[Entry | Topic] = field(default_factory=list)
    update: Update = field(default_factory=Update)
    candidates: list[Candidate] = field(default_factory=list)
    """Pairs that this import brings something to."""
    written: list[Path] = field(default_factory=list)
    addresses: list[tuple[Entry, NamedNode]] = field(default_factory=list)
    """The entries, in their order, with their addresses in the catalogue."""


def check_source_id(source_id: str) -> str:
    """Return a source's identifier when it can name a file of `graph/`; raises `SourceError`."""
    if not _SOURCE_ID.fullmatch(source_id) or source_id in RESERVED_STEMS or source_id == ABSTRACTS:
        raise SourceError(
            Text(f"« {source_id} » ne peut pas nommer une source", f"'{source_id}' cannot name a source"),
            remedy=Text(
                "donnez avec --source-id un nom en minuscules, chiffres et tirets, autre que "
                + ", ".join(sorted(RESERVED_STEMS)),
                "give with --source-id a name of lower-case letters, digits and hyphens, other than "
                + ", ".join(sorted(RESERVED_STEMS)),
            ),
        )
    return source_id


def import_items(
    catalogue: Catalogue, items: Iterable[Item], source_id: str, facts: SourceFacts, *, dry_run: bool = False
) -> ImportReport:
    """Bring what a reader found in one source into the catalogue's files.

    The second import of the same file changes no byte; a dry run never does. Raises `GraphError` when `graph/` itself
    cannot be read or written, and `SourceError` when another bibliography was imported under the same identifier;
    nothing is written then.
    """
    source = ReadSource(list(items), check_source_id(source_id), facts)
    with Importing(catalogue, dry_run=dry_run) as importing:
        importing.begin([source])
        report = importing.bring(source)
        importing.commit()
    return report


class Importing:
    """Imports of several sources, one after the other, that read and write the catalogue's files once.

    A context: other writers wait until its end. The result is that of as many single imports, byte for byte. Of a
    large catalogue only what the sources touch is held (`bibliographe.graph.slices`).
    """

    def __init__(self, catalogue: Catalogue, *, dry_run: bool = False) -> None:
        self.catalogue, self.dry_run = catalogue, dry_run
        self.reports: list[ImportReport] = []
        self._abstracts: dict[str, set[Statement]] = {}
        self._stack = ExitStack()
        self._folder: GraphFolder | None = None
        self._register: Register | None = None

    def __enter__(self) -> Self:
        """Keep other writers out; raises `GraphError` when `graph/` cannot be locked."""
        if not self.dry_run:
            self._stack.enter_context(writing(self.catalogue))
        return self

    def __exit__(self, *_error: object) -> None:
        """Let other writers in; what was not committed is forgotten."""
        self._stack.close()

    def begin(self, sources: Sequence[ReadSource]) -> None:
        """Read what of the catalogue these sources, and no others until `commit`, have to know.

        Raises `GraphError` when `graph/` cannot be read.
        """
        if self._folder is None:
            self._folder, self._register = _read(self.catalogue, sources)
            refuse_other_base(self._folder)

    def _opened(self) -> tuple[GraphFolder, Register]:
        if self._folder is None or self._register is None:
            raise RuntimeError("begin() comes first")
        return self._folder, self._register

    def aliases(self) -> dict[NamedNode, NamedNode]:
        """Return the addresses that the catalogue uses no longer, and what it uses instead of each."""
        known = self._opened()[1].aliases()
        resolving = Description(self._opened()[0].minter, "", aliases=known)
        return {old: resolving.resolve(old) for old in known}

    def bring(self, source: ReadSource) -> ImportReport:
        """Take in one source; raises `SourceError` as `import_items` does, and then nothing of it was taken."""
        folder, register = self._opened()
        items, facts, aliases = source.items, source.facts, register.aliases()
        description, record = describe(self.catalogue, source, aliases)
        if source.changes:
            refuse_other_source(description, folder, record, facts.file_name)
            description.recognised = changed_entries(
                items, description, folder, register, record, source.changes.before
            )
        else:
            description.recognised = recognised_entries(items, description, folder, register, record)
            refuse_stranger(items, description, folder, record, facts.file_name)

        bibliography = describe_bibliography(items, description, facts, folder.lookups.entries_titled)
        records = bibliography.description.records()
        update = (
            apply(records, folder, register, record, source.changes.gone)
            if source.changes
            else apply(records, folder, register, record)
        )
        _complete_dossiers(folder, register, update)
        complete_hosts(folder, register, update)
        report = ImportReport(
            source_id=source.source_id,
            entries=len(bibliography.entries),
            topics=sum(isinstance(item, Topic) for item in items),
            notes=sum(isinstance(item, Note) for item in items),
            rejects=[item for item in items if isinstance(item, Reject)],
            doubtful=[
                *(item for item in items if isinstance(item, Topic) and item.doubts),
                *(entry for entry, _ in bibliography.entries if entry.doubts),
            ],
            update=update,
            addresses=bibliography.entries,
        )
        abstracts = {statement for statement in bibliography.abstracts if statement.subject in folder}
        if source.changes:
            described = {iri for _entry, iri in bibliography.entries}
            abstracts |= {one for one in self._abstracts_of(source.source_id) if one.subject not in described}
        self._abstracts[source.source_id] = abstracts
        self.reports.append(report)
        return report

    def _abstracts_of(self, source_id: str) -> set[Statement]:
        """Return the abstracts that a source has brought so far."""
        if source_id not in self._abstracts:
            path = existing_file(self.catalogue.graph / ABSTRACTS, source_id)
            return set(read_statements(path, self.catalogue.base)) if path.exists() else set()
        return self._abstracts[source_id]

    def commit(self) -> list[Path]:
        """Write what all sources brought, as one, and complete their reports; a dry run writes nothing.

        Raises `GraphError` when `graph/` cannot be written; it is then as it was.
        """
        folder, register = self._opened()
        touching: dict[NamedNode, list[Candidate]] = defaultdict(list)
        for candidate in find_candidates(folder):
            for thing in {candidate.first, candidate.second}:
                touching[thing].append(candidate)
        written: list[Path] = []
        if not self.dry_run:
            contents = folder.contents() | register.contents()
            for source_id, said in self._abstracts.items():
                contents |= contents_of(self.catalogue.graph / ABSTRACTS, source_id, said, self.catalogue.base)
            written = [path for path in commit(self.catalogue, contents) if path.parent == self.catalogue.graph]
        for report in self.reports:
            found = [one for change in report.update.changes for one in touching.get(change.thing, ())]
            report.candidates = sorted(dict.fromkeys(found), key=Candidate.order)
            report.written = [path for path in written if path.stem in (report.source_id, *RESERVED_STEMS)]
        self.reports, self._abstracts = [], {}
        if isinstance(folder, GraphSlice) or size_of(self.catalogue) >= LARGE:
            self._folder = self._register = None
        return written


def _read(catalogue: Catalogue, sources: Sequence[ReadSource]) -> tuple[GraphFolder, Register]:
    """Read the whole catalogue, or of a large one what these sources have to know."""
    if size_of(catalogue) < LARGE:
        return GraphFolder(catalogue), Register(catalogue)
    register = RegisterSlice(catalogue)
    wanted = wanted_by(catalogue, sources, register.aliases())
    folder = GraphSlice(catalogue, wanted)
    try:
        register.load(wanted.things | {str(thing) for thing in folder})
    except MisnamedError:
        return folder, Register(catalogue)
    return folder, register


def _complete_dossiers(folder: GraphFolder, register: Register, update: Update) -> None:
    """Tie the dossiers of other sources to the entries that this import has added."""
    added = {change.thing for change in update.of(Outcome.ADDED)}
    named = {fold(title.value) for thing in added for title in folder.objects(thing, DCTERMS.title)}
    titles = {title: entries for title in named if (entries := folder.lookups.entries_titled(title) & added)}
    for dossier in folder.lookups.announcing(titles):
        if dossier in added or DOSSIER_CLASS not in folder.objects(dossier, TYPED):
            continue
        record = folder.record(dossier)
        lines = [
            line
            for contents in folder.objects(dossier, DCTERMS.tableOfContents)
            if isinstance(contents, Literal)
            for line in contents.value.splitlines()
        ]
        parts = {
            Statement(dossier, DCTERMS.hasPart, part)
            for part in match_parts(dossier, lines, lambda title: titles.get(title, set()))
        }
        if record and parts - record.triples:
            untouched = register.untouched(record)
            completed = Record(dossier, record.file, record.triples | parts)
            folder.put(completed)
            (register.imported if untouched else register.observed)(completed)
