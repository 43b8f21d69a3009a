"""`bibliographe query`: ask a question of the catalogue, or of any SPARQL endpoint."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.speech import lang_option
from bibliographe.config import FILE_NAME, load_catalogue
from bibliographe.errors import ParameterError, QueryError
from bibliographe.files import written_whole
from bibliographe.i18n import Language, Text, preferred_language
from bibliographe.query.formats import default_format, format_names, write
from bibliographe.query.library import SUFFIX, Question, find_question, make_question, read_question
from bibliographe.query.reply import Reply, ask

if TYPE_CHECKING:
    from bibliographe.config import Catalogue
    from bibliographe.query.engines import Engine
    from bibliographe.query.engines.embedded import Graph

_READER = preferred_language()
_TIMEOUT = 60.0


def _say(french: str, english: str) -> str:
    return Text(french, english)(_READER)


@click.command(
    help=_say(
        "Poser une question : NOM est l'une de celles que liste « bibliographe queries », un fichier .rq, ou - pour"
        " lire une requête SPARQL sur l'entrée standard.",
        "Ask a question: NAME is one of those that 'bibliographe queries' lists, a .rq file, or - to read a SPARQL"
        " query from standard input.",
    )
)
@click.argument("name", metavar=_say("NOM|FICHIER.rq|-", "NAME|FILE.rq|-"))
@click.option("--param", "-p", "settings", multiple=True, metavar="k=v",
              help=_say("Paramètre de la question, par exemple --param topic=1.2 (répétable).",
                        "Parameter of the question, for instance --param topic=1.2 (repeatable)."))  # fmt: skip
@click.option("--format", "-f", "form", type=click.Choice(format_names()),
              help=_say("Forme de la réponse (par défaut : table, ou ttl pour CONSTRUCT). csv, tsv, json et xml ont"
                        " toutes les colonnes, exactes ; table, md et html celles que l'on lit ; svg est le graphique.",
                        "Form of the answer (default: table, or ttl for CONSTRUCT). csv, tsv, json and xml have all the"
                        " columns, exact; table, md and html those that people read; svg is the chart."))  # fmt: skip
@click.option("--endpoint", metavar="URL",
              help=_say("Interroger ce service SPARQL 1.1 au lieu du catalogue.",
                        "Ask this SPARQL 1.1 endpoint instead of the catalogue."))  # fmt: skip
@click.option("--inferred", is_flag=True,
              help=_say("Compter aussi ce qui est déduit.", "Count what is inferred too."))  # fmt: skip
@lang_option(Text("Langue des titres et des libellés.", "Language of titles and labels."))
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=_TIMEOUT, metavar="S",
              help=_say("Secondes avant d'abandonner (60).", "Seconds before giving up (60)."))  # fmt: skip
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar=_say("FICHIER", "FILE"),
              help=_say("Écrire dans ce fichier.", "Write to this file."))  # fmt: skip
@catalogue_option
def command(
    name: str, settings: tuple[str, ...], form: str | None, endpoint: str | None, inferred: bool,
    language: Language, timeout: float, output: Path | None, directory: Path,
) -> None:  # fmt: skip
    """Ask a question."""
    if endpoint and inferred:
        raise ParameterError(
            Text("--inferred ne vaut que pour le catalogue, pas pour --endpoint",
                 "--inferred goes with the catalogue, not with --endpoint"),
        )  # fmt: skip
    values = _values(settings)
    catalogue = load_catalogue(directory) if not endpoint or (directory / FILE_NAME).is_file() else None
    question = _question(name, catalogue)
    with ExitStack() as stack:
        engine = _engine(stack, catalogue, endpoint, inferred, timeout)
        reply = ask(question, values, engine, language)
        _deliver(reply, form or default_format(reply), output)


def _values(settings: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for setting in settings:
        key, sign, value = setting.partition("=")
        if not sign or not key.strip():
            raise ParameterError(
                Text(f"--param {setting} : il faut nom=valeur", f"--param {setting}: it takes name=value"),
                remedy=Text("par exemple --param topic=1.2", "for instance --param topic=1.2"),
            )
        if key.strip() in values:
            raise ParameterError(Text(f"« {key.strip()} » est donné deux fois", f"'{key.strip()}' is given twice"))
        values[key.strip()] = value
    return values


def _question(name: str, catalogue: Catalogue | None) -> Question:
    if name == "-":
        try:
            text = sys.stdin.buffer.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise QueryError(Text("l'entrée standard n'est pas en UTF-8", "standard input is not UTF-8")) from error
        return make_question(text, "-", _say("requête", "query"))
    if name.endswith(SUFFIX):
        return read_question(Path(name))
    return find_question(name, catalogue)


def _engine(
    stack: ExitStack, catalogue: Catalogue | None, endpoint: str | None, inferred: bool, timeout: float
) -> Engine:
    if endpoint or catalogue is None:
        from bibliographe.query.engines.endpoint import EndpointEngine

        return EndpointEngine(endpoint or "", timeout)
    from pyoxigraph import DefaultGraph, NamedNode

    from bibliographe.query.engines.embedded import EmbeddedEngine
    from bibliographe.store.access import open_store

    opened = stack.enter_context(open_store(catalogue))
    graphs: list[Graph] = [DefaultGraph(), NamedNode(f"{catalogue.base}graph/inferred")] if inferred else []
    return EmbeddedEngine(opened.store, graphs, timeout)


def _deliver(reply: Reply, form: str, output: Path | None) -> None:
    if output is None and form == "table" and sys.stdout.isatty():
        from rich.console import Console

        from bibliographe.query.formats.table import show

        show(reply, Console())
        return
    text = write(reply, form)
    if output is None:
        sys.stdout.buffer.write(text.encode())
        return
    with written_whole(output) as stream:
        stream.write(text)
