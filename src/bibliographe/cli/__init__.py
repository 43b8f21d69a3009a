"""The `bibliographe` command: one module a verb, loaded when the verb is used.

Nothing here may import an RDF library: `bibliographe --help` stays under 0.3 s of CPU.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import click

from bibliographe import __version__
from bibliographe.cli.speech import Context, aborted, refusal
from bibliographe.errors import BibliographeError, system_reason
from bibliographe.i18n import Text, preferred_language

VERBS: dict[str, Text] = {
    "init": Text("Commencer un catalogue dans un dossier.", "Start a catalogue in a folder."),
    "import": Text("Lire une bibliographie et l'ajouter au catalogue.", "Read a bibliography into the catalogue."),
    "harvest": Text("Moissonner un serveur OAI-PMH.", "Harvest an OAI-PMH server."),
    "build": Text("Construire la base interrogeable.", "Build the store that queries are asked of."),
    "validate": Text("Contrôler le catalogue et dire comment corriger.", "Check the catalogue and say how to mend it."),
    "readiness": Text(
        "Dire si le catalogue est prêt pour les portails.", "Say whether portals would take the catalogue."
    ),
    "query": Text("Poser une question de la bibliothèque de requêtes.", "Ask a question of the query library."),
    "queries": Text("Lister les questions toutes prêtes.", "List the ready-made questions."),
    "show": Text("Afficher une notice.", "Show one entry."),
    "stats": Text("Dire ce que contient le catalogue.", "Say what is in the catalogue."),
    "export": Text("Écrire le catalogue dans un format d'échange.", "Write the catalogue in an exchange format."),
    "convert": Text(
        "Convertir un fichier d'un format à l'autre, sans catalogue.",
        "Convert a file from one format to another, without a catalogue.",
    ),
    "serve": Text("Mettre le catalogue sur le web.", "Put the catalogue on the web."),
    "publish": Text(
        "Écrire le portail en fichiers, pour tout hébergement.", "Write the portal as files, for any web host."
    ),
    "candidates": Text("Lister ce qui est peut-être la même chose.", "List what may be one and the same."),
    "merge": Text("Fusionner deux notices d'autorité.", "Merge two authorities into one."),
    "withdraw": Text("Retirer une notice en gardant sa trace.", "Withdraw an entry and keep its trace."),
}
"""Each verb is the click command `command` of the module `bibliographe.cli.<verb>_command`."""

_GARBAGE = 50_000
"""New objects after which Python looks for unreachable ones: its 700 cost a tenth of an import's time for nothing."""
EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130
_NO_VERB = Text("le verbe « {name} » n'existe pas", "there is no verb '{name}'")
_REFUSED = Text("le système refuse : {reason}", "the system refuses: {reason}")
Command = TypeVar("Command", bound=Callable[..., object])


class Verbs(click.Group):
    """A group whose commands are imported when they are asked for."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one verb; None when there is no such verb."""
        if cmd_name not in VERBS:
            return None
        command = import_module(f"bibliographe.cli.{cmd_name}_command").command
        assert isinstance(command, click.Command)  # noqa: S101
        command.context_class = Context
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; raises `click.UsageError` in the reader's language when there is none."""
        if args and not args[0].startswith("-") and args[0] not in VERBS:
            raise click.UsageError(_NO_VERB(preferred_language()).format(name=args[0]), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing any of them."""
        language = preferred_language()
        with formatter.section(Text("Verbes", "Verbs")(language)):
            formatter.write_dl([(verb, summary(language)) for verb, summary in VERBS.items()])


@click.group(
    cls=Verbs,
    help=Text(
        "Des bibliographies que l'on rédige à un catalogue de données liées, contrôlé et publiable.",
        "From the bibliographies that people write to a checked, publishable linked-data catalogue.",
    )(preferred_language()),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="bibliographe")
def cli() -> None:
    """Run a verb."""


def main() -> None:
    """Run the command line; errors of the library, of the system and of the command line end it with exit code 2."""
    gc.set_threshold(_GARBAGE, 50, 50)
    try:
        sys.exit(cli(standalone_mode=False) or 0)
    except BibliographeError as error:
        message = error.describe(preferred_language())
    except click.ClickException as error:
        message = refusal(error, preferred_language())
    except click.Abort:
        click.echo(aborted(preferred_language()), err=True)
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        language = preferred_language()
        message = place + _REFUSED(language).format(reason=system_reason(error)(language))
    click.echo(message, err=True)
    sys.exit(EXIT_BAD_INPUT)


def catalogue_option(function: Command) -> Command:
    """Add `--catalogue DIR`, the folder of the catalogue (the current one by default)."""
    return click.option(
        "--catalogue",
        "directory",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        metavar="DIR",
        help=Text("Dossier du catalogue (par défaut : ici).", "Folder of the catalogue (default: here).")(
            preferred_language()
        ),
    )(function)
