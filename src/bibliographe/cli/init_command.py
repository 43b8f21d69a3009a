"""`bibliographe init DIR`: start a catalogue."""

from __future__ import annotations

import json
from pathlib import Path
from shlex import quote
from unicodedata import combining, normalize

import click

from bibliographe.config import FILE_NAME, is_base
from bibliographe.errors import ConfigError, system_reason
from bibliographe.i18n import Text, preferred_language

_LANGUAGE = preferred_language()
SETTINGS = """\
# Réglages du catalogue. / Settings of the catalogue.

# L'adresse sous laquelle les notices sont publiées ; ne la changez plus ensuite, les liens des autres en dépendent.
# The address under which the entries are published; do not change it later, others link to it.
base = "{base}"

title = {{ fr = {title}, en = {title} }}
# description = {{ fr = "Ce que contient le catalogue", en = "What the catalogue holds" }}

# Langues des notices, la principale en premier. / Languages of the entries, the main one first.
languages = ["fr"]

# Licence des données (les faits bibliographiques). / Licence of the data (the bibliographic facts).
licence = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
# rights = {{ fr = "Mention à citer", en = "Notice to cite" }}

# Qui répond des données. / Who answers for the data.
# publisher = {{ name = "Centre de documentation", url = "https://example.org/", email = "contact@example.org" }}

# Les résumés appartiennent à leurs rédacteurs : ils ne sortent du catalogue que si vous écrivez true.
# Abstracts belong to their writers: they leave the catalogue only when you write true.
export_abstracts = false

# En UNIMARC, entourer l'article initial des titres des signes de non-tri, que tous les logiciels ne connaissent pas.
# In UNIMARC, put marks of non-sorting around the article that a title begins with: not all programs know them.
# mark_articles = true
"""
IGNORED = """\
# Ce qui se reconstruit, et les résumés, qui restent chez vous.
# What can be built again, and the abstracts, which stay with you.
.bibliographe/
graph/abstracts/
"""
ATTRIBUTES = """\
# Les mêmes fins de ligne sur toutes les machines. / The same line ends on all machines.
graph/** text eol=lf
"""


@click.command(
    help=Text(
        "Commencer un catalogue dans le dossier DIR : un catalogue.toml commenté et un dossier graph/ vide.",
        "Start a catalogue in the folder DIR: a commented catalogue.toml and an empty graph/.",
    )(_LANGUAGE)
)
@click.argument("directory", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--base",
    metavar="URL",
    help=Text(
        "Adresse sous laquelle les notices sont publiées, barre oblique finale comprise (par défaut : une adresse "
        "d'exemple, à remplacer dans catalogue.toml).",
        "Address under which the entries are published, with its final slash (default: an address for show, to be "
        "replaced in catalogue.toml).",
    )(_LANGUAGE),
)
def command(directory: Path, base: str | None) -> None:
    """Write the settings and the empty folders; refuse where a catalogue stands already."""
    if base is not None and not is_base(base):
        raise click.BadParameter(
            Text(
                f"« {base} » ne peut pas servir d'adresse : écrivez http(s)://…/ avec une barre oblique finale",
                f"'{base}' cannot be an address: write http(s)://…/ with a final slash",
            )(_LANGUAGE),
            param_hint="--base",
        )
    settings = directory / FILE_NAME
    if settings.exists():
        raise ConfigError(
            Text("il y a déjà un catalogue ici", "there is a catalogue here already"),
            file=settings,
            remedy=Text("choisissez un autre dossier", "choose another folder"),
        )
    try:
        (directory / "graph").mkdir(parents=True, exist_ok=True)
        name = _address_name(directory)
        said = SETTINGS.format(title=_toml(directory.resolve().name), base=base or f"https://example.org/{name}/")
        settings.write_text(said, encoding="utf-8")
        ignored = directory / ".gitignore"
        attributes = directory / ".gitattributes"
        for file, text in ((ignored, IGNORED), (attributes, ATTRIBUTES)):
            if not file.exists():
                file.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = system_reason(error)
        raise ConfigError(
            Text(f"dossier impossible à créer : {reason.fr}", f"the folder cannot be made: {reason.en}"),
            file=directory,
            remedy=Text("choisissez un dossier où vous pouvez écrire", "choose a folder that you may write to"),
        ) from error
    there = quote(str(directory))
    click.echo(
        Text(
            f"Catalogue créé dans {directory}.\n"
            f"Relisez {settings}, puis : bibliographe import FICHIER --catalogue {there}",
            f"Catalogue started in {directory}.\n"
            f"Look through {settings}, then: bibliographe import FILE --catalogue {there}",
        )(_LANGUAGE)
    )


def _toml(text: str) -> str:
    """Return a basic string of TOML; what a name of a folder has that no title should is left out."""
    return json.dumps("".join(c for c in text if c.isprintable()) or "catalogue", ensure_ascii=False)


def _address_name(directory: Path) -> str:
    """Return the folder's name as an address can hold it, its letters without their accents."""
    letters = (c for c in normalize("NFKD", directory.resolve().name) if not combining(c))
    name = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in letters)
    return name.strip("-") or "catalogue"
