"""`bibliographe convert FILE --to FORMAT`: from one format to another, without a catalogue in between."""

from __future__ import annotations

import hashlib
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibliographe.cli.convert_report import Passed, as_json, describe
from bibliographe.cli.import_json import RejectsFile
from bibliographe.cli.progress import shown
from bibliographe.config import FILE_NAME, Catalogue, is_base, load_catalogue
from bibliographe.errors import ConfigError, ExportError
from bibliographe.export.conversion import Passing, write_converted, write_statements, writer_of
from bibliographe.export.formats import find_format
from bibliographe.export.records.losses import loss_report
from bibliographe.files import bytes_written_whole
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.importing import check_source_id
from bibliographe.graph.passing import described
from bibliographe.i18n import Text, preferred_language
from bibliographe.ingest.registry import pass_through
from bibliographe.ingest.source import identifier_of, media_type_of, not_opened

if TYPE_CHECKING:
    from bibliographe.export.formats import ExportFormat

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
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help=Text("Fichier à écrire (par défaut : la sortie standard).", "File to write (default: standard output).")(
        _LANGUAGE
    ),
)
@click.option(
    "--format",
    "reader",
    metavar="NAME",
    help=Text("Format du fichier lu, s'il n'est pas reconnu.", "Format of the file read, when it is not recognised.")(
        _LANGUAGE
    ),
)
@click.option(
    "--mapping",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=Text(
        "Fichier TOML qui dit ce que contiennent les colonnes d'un tableau (docs/formats.md).",
        "TOML file that says what the columns of a table hold (docs/formats.md).",
    )(_LANGUAGE),
)
@click.option(
    "--source-id",
    metavar="ID",
    help=Text(
        "Nom court de la source (par défaut, celui du fichier).", "Short name of the source (default: the file's)."
    )(_LANGUAGE),
)
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=Text("Écrire en JSON ce qui n'a pas été compris.", "Write as JSON what was not understood.")(_LANGUAGE),
)
@click.option(
    "--loss-report",
    "report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=Text(
        "Écrire en JSON ce que le format n'a pas pu dire, notice par notice et en tout.",
        "Write as JSON what the format could not say, by entry and in total.",
    )(_LANGUAGE),
)
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
@click.option(
    "--json",
    "in_json",
    is_flag=True,
    help=Text("Écrire le compte rendu en JSON.", "Write the report as JSON.")(_LANGUAGE),
)
def command(
    file: Path,
    name: str,
    path: Path | None,
    directory: Path | None,
    base: str | None,
    *,
    in_json: bool,
    **asked: object,
) -> None:
    """Convert one file; tell on standard error what became of it."""
    form, target = find_format(name), None if path == Path("-") else path
    writer = writer_of(form)
    _refuse_terminal(form, target)
    source_id = check_source_id(str(asked["source_id"] or identifier_of(file.name)))
    catalogue = _settings(directory, base, source_id)
    with ExitStack() as stack:
        rejects = _path(asked["rejects"])
        passed = Passed(file.name, stack.enter_context(RejectsFile(rejects)) if rejects else None)
        lost = stack.enter_context(loss_report(_path(asked["report"]), form.name))
        stream = stack.enter_context(bytes_written_whole(target))
        progress = stack.enter_context(shown())
        progress.stage(_CONVERTING)
        items = pass_through(file, _text(asked["reader"]), _mapping(_path(asked["mapping"])))
        batches = described(passed.watched(items), catalogue, source_id, _facts(file))
        if writer is None:
            write_statements(batches, stream, catalogue, progress)
        else:
            write_converted(writer, batches, stream, Passing(catalogue, progress), lost)
        if not passed.entries:
            raise passed.nothing()
    click.echo(as_json(passed, lost) if in_json else describe(passed, lost, _LANGUAGE), err=True)


def _path(asked: object) -> Path | None:
    return asked if isinstance(asked, Path) else None


def _text(asked: object) -> str | None:
    return asked if isinstance(asked, str) else None


def _mapping(path: Path | None) -> dict[str, str] | None:
    if path is None:
        return None
    from bibliographe.ingest.records.columns import read_mapping

    return read_mapping(path)


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


def _refuse_terminal(form: ExportFormat, target: Path | None) -> None:
    """Raise `ExportError` when bytes that are no text would go to a terminal."""
    if form.binary and target is None and sys.stdout.isatty():
        raise ExportError(
            Text("ce format n'est pas du texte : un terminal ne peut pas le montrer", "this format is not text"),
            remedy=Text(
                f"donnez un fichier : -o notices.{form.extension}", f"give a file: -o records.{form.extension}"
            ),
        )
