"""`bibliographe queries`: what can be asked."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text as RichText

from bibliographe.cli import catalogue_option
from bibliographe.cli.speech import lang_option
from bibliographe.config import FILE_NAME, load_catalogue
from bibliographe.i18n import Language, Text, preferred_language
from bibliographe.query.library import Question, load_questions

if TYPE_CHECKING:
    from pathlib import Path

_READER = preferred_language()
_HEADINGS = (Text("Question", "Question"), Text("Titre", "Title"), Text("Paramètres", "Parameters"))


@click.command(
    help=Text(
        "Lister les questions toutes prêtes, celles du catalogue comprises.",
        "List the ready-made questions, the catalogue's own ones included.",
    )(_READER)
)
@lang_option(Text("Langue des titres.", "Language of the titles."))
@click.option("--tag", metavar=Text("MOT", "WORD")(_READER),
              help=Text("Seulement celles qui portent ce mot-clé.", "Only those with this tag.")(_READER))  # fmt: skip
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table",
              help=Text("Tableau ou JSON.", "A table, or JSON.")(_READER))  # fmt: skip
@catalogue_option
def command(language: Language, tag: str | None, form: str, directory: Path) -> None:
    """List the questions."""
    catalogue = load_catalogue(directory) if (directory / FILE_NAME).is_file() else None
    questions = [question for question in load_questions(catalogue) if tag is None or tag in question.header.tags]
    if form == "json":
        click.echo(json.dumps([_described(question, language) for question in questions], ensure_ascii=False, indent=2))
    elif not questions:
        click.echo(Text(f"Aucune question n'a le mot-clé « {tag} ».", f"No question has the tag '{tag}'.")(language))
    elif sys.stdout.isatty():
        _show(questions, language)
    else:
        for question in questions:
            click.echo(f"{question.name}\t{question.header.title(language)}\t{_parameters(question)}".rstrip())


def _parameters(question: Question) -> str:
    names = (
        item.name if item.required else f"[{item.name}]"
        for item in question.header.parameters
        if item.type != "language"
    )
    return " ".join(names)


def _show(questions: list[Question], language: Language) -> None:
    table = Table(header_style="bold")
    for heading in _HEADINGS:
        table.add_column(heading(language), overflow="fold")
    for question in questions:
        table.add_row(*map(RichText, (question.name, question.header.title(language), _parameters(question))))
    Console().print(table)


def _described(question: Question, language: Language) -> dict[str, object]:
    header = question.header
    return {
        "name": question.name,
        "title": header.title(language),
        "summary": header.summary(language),
        "tags": list(header.tags),
        "chart": header.chart.type if header.chart else None,
        "params": [
            {
                "name": item.name,
                "type": item.type,
                "label": item.label(language),
                "required": item.required,
                "values": {choice.value: choice.label(language) for choice in item.choices},
            }
            for item in header.parameters
        ],
    }
