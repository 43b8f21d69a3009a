"""`bibliographe export FORMAT`: the catalogue as a file for others."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.progress import shown
from bibliographe.cli.writing_options import file_of, loss_report_option, output_option, refuse_terminal
from bibliographe.config import load_catalogue
from bibliographe.errors import ExportError
from bibliographe.export.formats import ExportFormat, export_formats, find_format
from bibliographe.export.records.documents import BINARY, DocumentOptions, DocumentWriter, form_of
from bibliographe.export.records.losses import Losses, loss_report
from bibliographe.export.records.writing import EntryWriter, Job, write_entries
from bibliographe.files import bytes_written_whole, written_whole
from bibliographe.i18n import Text, preferred_language
from bibliographe.store.access import OpenedStore, open_store

if TYPE_CHECKING:
    from pathlib import Path

_LANGUAGE = preferred_language()
_WRITING = Text("export {name}", "export {name}")


def _formats() -> str:
    """Return the formats as the help lists them, one a line."""
    lines = (f"{', '.join((one.name, *one.aliases))} : {one.title(_LANGUAGE)}" for one in export_formats().values())
    return "\n".join(lines)


@click.command(
    help=Text(
        "Écrire le catalogue dans un format d'échange. Les formats de RDF disent tous la même chose ; les autres "
        "n'ont pas de place pour tout, et --loss-report dit pour quoi. Deux exports du même catalogue ont les mêmes "
        "octets. Les résumés n'y sont que si catalogue.toml le permet.",
        "Write the catalogue in an exchange format. Those of RDF all say the same; the others have no place for "
        "everything, and --loss-report tells for what. Two exports of one catalogue have the same bytes. Abstracts "
        "are left out unless catalogue.toml lets them go.",
    )(_LANGUAGE)
    + f"\n\n\b\n{_formats()}"
)
@click.argument("name", metavar="FORMAT")
@output_option
@loss_report_option
@click.option(
    "--to",
    metavar="FORM",
    help=Text(
        "Forme du document : md, html, docx, pdf ou txt (par défaut : celle du nom du fichier). Pour selection et "
        "bibliography.",
        "Form of the document: md, html, docx, pdf or txt (default: that of the file's name). For selection and "
        "bibliography.",
    )(_LANGUAGE),
)
@click.option(
    "--selection",
    metavar="NAME",
    help=Text(
        "Quelle sélection publiée écrire : son nom, son titre ou celui de son fichier, s'il y en a plusieurs. Pour "
        "selection.",
        "Which published selection to write: its name, its title or that of its file, where there are several. For "
        "selection.",
    )(_LANGUAGE),
)
@click.option(
    "--style",
    metavar="FILE",
    help=Text(
        "Style de la bibliographie : un fichier .csl, ou le nom d'un style installé. Pour bibliography.",
        "Style of the bibliography: a .csl file, or the name of an installed style. For bibliography.",
    )(_LANGUAGE),
)
@click.option(
    "--locale",
    metavar="LOCALE",
    help=Text(
        "Langue des mots que le style ajoute, par exemple fr-FR (par défaut : celle du style). Pour bibliography.",
        "Language of the words that the style adds, fr-FR for instance (default: the style's). For bibliography.",
    )(_LANGUAGE),
)
@catalogue_option
def command(name: str, path: Path | None, report: Path | None, directory: Path, **asked: str | None) -> None:
    """Write the export; say on a terminal where it went."""
    form = find_format(name)
    target = file_of(path)
    options = _options(form, asked, target)
    catalogue = load_catalogue(directory)
    _refuse_terminal(form, options, target)
    with (
        shown() as progress,
        open_store(catalogue, progress=progress) as opened,
        loss_report(report, form.name) as lost,
    ):
        progress.stage(_WRITING.format(name=form.name), sum(opened.manifest.graphs.values()))
        _write(form, opened, target, lost, options)
    summary = None if report else lost.summary(_LANGUAGE)
    if summary:
        click.echo(summary, err=True)
    if target and sys.stderr.isatty():
        click.echo(Text(f"Écrit : {target}", f"Written: {target}")(_LANGUAGE), err=True)


def _options(form: ExportFormat, asked: dict[str, str | None], target: Path | None) -> DocumentOptions:
    """Return what is asked of a document; raises `ExportError` for what the format does not take."""
    for option, value in asked.items():
        if value is not None and option not in form.options:
            takers = ", ".join(one.name for one in export_formats().values() if option in one.options)
            raise ExportError(
                Text(f"le format {form.name} n'a pas d'option --{option}", f"the format {form.name} has no --{option}"),
                remedy=Text(f"elle va avec : {takers}", f"it goes with: {takers}"),
            )
    wanted = form_of(asked["to"], target, form.forms) if form.forms else ""
    return DocumentOptions(wanted, asked["selection"], asked["style"], asked["locale"])


def _refuse_terminal(form: ExportFormat, options: DocumentOptions, target: Path | None) -> None:
    """Raise `ExportError` when bytes that are no text would go to a terminal."""
    if form.binary or options.form in BINARY:
        name = f"{form.name if form.forms else 'catalogue'}.{options.form or form.extension}"
        refuse_terminal(target, Text(name, name))


def _write(
    form: ExportFormat, opened: OpenedStore, target: Path | None, losses: Losses, options: DocumentOptions
) -> None:
    writer = form.load()
    if isinstance(writer, EntryWriter):
        with bytes_written_whole(target) as stream:
            write_entries(writer, stream, Job(opened, losses))
    elif isinstance(writer, DocumentWriter):
        with bytes_written_whole(target) as stream:
            writer.write_document(stream, Job(opened, losses), options)
    else:
        with written_whole(target) as text:
            writer(opened, text)
