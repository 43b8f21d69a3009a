"""Options of the commands that write files for others, or a report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bibliographe.errors import ExportError
from bibliographe.i18n import Text, preferred_language

_LANGUAGE = preferred_language()

output_option = click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help=Text("Fichier à écrire (par défaut : la sortie standard).", "File to write (default: standard output).")(
        _LANGUAGE
    ),
)
loss_report_option = click.option(
    "--loss-report",
    "report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=Text(
        "Écrire en JSON ce que le format n'a pas pu dire, notice par notice et en tout.",
        "Write as JSON what the format could not say, by entry and in total.",
    )(_LANGUAGE),
)
report_file_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=Text("Écrire le rapport dans un fichier.", "Write the report to a file.")(_LANGUAGE),
)


def file_of(path: Path | None) -> Path | None:
    """Return the file that `-o` names, None for standard output."""
    return None if path == Path("-") else path


def refuse_terminal(target: Path | None, suggested: Text) -> None:
    """Raise `ExportError`, which suggests a file's name, when bytes that are no text would go to a terminal."""
    if target is None and sys.stdout.isatty():
        raise ExportError(
            Text("ce format n'est pas du texte : un terminal ne peut pas le montrer", "this format is not text"),
            remedy=Text(f"donnez un fichier : -o {suggested.fr}", f"give a file: -o {suggested.en}"),
        )
