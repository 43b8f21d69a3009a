"""`bibliographe show ENTRY`: one entry, for a person or a machine."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.speech import lang_option
from bibliographe.config import load_catalogue
from bibliographe.export.card_reader import CardReader
from bibliographe.export.card_text import write_card
from bibliographe.export.finding import Finder
from bibliographe.export.jsonld.document import write_entry
from bibliographe.export.turtle import write_things
from bibliographe.i18n import Language, Text, preferred_language
from bibliographe.store.access import open_store

if TYPE_CHECKING:
    from pathlib import Path

_LANGUAGE = preferred_language()
_WIDEST = 110
_IN_A_PIPE = 100


@click.command(
    help=Text(
        "Afficher une notice. ENTRY : son numéro (8), son numéro dans une sélection (ma-selection/8), son adresse "
        "ou la fin de celle-ci, ou des mots de son titre.",
        "Show one entry. ENTRY: its number (8), its number in a selection (my-selection/8), its address or the end "
        "of it, or words of its title.",
    )(_LANGUAGE)
)
@click.argument("words", metavar="ENTRY…", nargs=-1, required=True)
@catalogue_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "ttl", "json"]),
    default="text",
    help=Text(
        "Pour une personne (text), en Turtle (ttl) ou en JSON-LD (json).",
        "For a person (text), as Turtle (ttl) or as JSON-LD (json).",
    )(_LANGUAGE),
)
@lang_option(Text("Langue des libellés.", "Language of the labels."))
def command(words: tuple[str, ...], directory: Path, form: str, language: Language) -> None:
    """Find and show."""
    catalogue = load_catalogue(directory)
    with open_store(catalogue) as opened:
        entry = Finder(opened).find(" ".join(words))
        if form == "json":
            text = json.dumps(write_entry(opened, entry), ensure_ascii=False, indent=2) + "\n"
        elif form == "ttl":
            text = write_things(opened, entry)
        else:
            card = CardReader(opened, language).read(entry)
            text = write_card(card, language, _width(), abstracts_go=catalogue.export_abstracts)
    if form == "text" and sys.stdout.isatty():
        heading, rest = text.split("\n", 1)
        click.echo(click.style(heading, bold=True))
        click.echo(rest, nl=False)
    else:
        click.echo(text, nl=False)


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else _IN_A_PIPE
