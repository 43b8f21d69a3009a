"""`bibliographe readiness`: whether the catalogue is ready for the portals that would take it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.progress import shown
from bibliographe.cli.readiness_report import as_json, as_text
from bibliographe.cli.speech import lang_option
from bibliographe.cli.writing_options import report_file_option
from bibliographe.config import load_catalogue
from bibliographe.export.described import described
from bibliographe.files import written_whole
from bibliographe.i18n import Language, Text, preferred_language
from bibliographe.resources import data_directory
from bibliographe.validate.reading import read_catalogue
from bibliographe.validate.shapes import find_profile, profiles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.validate.readiness import Readiness
    from bibliographe.validate.reading import Data

_LANGUAGE = preferred_language()
_MANY = 100
_PORTAL = Text("Profil {name}", "Profile {name}")


@click.command(
    help=Text(
        "Dire si le catalogue est prêt pour chaque portail : la part des notices qu'il accepterait, ce qui bloque les "
        "autres, et comment le corriger. Code de retour : 0, ou 1 quand un score est sous --fail-under.",
        "Say whether the catalogue is ready for each portal: the share of entries that it would take, what blocks the "
        "others, and how to mend it. Exit code: 0, or 1 when a score is below --fail-under.",
    )(_LANGUAGE)
)
@catalogue_option
@click.option(
    "--profile",
    "names",
    multiple=True,
    metavar="NAME",
    help=Text(
        "Un portail (shapes/profiles/), plusieurs fois s'il le faut ; tous par défaut.",
        "One portal (shapes/profiles/), several times if need be; all by default.",
    )(_LANGUAGE),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "json"]),
    default="text",
    help=Text(
        "Pour une personne (text, ou html : une page en deux langues) ou une machine (json).",
        "For a person (text, or html: a page in two languages) or a machine (json).",
    )(_LANGUAGE),
)
@report_file_option
@click.option(
    "--max",
    "most",
    type=click.IntRange(min=0),
    metavar="N",
    help=Text(
        "Nommer au plus N notices par portail (par défaut : 5 pour text, 100 pour html, toutes pour json).",
        "Name at most N entries of each portal (default: 5 for text, 100 for html, all for json).",
    )(_LANGUAGE),
)
@click.option(
    "--fail-under",
    "least",
    type=click.IntRange(0, 100),
    metavar="PERCENT",
    help=Text("Rendre le code 1 quand un score est plus bas.", "Exit with 1 when a score is lower.")(_LANGUAGE),
)
@lang_option(Text("Langue du rapport.", "Language of the report."))
def command(
    directory: Path,
    *,
    names: tuple[str, ...],
    form: str,
    output: Path | None,
    most: int | None,
    least: int | None,
    language: Language,
) -> None:
    """Assess, write the report, and end with the exit code that it deserves."""
    # rdflib takes its time, and the help does without.
    from bibliographe.validate.readiness import assess

    catalogue = load_catalogue(directory)
    paths = _profiles(catalogue, names)
    with shown() as progress:
        data = read_catalogue(catalogue, progress=progress)
        description = described(catalogue, data)
        found = []
        for name, path in paths.items():
            progress.stage(_PORTAL.format(name=name))
            found.append(assess(name, path, data, description))
    _write(_report(form, found, data, catalogue, language, most), output)
    sys.exit(1 if least is not None and any(one.score < least for one in found) else 0)


def _report(
    form: str, found: Sequence[Readiness], data: Data, catalogue: Catalogue, language: Language, most: int | None
) -> str:
    if form == "json":
        return as_json(found, data, most)
    if form == "text":
        return as_text(found, data, language, most)
    from bibliographe.validate.formats import readiness as page

    return page.write(found, data, catalogue.title, language, _MANY if most is None else most)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    with written_whole(output) as stream:
        stream.write(text)


def _profiles(catalogue: Catalogue, names: tuple[str, ...]) -> dict[str, Path]:
    """Return the profiles asked for; raises `ShapesError` for one that does not exist."""
    shipped, own = data_directory("shapes"), catalogue.directory / "shapes"
    copies = {path.name: path.read_bytes() for path in (shipped / "profiles").glob("*.ttl")}
    known = profiles([shipped])
    # A catalogue may hold the shipped profiles as well, as this project's does.
    known |= {name: path for name, path in profiles([own]).items() if copies.get(path.name) != path.read_bytes()}
    return {name: find_profile(name, known) for name in dict.fromkeys(names)} if names else known
