"""`bibliographe merge KEEP DROP`: make two authorities one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.things import find_thing
from bibliographe.config import load_catalogue
from bibliographe.graph.authority import merge
from bibliographe.graph.records import GraphFolder
from bibliographe.i18n import Text, preferred_language

if TYPE_CHECKING:
    from pathlib import Path

_LANGUAGE = preferred_language()


@click.command(
    help=Text(
        "Fusionner DROP dans KEEP : KEEP garde son adresse et gagne les noms de DROP, partout dans le catalogue.",
        "Merge DROP into KEEP: KEEP keeps its address and gains DROP's names, everywhere in the catalogue.",
    )(_LANGUAGE)
)
@click.argument("keep")
@click.argument("drop")
@catalogue_option
def command(keep: str, drop: str, directory: Path) -> None:
    """Merge and say which files changed."""
    catalogue = load_catalogue(directory)
    folder = GraphFolder(catalogue)
    written = merge(catalogue, find_thing(folder, keep), find_thing(folder, drop))
    names = ", ".join(path.name for path in written)
    click.echo(Text(f"Fusionné ({names}).", f"Merged ({names}).")(_LANGUAGE))
