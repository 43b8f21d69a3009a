"""`bibliographe export FORMAT`: the catalogue as a file for others."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.progress import shown
from bibliographe.config import load_catalogue
from bibliographe.export.formats import export_formats, find_format
from bibliographe.files import written_whole
from bibliographe.i18n import Text, preferred_language
from bibliographe.store.access import open_store

_LANGUAGE = preferred_language()
_WRITING = Text("export {name}", "export {name}")


def _formats() -> str:
    """Return the formats as the help lists them, one a line."""
    lines = (f"{', '.join((one.name, *one.aliases))} : {one.title(_LANGUAGE)}" for one in export_formats().values())
    return "\n".join(lines)


@click.command(
    help=Text(
        "Écrire le catalogue dans un format d'échange. Tous les formats disent la même chose ; deux exports du même "
        "catalogue ont les mêmes octets. Les résumés n'y sont que si catalogue.toml le permet.",
        "Write the catalogue in an exchange format. All formats say the same; two exports of one catalogue have the "
        "same bytes. Abstracts are left out unless catalogue.toml lets them go.",
    )(_LANGUAGE)
    + f"\n\n\b\n{_formats()}"
)
@click.argument("name", metavar="FORMAT")
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
@catalogue_option
def command(name: str, path: Path | None, directory: Path) -> None:
    """Write the export; say on a terminal where it went."""
    form = find_format(name)
    catalogue = load_catalogue(directory)
    target = None if path == Path("-") else path
    write = form.load()
    with shown() as progress, open_store(catalogue, progress=progress) as opened, written_whole(target) as stream:
        progress.stage(_WRITING.format(name=form.name), sum(opened.manifest.graphs.values()))
        write(opened, stream)
    if target and sys.stderr.isatty():
        click.echo(Text(f"Écrit : {target}", f"Written: {target}")(_LANGUAGE), err=True)
