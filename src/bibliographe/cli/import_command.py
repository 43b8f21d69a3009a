"""`bibliographe import FILE…`: read bibliographies into the catalogue."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibliographe.cli import EXIT_BAD_INPUT, catalogue_option
from bibliographe.cli.import_json import RejectsFile, as_json, reject_as_json, rejects_as_json
from bibliographe.cli.import_report import describe
from bibliographe.cli.pools import pool
from bibliographe.cli.progress import shown
from bibliographe.cli.reading_options import (
    columns_of,
    dry_run_option,
    file_source_id_option,
    format_option,
    json_option,
    mapping_option,
    path_option,
    rejects_option,
)
from bibliographe.config import load_catalogue
from bibliographe.errors import BibliographeError, SourceError
from bibliographe.files import written_whole
from bibliographe.graph.documents import Task, import_files
from bibliographe.i18n import Text, preferred_language

if TYPE_CHECKING:
    from bibliographe.cli.table_opening import ExportedTable
    from bibliographe.config import Catalogue
    from bibliographe.graph.documents import Imported
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Reject

_WORTH_A_POOL = 2
"""Documents from which they are read side by side."""
_TABLES = ("csv", "xlsx", "ods")
_TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".fods")
_RDF_READERS = ("jsonld", "nquads", "ntriples", "rdfxml", "trig", "turtle")


def _is_rdf(path: Path, reader: str | None, base: str) -> bool:
    """Tell whether a file is RDF of this catalogue, by what the person says or by what it begins with.

    That of other catalogues in the profile is read as records, which are matched with what is there.
    """
    if reader:
        return reader in _RDF_READERS
    from bibliographe.graph.bulk.recognising import own_syntax

    return own_syntax(path, base) is not None


_LANGUAGE = preferred_language()


def _names() -> list[str]:
    """Return what `--format` may be."""
    from bibliographe.ingest.registry import reader_names

    return sorted({*reader_names(), *_RDF_READERS})


@click.command(
    help=Text(
        "Lire des bibliographies rédigées (Markdown, texte, Word, LibreOffice, HTML, PDF), des notices (MARC 21, "
        "UNIMARC, MODS, Dublin Core, RIS, BibTeX, EndNote, CSL-JSON), des tableaux (CSV, Excel) ou du RDF (celui du "
        "profil, de Zotero, en BIBO, en SKOS, de lobid.org), et les ajouter au catalogue. Un second import du même "
        "fichier ne change rien ; ce que vous avez corrigé à la main est gardé. Un tableau que « export » a écrit, "
        "puis que vous avez corrigé, corrige le catalogue.",
        "Read bibliographies written as documents (Markdown, plain text, Word, LibreOffice, HTML, PDF), records "
        "(MARC 21, UNIMARC, MODS, Dublin Core, RIS, BibTeX, EndNote, CSL-JSON), tables (CSV, Excel) or RDF (the "
        "profile's, Zotero's, in BIBO, in SKOS, lobid.org's), into the catalogue. A second import of the same file "
        "changes nothing; what you corrected by hand is kept. A table that 'export' wrote, and that you corrected, "
        "corrects the catalogue.",
    )(_LANGUAGE)
    + "\n\n"
    + Text("Formats : {}.", "Formats: {}.")(_LANGUAGE).format(", ".join(_names()))
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@catalogue_option
@file_source_id_option
@format_option(Text("Format du fichier, s'il n'est pas reconnu.", "Format of the file, when it is not recognised."))
@mapping_option
@path_option(
    "--review",
    Text(
        "Écrire une page HTML : la source à gauche, ce qui en a été compris à droite.",
        "Write an HTML page: the source on the left, what was understood of it on the right.",
    ),
)
@rejects_option
@dry_run_option(Text("Lire sans rien écrire dans le catalogue.", "Read, and write nothing to the catalogue."))
@json_option
def command(
    files: tuple[Path, ...],
    directory: Path,
    source_id: str | None,
    reader: str | None,
    mapping: Path | None,
    review: Path | None,
    rejects: Path | None,
    *,
    dry_run: bool,
    in_json: bool,
) -> None:
    """Import each file; one that cannot be read stops nothing, and is said at the end by exit code 2."""
    catalogue = load_catalogue(directory)
    if source_id and len(files) > 1:
        raise SourceError(
            Text("--source-id nomme une seule source", "--source-id names one source"),
            remedy=Text("importez ces fichiers un par un", "import these files one by one"),
        )
    columns = columns_of(mapping)
    with ExitStack() as stack:
        told = _Telling(catalogue, review, in_json=in_json, many=len(files) > 1)
        if rejects:
            told.rejects = stack.enter_context(RejectsFile(rejects))
        # Documents that stand together are brought in together; RDF is read past, each file by itself.
        for kind, group in groupby(files, lambda path: told.kind_of(path, reader)):
            if kind == "document":
                told.documents([Task(path, source_id, reader, columns) for path in group], dry_run=dry_run)
                continue
            for path in group:
                if kind == "rdf":
                    told.rdf(path, source_id, reader, dry_run=dry_run)
                elif kind == "table":
                    told.table(path, source_id, dry_run=dry_run)
    if in_json:
        click.echo(json.dumps(told.reports, ensure_ascii=False, indent=2))
    if told.failed:
        sys.exit(EXIT_BAD_INPUT)


@dataclass(slots=True)
class _Telling:
    """Imports, and tells a person or a machine what became of each file."""

    catalogue: Catalogue
    review: Path | None
    in_json: bool
    many: bool
    rejects: RejectsFile | None = None
    failed: bool = False
    reports: list[dict[str, object]] = field(default_factory=list)

    tables: dict[Path, ExportedTable] = field(default_factory=dict)
    """Tables of corrections, opened."""

    def kind_of(self, path: Path, reader: str | None) -> str:
        """Return how a file is imported: as `rdf`, as a `table` of corrections, as a `document`, not at all."""
        if _is_rdf(path, reader, self.catalogue.base):
            return "rdf"
        if reader not in (None, *_TABLES) or path.suffix.lower() not in _TABLE_SUFFIXES:
            return "document"
        from bibliographe.cli.table_opening import opened_table

        try:
            table = opened_table(path, reader, self.catalogue.base)
        except SourceError as error:
            self._refuse(error)
            return "refused"
        if table is None:
            return "document"
        self.tables[path] = table
        return "table"

    def table(self, path: Path, source_id: str | None, *, dry_run: bool) -> None:
        """Import the corrections of a table, and its new rows."""
        from bibliographe.cli import table_edits

        try:
            done = table_edits.correct(self.catalogue, self.tables.pop(path), source_id, dry_run=dry_run)
        except BibliographeError as error:
            self._refuse(error)
            return
        if self.rejects:
            self.rejects.write([reject_as_json(done.file_name, reject) for reject in done.rejects])
        self.reports.append(table_edits.as_json(done))
        self._say(table_edits.describe(done, f"{self.catalogue.base}id/", preferred_language()))

    def documents(self, tasks: list[Task], *, dry_run: bool) -> None:
        """Import written documents."""
        with shown() as progress, pool(len(tasks), worth_it=_WORTH_A_POOL) as executor:
            for done in import_files(self.catalogue, tasks, dry_run=dry_run, executor=executor, progress=progress):
                self._tell(done)

    def _tell(self, done: Imported) -> None:
        if done.document is not None:
            source, items = done.document.source, done.document.items
            if self.rejects:
                self.rejects.write(rejects_as_json(source, items))
            if self.review:
                from bibliographe.ingest.review import write_review

                _write(
                    _numbered(self.review, source, many=self.many), write_review(items, source, preferred_language())
                )
            if done.report is not None:
                self.reports.append(as_json(done.report, source, items))
                self._say(describe(done.report, source, items, self.catalogue.base, preferred_language()))
        if done.error is not None:
            self._refuse(done.error)

    def rdf(self, path: Path, source_id: str | None, reader: str | None, *, dry_run: bool) -> None:
        """Import a file of RDF."""
        # Loads the lists of vocabularies, and rdflib with them: nothing that a written document needs.
        from bibliographe.cli import rdf_import

        write = self.rejects.write if self.rejects else None

        def keep(reject: Reject) -> None:
            if write:
                write([reject_as_json(path.name, reject)])

        try:
            report = rdf_import.bring(self.catalogue, path, source_id, reader, keep, dry_run=dry_run)
        except BibliographeError as error:
            self._refuse(error)
            return
        self.reports.append(rdf_import.as_json(report, path))
        self._say(rdf_import.describe(report, path, preferred_language()))

    def _say(self, text: str) -> None:
        if not self.in_json:
            click.echo(text)

    def _refuse(self, error: BibliographeError) -> None:
        self.failed = True
        click.echo(error.describe(preferred_language()), err=True)


def _numbered(path: Path, source: Source, *, many: bool) -> Path:
    return path.with_name(f"{path.stem}-{source.source_id}{path.suffix}") if many else path


def _write(path: Path, content: str) -> None:
    with written_whole(path) as stream:
        stream.write(content)
