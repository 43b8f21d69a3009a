"""`bibliographe build`: the store that queries are asked of."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.pools import pool
from bibliographe.cli.progress import shown
from bibliographe.config import load_catalogue
from bibliographe.graph.files import size_of
from bibliographe.i18n import Language, Text, preferred_language
from bibliographe.store.build import build

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.store.build import BuildReport

_LANGUAGE = preferred_language()
_UNCHANGED = Text(
    "Rien n'a changé : la base est à jour ({entries} notices, {triples} triplets).",
    "Nothing has changed: the store is up to date ({entries} entries, {triples} triples).",
)
_BUILT = Text("Base construite en {seconds} s.", "Store built in {seconds} s.")
_COUNTS = (
    Text("  {entries} notices", "  {entries} entries"),
    Text("  {triples} triplets dits, de {files} fichiers", "  {triples} triples said, from {files} files"),
    Text("  {inferred} triplets déduits", "  {inferred} triples inferred"),
)
_ABSTRACTS = Text("  {abstracts} triplets de résumés, gardés à part", "  {abstracts} triples of abstracts, kept apart")
_REGISTER = Text(
    "  Des corrections faites à la main sont notées dans graph/register.ttl.",
    "  Corrections made by hand are noted in graph/register.ttl.",
)


@click.command(
    help=Text(
        "Construire la base interrogeable à partir de graph/. Si rien n'a changé depuis la dernière fois, rien n'est "
        "touché ; interrompue, la construction laisse la base précédente en service.",
        "Build the store that queries are asked of from graph/. When nothing has changed since the last time, nothing "
        "is touched; a build that is interrupted leaves the one before in service.",
    )(_LANGUAGE)
)
@catalogue_option
@click.option(
    "--force",
    is_flag=True,
    help=Text("Reconstruire même si rien n'a changé.", "Build again even when nothing has changed.")(_LANGUAGE),
)
@click.option("--json", "in_json", is_flag=True, help=Text("Écrire du JSON.", "Write JSON.")(_LANGUAGE))
def command(directory: Path, *, force: bool, in_json: bool) -> None:
    """Build and say what was done."""
    catalogue = load_catalogue(directory)
    with shown() as progress, pool(size_of(catalogue)) as executor:
        report = build(catalogue, force=force, executor=executor, progress=progress)
    if in_json:
        click.echo(json.dumps(_as_json(report), ensure_ascii=False, indent=2))
    else:
        click.echo(describe(report, _LANGUAGE))


def describe(report: BuildReport, language: Language) -> str:
    """Return what a build did as text for a person."""
    manifest = report.manifest
    abstracts = sum(count for name, count in manifest.graphs.items() if name.startswith("abstracts/"))
    values = {
        "entries": _number(manifest.entries, language),
        "triples": _number(manifest.triples, language),
        "inferred": _number(manifest.inferred, language),
        "abstracts": _number(abstracts, language),
        "files": sum(not name.startswith("abstracts/") for name in manifest.graphs),
        "seconds": _number(round(report.seconds, 1), language),
    }
    if not report.changed:
        return _UNCHANGED.format(**values)(language)
    lines = [_BUILT, *_COUNTS]
    lines += [_ABSTRACTS] if abstracts else []
    lines += [_REGISTER] if report.register_changed else []
    return "\n".join(line.format(**values)(language) for line in lines)


def _number(value: float, language: Language) -> str:
    written = f"{value:,}"
    return written.replace(",", " ").replace(".", ",") if language == "fr" else written


def _as_json(report: BuildReport) -> dict[str, object]:
    manifest = asdict(report.manifest)
    manifest.pop("sizes")
    return {
        "changed": report.changed,
        "register_changed": report.register_changed,
        "seconds": round(report.seconds, 3),
        **manifest,
    }
