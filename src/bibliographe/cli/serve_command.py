"""`bibliographe serve`: the built catalogue on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.config import load_catalogue
from bibliographe.i18n import Text, preferred_language
from bibliographe.serve.app import PREPARED
from bibliographe.serve.limits import Limits
from bibliographe.serve.pages.rehearsal import rehearse
from bibliographe.serve.preparing.makers import Makers
from bibliographe.serve.preparing.parts import AWAITED, NEEDED
from bibliographe.serve.running import address_of, listen, run
from bibliographe.serve.site import Site
from bibliographe.serve.sparql.limits import QueryLimits

if TYPE_CHECKING:
    from pathlib import Path

_LANGUAGE = preferred_language()
_PORT = 8000
_MEGABYTE = 1024 * 1024
_READY = Text("Portail : {address} (Ctrl+C pour arrêter)", "Portal: {address} (Ctrl+C to stop)")


@click.command(
    help=Text(
        "Mettre le catalogue sur le web, en lecture seule : des pages pour les lecteurs, des protocoles pour les "
        "portails. La base est construite d'abord s'il le faut ; quand elle est reconstruite, le portail passe à la "
        "nouvelle sans s'interrompre.",
        "Put the catalogue on the web, read-only: pages for readers, protocols for portals. The store is built first "
        "where it must be; when it is built again, the portal goes over to the new one without a break.",
    )(_LANGUAGE)
)
@catalogue_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="HOST",
    help=Text(
        "Adresse où écouter (0.0.0.0 : toutes celles de la machine).",
        "Address to listen at (0.0.0.0: all those of this machine).",
    )(_LANGUAGE),
)
@click.option(
    "--port",
    default=_PORT,
    show_default=True,
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help=Text("Port où écouter (0 : un port libre).", "Port to listen at (0: a free one).")(_LANGUAGE),
)
@click.option(
    "--rate",
    default=Limits().rate,
    show_default=True,
    type=click.FloatRange(0),
    metavar="N",
    help=Text(
        "Demandes par seconde que peut faire un même client (0 : sans limite).",
        "Requests a second that one client may send (0: no limit).",
    )(_LANGUAGE),
)
@click.option(
    "--query-seconds",
    default=QueryLimits().seconds,
    show_default=True,
    type=click.FloatRange(0, min_open=True),
    metavar="S",
    help=Text(
        "Secondes qu'une requête SPARQL peut durer avant d'être arrêtée.",
        "Seconds that a SPARQL query may take before it is stopped.",
    )(_LANGUAGE),
)
@click.option(
    "--query-memory",
    default=QueryLimits().memory // _MEGABYTE,
    show_default=True,
    type=click.IntRange(16),
    metavar="MB",
    help=Text(
        "Mémoire, en Mo, qu'une requête SPARQL peut prendre avant d'être arrêtée.",
        "Memory, in MB, that a SPARQL query may take before it is stopped.",
    )(_LANGUAGE),
)
@click.option(
    "--query-processes",
    default=QueryLimits().processes,
    show_default=True,
    type=click.IntRange(1, 64),
    metavar="N",
    help=Text("Requêtes SPARQL traitées à la fois.", "SPARQL queries that run at once.")(_LANGUAGE),
)
def command(
    directory: Path, host: str, port: int, rate: float, query_seconds: float, query_memory: int, query_processes: int
) -> None:
    """Open the store, listen, serve until told to stop."""
    catalogue = load_catalogue(directory)
    listening = listen(host, port)
    queries = QueryLimits(query_seconds, query_memory * _MEGABYTE, processes=query_processes)
    site = Site(
        catalogue, prepare=(*PREPARED, rehearse), query_limits=queries, makers=Makers(), needed=NEEDED, awaited=AWAITED
    )
    message = _READY(_LANGUAGE).format(address=address_of(listening))
    run(site, listening, Limits(rate=rate), lambda: click.echo(message))
