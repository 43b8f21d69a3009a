"""`bibliographe convert FILE --to FORMAT`: from one format to another, without a catalogue in between."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import click

from bibliographe.cli.convert_report import Passed, as_json, describe
from bibliographe.cli.import_json import RejectsFile
from bibliographe.cli.progress import shown
from bibliographe.cli.reading_options import (
    columns_of,
    file_source_id_option,
    format_option,
    json_option,
    mapping_option,
    rejects_option,
)
from bibliographe.cli.writing_options import file_of, loss_report_option, output_option, refuse_terminal
from bibliographe.config import FILE_NAME, Catalogue, is_base, load_catalogue
from bibliographe.errors import ConfigError
from bibliographe.export.conversion import Passing, write_converted, write_statements, writer_of
from bibliographe.export.formats import find_format
from bibliographe.export.records.losses import loss_report
from bibliographe.files import bytes_written_whole
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.importing import check_source_id
from bibliographe.graph.passing import begun, described
from bibliographe.i18n import Text, preferred_language
from bibliographe.ingest.registry import pass_through
from bibliographe.ingest.source import identifier_of, media_type_of, not_opened

_LANGUAGE = preferred_language()
_CONVERTING = Text("conversion", "converting")
_EXAMPLE = "https://example.org/"
"""What addresses begin with where neither a catalogue nor the command line says it, as in `init`."""


@click.command(
    help=Text(
        "Convertir un fichier d'un format à l'autre sans passer par un catalogue, notice après notice : la mémoire ne "
        "dépend pas de la taille des fichiers MARC et RIS. Ce qui n'est pas compris est dit comme par « import », ce "
        "que le format n'a pas pu dire comme par « export ».",
        "Convert a file from one format to another without a catalogue in between, entry after entry: memory does not "
        "depend on the size of files of MARC and RIS. What is not understood is told as by 'import', what the format "
        "could not say as by 'export'.",
    )(_LANGUAGE)
)
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "name",
    required=True,
    metavar="FORMAT",
    help=Text(
        "Format à écrire : ntriples, ou un format de notices de « export » (ris, unimarc, mods…).",
        "Format to write: ntriples, or a format of records of 'export' (ris, unimarc, mods…).",
    )(_LANGUAGE),
)
@output_option
@format_option(
    Text("Format du fichier lu, s'il n'est pas reconnu.", "Format of the file read, when it is not recognised.")
)
@mapping_option
@file_source_id_option
@rejects_option
@loss_report_option
@click.option(
    "--catalogue",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=Text(
        "Dossier du catalogue dont les réglages valent (par défaut : ici, s'il y en a un) ; rien n'y est écrit.",
        "Folder of the catalogue whose settings hold (default: here, where there is one); nothing is written to it.",
    )(_LANGUAGE),
)
@click.option(
    "--base",
    metavar="URL",
    help=Text(
        "Début des adresses, à la place de celui du catalogue.",
        "What addresses begin with, in place of the catalogue's.",
    )(_LANGUAGE),
)
@json_option
def command(
    file: Path,
    name: str,
    path: Path | None,
    reader: str | None,
    mapping: Path | None,
    source_id: str | None,
    rejects: Path | None,
    report: Path | None,
    directory: Path | None,
    base: str | None,
    *,
    in_json: bool,
) -> None:
    """Convert one file; tell on standard error what became of it."""
    form, target = find_format(name), file_of(path)
    writer = writer_of(form)
    if form.binary:
        refuse_terminal(target, Text(f"notices.{form.extension}", f"records.{form.extension}"))
    source = check_source_id(source_id or identifier_of(file.name))
    catalogue = _settings(directory, base, source)
    with ExitStack() as stack:
        passed = Passed(file.name, stack.enter_context(RejectsFile(rejects)) if rejects else None)
        lost = stack.enter_context(loss_report(report, form.name))
        stream = stack.enter_context(bytes_written_whole(target))
        progress = stack.enter_context(shown())
        progress.stage(_CONVERTING)
        items = pass_through(file, reader, columns_of(mapping))
        batches = begun(described(passed.watched(items), catalogue, source, _facts(file)))
        if batches is None:
            raise passed.nothing()
        if writer is None:
            write_statements(batches, stream, catalogue, progress)
        else:
            write_converted(writer, batches, stream, Passing(catalogue, progress), lost)
    click.echo(as_json(passed, lost) if in_json else describe(passed, lost, _LANGUAGE), err=True)


def _facts(file: Path) -> SourceFacts:
    """Return what is kept of a file; raises `SourceError` when it cannot be opened."""
    try:
        with file.open("rb") as stream:
            return SourceFacts(file.name, media_type_of(file.name), hashlib.file_digest(stream, "sha256").hexdigest())
    except OSError as error:
        raise not_opened(file, error) from error


def _settings(directory: Path | None, base: str | None, source_id: str) -> Catalogue:
    """Return the settings of a catalogue, or those of none: nothing that has to stay may leave then.

    Raises `ConfigError` when they cannot be used.
    """
    if directory is not None or Path(FILE_NAME).exists():
        catalogue = load_catalogue(directory or Path())
    else:
        catalogue = Catalogue(Path(), f"{_EXAMPLE}{source_id}/", {"fr": source_id})
    if base is None:
        return catalogue
    if not is_base(base):
        raise ConfigError(
            Text(f"« {base} » ne peut pas servir d'adresse", f"'{base}' cannot be an address"),
            remedy=Text("écrivez http(s)://…/ avec une barre oblique finale", "write http(s)://…/ with a final slash"),
        )
    return replace(catalogue, base=base)
