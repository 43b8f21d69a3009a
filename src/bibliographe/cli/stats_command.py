"""`bibliographe stats`: what is in the catalogue."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.progress import shown
from bibliographe.cli.speech import lang_option
from bibliographe.config import load_catalogue
from bibliographe.export.statistics import as_json, gather, introduction, remainder
from bibliographe.i18n import Language, Text, preferred_language
from bibliographe.query.formats import table
from bibliographe.store.access import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.export.statistics import Statistics

_LANGUAGE = preferred_language()


@click.command(
    help=Text(
        "Dire ce que contient le catalogue : notices par type, par thème, par année, éditeurs, revues, champs remplis, "
        "fraîcheur. Chaque tableau est la réponse à l'une des questions de « bibliographe queries ».",
        "Say what is in the catalogue: entries by type, topic and year, publishers, periodicals, fields filled in, "
        "freshness. Each table is the answer to one of the questions of 'bibliographe queries'.",
    )(_LANGUAGE)
)
@catalogue_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=Text("Pour une personne (text) ou une machine (json).", "For a person (text) or a machine (json).")(_LANGUAGE),
)
@lang_option(Text("Langue des titres et des libellés.", "Language of titles and labels."))
def command(directory: Path, form: str, language: Language) -> None:
    """Gather and show."""
    with shown() as progress, open_store(load_catalogue(directory), progress=progress) as opened:
        statistics = gather(opened, language, whole=form == "json")
    if form == "json":
        click.echo(json.dumps(as_json(statistics), ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        _show(statistics, language)
    else:
        click.echo(_as_text(statistics, language), nl=False)


def _show(statistics: Statistics, language: Language) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    console.print(introduction(statistics, language), markup=False)
    for panel in statistics.panels:
        console.print()
        table.show(panel.reply, console)
        if more := remainder(panel, language):
            console.print(more, markup=False, style="dim")


def _as_text(statistics: Statistics, language: Language) -> str:
    parts = [introduction(statistics, language)]
    for panel in statistics.panels:
        lines = [panel.reply.question.header.title(language), table.write(panel.reply).rstrip("\n")]
        parts.append("\n".join([*lines, *filter(None, [remainder(panel, language)])]))
    return "\n\n".join(parts) + "\n"
