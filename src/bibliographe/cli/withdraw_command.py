"""`bibliographe withdraw ENTRY`: take an entry out and keep its trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.things import find_thing
from bibliographe.config import load_catalogue
from bibliographe.graph.authority import withdraw
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.register import Register
from bibliographe.i18n import Text, preferred_language

if TYPE_CHECKING:
    from pathlib import Path

_LANGUAGE = preferred_language()


@click.command(
    help=Text(
        "Retirer ENTRY du catalogue : son adresse, son numéro (8, ou ma-selection/8) ou son titre. Le registre garde "
        "sa trace : un nouvel import ne la ramène pas.",
        "Take ENTRY out of the catalogue: its address, its number (8, or my-selection/8) or its title. The register "
        "keeps its trace: a new import does not bring it back.",
    )(_LANGUAGE)
)
@click.argument("entry")
@catalogue_option
def command(entry: str, directory: Path) -> None:
    """Withdraw and say so."""
    catalogue = load_catalogue(directory)
    thing = find_thing(GraphFolder(catalogue), entry, Register(catalogue))
    withdraw(catalogue, thing)
    click.echo(Text(f"Retiré : {thing.value}", f"Withdrawn: {thing.value}")(_LANGUAGE))
