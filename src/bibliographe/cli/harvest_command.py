"""`bibliographe harvest URL`: take a repository's records by OAI-PMH."""

from __future__ import annotations

import json
import sqlite3
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.harvest_report import as_json, describe, rejects_as_json
from bibliographe.cli.import_json import RejectsFile
from bibliographe.cli.progress import shown
from bibliographe.cli.reading_options import dry_run_option, json_option, rejects_option, source_id_option
from bibliographe.config import load_catalogue
from bibliographe.errors import HarvestError
from bibliographe.harvest import Manners, Wish, harvest
from bibliographe.i18n import Text, preferred_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.cli import Command
    from bibliographe.harvest import HarvestReport
    from bibliographe.progress import Progress

_LANGUAGE = preferred_language()
_STOPPED = Text(
    "Moisson arrêtée : ce qui est arrivé est gardé. La même commande reprendra là.",
    "Harvest stopped: what has come is kept. The same command will go on from there.",
)


def _option(name: str, metavar: str, french: str, english: str, to: str | None = None) -> Callable[[Command], Command]:
    names = (name, to) if to else (name,)
    return click.option(*names, metavar=metavar, help=Text(french, english)(_LANGUAGE))


@click.command(
    help=Text(
        "Moissonner les notices du serveur OAI-PMH à l'adresse URL et les ajouter au catalogue. La fois suivante, "
        "seules les notices nouvelles ou changées sont demandées. Arrêtée à n'importe quel moment, la même commande "
        "reprend où elle en était (docs/harvest.md).",
        "Harvest the records of the OAI-PMH server at the address URL into the catalogue. The next time only records "
        "that are new or changed are asked for. Stopped at any moment, the same command goes on where it was "
        "(docs/harvest.md).",
    )(_LANGUAGE)
)
@click.argument("url", metavar="URL")
@catalogue_option
@click.option(
    "--prefix",
    metavar="NAME",
    default="oai_dc",
    help=Text(
        "Format des notices (metadataPrefix) : oai_dc (par défaut), marcxml, mods…",
        "Format of the records (metadataPrefix): oai_dc (default), marcxml, mods…",
    )(_LANGUAGE),
)
@_option("--set", "SET", "Ensemble à moissonner (setSpec).", "Set to harvest (setSpec).", "set_spec")
@_option(
    "--from",
    "DATE",
    "Notices changées depuis ce jour (par défaut : depuis la dernière moisson).",
    "Records changed since this day (default: since the last harvest).",
    "since",
)
@_option("--until", "DATE", "Notices changées jusqu'à ce jour.", "Records changed until this day.")
@source_id_option(
    Text(
        "Nom court de la source (par défaut : l'hôte et l'ensemble).",
        "Short name of the source (default: the host and the set).",
    )
)
@click.option(
    "--restart",
    is_flag=True,
    help=Text(
        "Tout reprendre depuis le début, et dire ce que le serveur n'a plus.",
        "Take everything anew, and tell what the server has no longer.",
    )(_LANGUAGE),
)
@click.option(
    "--pause",
    metavar="SECONDS",
    type=click.FloatRange(0, 3600),
    default=1.0,
    help=Text("Attente entre deux demandes (par défaut : 1 s).", "Wait between two requests (default: 1 s).")(
        _LANGUAGE
    ),
)
@rejects_option
@dry_run_option(Text("Moissonner sans rien écrire.", "Harvest, and write nothing."))
@json_option
def command(
    url: str,
    directory: Path,
    prefix: str,
    set_spec: str | None,
    since: str | None,
    until: str | None,
    source_id: str | None,
    rejects: Path | None,
    pause: float,
    *,
    restart: bool,
    dry_run: bool,
    in_json: bool,
) -> None:
    """Harvest and say what became of each record."""
    catalogue = load_catalogue(directory)
    wish = Wish(url, prefix, set_spec, since, until, source_id, restart)

    def work(progress: Progress) -> HarvestReport:
        manners = replace(Manners(), pause=pause)
        return harvest(catalogue, wish, dry_run=dry_run, manners=manners, progress=progress, tell=_tell)

    try:
        with ExitStack() as stack:
            # Opened first, so that a file which cannot be written is told before a server is asked for anything.
            written = stack.enter_context(RejectsFile(rejects)) if rejects else None
            with shown() as progress:
                report = work(progress)
            if written:
                written.write(rejects_as_json(report))
    except KeyboardInterrupt:
        click.echo("\n" + _STOPPED(_LANGUAGE), err=True)
        raise
    except sqlite3.Error as error:
        raise HarvestError(
            Text(f"l'état de la moisson ne s'écrit pas : {error}", f"the harvest's state cannot be written: {error}"),
            file=catalogue.state / "harvest",
            remedy=Text(
                "vérifiez la place sur le disque, puis relancez la même commande",
                "check the room on the disk, then run the same command again",
            ),
        ) from error
    if in_json:
        click.echo(json.dumps(as_json(report), ensure_ascii=False, indent=2))
    else:
        click.echo(describe(report, catalogue.base, _LANGUAGE))


def _tell(text: Text) -> None:
    click.echo(text(_LANGUAGE), err=True)
