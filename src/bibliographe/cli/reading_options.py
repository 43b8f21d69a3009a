"""Options of the commands that read records into the catalogue, files or a repository's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibliographe.i18n import Text, preferred_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.cli import Command

_LANGUAGE = preferred_language()


def path_option(name: str, text: Text) -> Callable[[Command], Command]:
    """Return the option of a file, which its help says the use of."""
    return click.option(name, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=text(_LANGUAGE))


def source_id_option(text: Text) -> Callable[[Command], Command]:
    """Return the option of a source's short name; its help says what it is otherwise."""
    return click.option("--source-id", metavar="ID", help=text(_LANGUAGE))


def dry_run_option(text: Text) -> Callable[[Command], Command]:
    """Return the option of writing nothing."""
    return click.option("--dry-run", is_flag=True, help=text(_LANGUAGE))


def format_option(text: Text) -> Callable[[Command], Command]:
    """Return the option of a file's format, for when it is not recognised."""
    return click.option("--format", "reader", metavar="NAME", help=text(_LANGUAGE))


def columns_of(mapping: Path | None) -> dict[str, str] | None:
    """Return what `--mapping` says of columns; raises `SourceError` when it cannot be used."""
    if mapping is None:
        return None
    from bibliographe.ingest.records.columns import read_mapping

    return read_mapping(mapping)


mapping_option = path_option(
    "--mapping",
    Text(
        "Fichier TOML qui dit ce que contiennent les colonnes d'un tableau (docs/formats.md).",
        "TOML file that says what the columns of a table hold (docs/formats.md).",
    ),
)
file_source_id_option = source_id_option(
    Text("Nom court de la source (par défaut, celui du fichier).", "Short name of the source (default: the file's).")
)
rejects_option = path_option(
    "--rejects", Text("Écrire en JSON ce qui n'a pas été compris.", "Write as JSON what was not understood.")
)
json_option = click.option(
    "--json",
    "in_json",
    is_flag=True,
    help=Text("Écrire le compte rendu en JSON.", "Write the report as JSON.")(_LANGUAGE),
)
