"""`bibliographe validate`: what is wrong with a catalogue, and how to mend it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.speech import lang_option
from bibliographe.config import load_catalogue
from bibliographe.files import written_whole
from bibliographe.i18n import Language, Text, preferred_language
from bibliographe.validate.formats import FORMATS, writer
from bibliographe.validate.formats.text import show
from bibliographe.validate.reading import Data, read_catalogue, read_file
from bibliographe.validate.results import SEVERITIES, Report
from bibliographe.validate.shapes import load_shapes
from bibliographe.validate.validation import validate

_LANGUAGE = preferred_language()
_NEVER = "never"
_NOT_IN_W3C = Text(
    "{count} constatations sur les fichiers eux-mêmes ne sont pas dans le rapport W3C : voir --format text.",
    "{count} findings about the files themselves are not in the W3C report: see --format text.",
)


@click.command(
    help=Text(
        "Contrôler le catalogue, ou n'importe quel fichier RDF, et dire comment corriger ce qui ne va pas. "
        "Code de retour : 0 rien à redire, 1 des constatations, 2 un fichier illisible.",
        "Check the catalogue, or any RDF file, and say how to mend what is wrong. "
        "Exit code: 0 nothing to say, 1 findings, 2 a file that cannot be read.",
    )(_LANGUAGE)
)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@catalogue_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help=Text("Forme du rapport.", "Form of the report.")(_LANGUAGE),
)
@lang_option(Text("Langue du rapport.", "Language of the report."))
@click.option(
    "--fail-on",
    "threshold",
    type=click.Choice([*SEVERITIES, _NEVER]),
    default=SEVERITIES[-1],
    help=Text(
        "À partir de quelle gravité rendre le code 1 (par défaut : la moindre remarque).",
        "From which severity on to exit with 1 (default: the least remark).",
    )(_LANGUAGE),
)
@click.option(
    "--profile",
    metavar="NAME",
    help=Text(
        "Ajouter les exigences d'un portail (shapes/profiles/).",
        "Add what one portal demands (shapes/profiles/).",
    )(_LANGUAGE),
)
@click.option(
    "--shapes",
    "extra",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help=Text("Ajouter un fichier de formes SHACL.", "Add a file of SHACL shapes.")(_LANGUAGE),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=Text("Écrire le rapport dans un fichier.", "Write the report to a file.")(_LANGUAGE),
)
def command(
    path: Path | None,
    directory: Path,
    *,
    form: str,
    language: Language,
    threshold: str,
    profile: str | None,
    extra: tuple[Path, ...],
    output: Path | None,
) -> None:
    """Validate, write the report, and end with the exit code that it deserves."""
    data = _read(path, directory)
    report = validate(data, load_shapes(data.catalogue, profile=profile, extra=extra))
    _write(report, form, language, output)
    if form == "ttl" and report.files:
        click.echo(_NOT_IN_W3C(language).format(count=len(report.files)), err=True)
    sys.exit(1 if report.reaches(threshold) else 0)


def _read(path: Path | None, directory: Path) -> Data:
    if path is None:
        return read_catalogue(load_catalogue(directory))
    return read_catalogue(load_catalogue(path)) if path.is_dir() else read_file(path)


def _write(report: Report, form: str, language: Language, output: Path | None) -> None:
    if output is None and form == "text":
        show(report, language, sys.stdout)
        return
    text = writer(form)(report, language)
    if output is None:
        click.echo(text, nl=False)
        return
    with written_whole(output) as stream:
        stream.write(text)
