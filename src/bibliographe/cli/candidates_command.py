"""`bibliographe candidates`: what may be one and the same."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.things import find_thing
from bibliographe.config import load_catalogue
from bibliographe.graph.authority import tell_apart
from bibliographe.graph.candidates import find_candidates
from bibliographe.graph.records import GraphFolder
from bibliographe.i18n import Language, Text, preferred_language

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.graph.candidate import Candidate

_LANGUAGE = preferred_language()
KINDS = {
    "same-body": Text("Peut-être le même organisme", "Perhaps the same body"),
    "site-publisher": Text("Peut-être un site et son éditeur", "Perhaps a site and its publisher"),
    "site-periodical": Text("Peut-être une revue et son site", "Perhaps a periodical and its site"),
    "dossier-part": Text("Peut-être une partie d'un dossier", "Perhaps a part of a dossier"),
    "same-entry": Text("Peut-être le même document", "Perhaps the same document"),
}
WHAT_TO_DO = {
    "same-body": Text(
        "pour n'en faire qu'un : bibliographe merge {first} {second}",
        "to make them one: bibliographe merge {first} {second}",
    ),
    "site-publisher": Text(
        "pour le dire : ajoutez « dcterms:publisher <id/{second}> » à <id/{first}> dans graph/periodicals.ttl",
        "to say so: add 'dcterms:publisher <id/{second}>' to <id/{first}> in graph/periodicals.ttl",
    ),
    "site-periodical": Text(
        "deux supports d'un même titre restent deux notices : rien à faire s'ils sont bien distincts",
        "two media of one title stay two: nothing to do when they are distinct",
    ),
    "dossier-part": Text(
        "pour le dire : ajoutez « dcterms:hasPart <id/{second}> » à <id/{first}>",
        "to say so: add 'dcterms:hasPart <id/{second}>' to <id/{first}>",
    ),
    "same-entry": Text(
        "pour n'en faire qu'une notice : bibliographe merge {first} {second}",
        "to make them one entry: bibliographe merge {first} {second}",
    ),
}
APART = Text(
    "si ce sont deux choses : bibliographe candidates --distinct {first} {second}",
    "if they are two things: bibliographe candidates --distinct {first} {second}",
)


@click.command(
    help=Text(
        "Lister ce qui est peut-être la même chose : rien n'est fusionné sans vous.",
        "List what may be one and the same: nothing is merged without you.",
    )(_LANGUAGE)
)
@catalogue_option
@click.option(
    "--distinct",
    nargs=2,
    metavar="A B",
    help=Text("Dire que A et B sont deux choses.", "Say that A and B are two things.")(_LANGUAGE),
)
@click.option("--json", "as_json", is_flag=True, help=Text("Écrire du JSON.", "Write JSON.")(_LANGUAGE))
def command(directory: Path, distinct: tuple[str, str] | None, *, as_json: bool) -> None:
    """List the candidates, or record that two things are distinct."""
    catalogue = load_catalogue(directory)
    folder = GraphFolder(catalogue)
    if distinct:
        first, second = (find_thing(folder, name) for name in distinct)
        tell_apart(catalogue, first, second)
        click.echo(Text("C'est noté.", "Noted.")(_LANGUAGE))
        return
    found = find_candidates(folder)
    if as_json:
        click.echo(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=2))
        return
    click.echo(describe(found, catalogue.base, _LANGUAGE))


def describe(candidates: list[Candidate], base: str, language: Language) -> str:
    """Return the candidates as text for a person, grouped by kind."""
    if not candidates:
        return Text("Aucun rapprochement à proposer.", "Nothing to bring together.")(language)
    lines = []
    for kind, group in groupby(candidates, key=lambda one: one.kind):
        lines.append(f"{KINDS[kind](language)} :" if language == "fr" else f"{KINDS[kind](language)}:")
        for one in group:
            short = {"first": _short(one.first.value, base), "second": _short(one.second.value, base)}
            lines += [
                f"  · {one.names[0]}",
                f"    {one.names[1]}",
                f"      ({one.reason(language)})",
                f"      {WHAT_TO_DO[kind](language).format(**short)}",
                f"      {APART(language).format(**short)}",
            ]
    return "\n".join(lines)


def _short(iri: str, base: str) -> str:
    return iri.removeprefix(f"{base}id/")


def _as_json(one: Candidate) -> dict[str, object]:
    return {
        "kind": one.kind,
        "first": {"iri": one.first.value, "name": one.names[0]},
        "second": {"iri": one.second.value, "name": one.names[1]},
        "reason": one.reason._asdict(),
    }
