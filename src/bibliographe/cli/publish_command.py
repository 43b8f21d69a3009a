"""`bibliographe publish`: the portal as files, for any web host."""

from __future__ import annotations

from pathlib import Path

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.progress import shown
from bibliographe.config import is_base, load_catalogue
from bibliographe.i18n import Text, preferred_language
from bibliographe.serve.publish.publishing import publish
from bibliographe.serve.site import Site

_LANGUAGE = preferred_language()
_DONE = Text(
    "Site écrit dans {folder} : {entries} notices, {things} pages de choses, {files} fichiers.",
    "Site written in {folder}: {entries} entries, {things} things with a page, {files} files.",
)
_UNDRAWN = Text(
    "image non dessinée, sa page le dit : {title} ({reason})", "picture not drawn, its page says so: {title} ({reason})"
)
_ONE_LESS = Text("Une image manque : voir ci-dessus.", "One picture is missing: see above.")
_LESS = Text("{count} images manquent : voir ci-dessus.", "{count} pictures are missing: see above.")
_LOCAL = Text(
    "Pour le regarder : python -m http.server --directory {folder}",
    "To look at it: python -m http.server --directory {folder}",
)


@click.command(
    help=Text(
        "Écrire le portail en fichiers dans le dossier DIR, pour n'importe quel hébergement : les pages de « serve » "
        "en français et en anglais, les données à côté de chacune, les copies du catalogue, une recherche qui se fait "
        "dans le navigateur, plan du site et flux. Le dossier est remplacé quand tout est écrit ; arrêtée, la "
        "commande reprend où elle en était.",
        "Write the portal as files into the folder DIR, for any web host: the pages of 'serve' in French and English, "
        "the data beside each, the dumps, a search that runs in the browser, sitemap and feed. The folder is replaced "
        "at once when all is written; stopped, the command goes on where it was.",
    )(_LANGUAGE)
)
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--address",
    metavar="URL",
    help=Text(
        "Adresse où le site sera, pour son plan et son flux (par défaut : base de catalogue.toml).",
        "Address at which the site will be, for its sitemap and feed (default: base of catalogue.toml).",
    )(_LANGUAGE),
)
@catalogue_option
def command(target: Path, address: str | None, directory: Path) -> None:
    """Open the store, write the site, say what was written."""
    catalogue = load_catalogue(directory)
    if address and not is_base(f"{address.rstrip('/')}/"):
        wrong = Text("donnez une adresse en http ou https", "give an address in http or https")
        raise click.BadParameter(wrong(_LANGUAGE), param_hint="--address")
    site = Site(catalogue)
    try:
        with shown() as progress:
            found = publish(site, target, address or catalogue.base, progress)
    finally:
        site.close()
    for one in found.undrawn:
        reason = one.reason.partition("\n")[0]
        click.echo(_UNDRAWN.format(title=one.chart.title(_LANGUAGE), reason=reason)(_LANGUAGE), err=True)
    click.echo(_DONE.format(folder=target, **found._asdict())(_LANGUAGE))
    if found.undrawn:
        click.echo((_LESS if len(found.undrawn) > 1 else _ONE_LESS).format(count=len(found.undrawn))(_LANGUAGE))
    click.echo(_LOCAL.format(folder=target)(_LANGUAGE), err=True)
