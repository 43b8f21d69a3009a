"""`bibliographe import FILE…`: read bibliographies into the catalogue."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibliographe.cli import EXIT_BAD_INPUT, Command, catalogue_option
from bibliographe.cli.import_report import as_json, describe, rejects_as_json
from bibliographe.config import load_catalogue
from bibliographe.errors import BibliographeError, SourceError
from bibliographe.files import written_whole
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.importing import check_source_id, import_items
from bibliographe.i18n import Text, preferred_language
from bibliographe.ingest.registry import load_reader, recognise
from bibliographe.ingest.review import write_review
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Item, Reject

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.config import Catalogue

_LANGUAGE = preferred_language()


def _path_option(name: str, text: Text) -> Callable[[Command], Command]:
    return click.option(name, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=text(_LANGUAGE))


@click.command(
    help=Text(
        "Lire des bibliographies rédigées (Markdown ou texte) et les ajouter au catalogue. Un second import du même "
        "fichier ne change rien ; ce que vous avez corrigé à la main est gardé.",
        "Read bibliographies written as documents (Markdown or plain text) into the catalogue. A second import of the "
        "same file changes nothing; what you corrected by hand is kept.",
    )(_LANGUAGE)
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@catalogue_option
@click.option(
    "--source-id",
    metavar="ID",
    help=Text(
        "Nom court de la source (par défaut, celui du fichier).", "Short name of the source (default: the file's)."
    )(_LANGUAGE),
)
@click.option(
    "--format",
    "reader",
    metavar="NAME",
    help=Text("Format du fichier, s'il n'est pas reconnu.", "Format of the file, when it is not recognised.")(
        _LANGUAGE
    ),
)
@_path_option(
    "--review",
    Text(
        "Écrire une page HTML : la source à gauche, ce qui en a été compris à droite.",
        "Write an HTML page: the source on the left, what was understood of it on the right.",
    ),
)
@_path_option("--rejects", Text("Écrire en JSON ce qui n'a pas été compris.", "Write as JSON what was not understood."))
@click.option(
    "--dry-run",
    is_flag=True,
    help=Text("Lire sans rien écrire dans le catalogue.", "Read, and write nothing to the catalogue.")(_LANGUAGE),
)
@click.option(
    "--json",
    "in_json",
    is_flag=True,
    help=Text("Écrire le compte rendu en JSON.", "Write the report as JSON.")(_LANGUAGE),
)
def command(
    files: tuple[Path, ...],
    directory: Path,
    source_id: str | None,
    reader: str | None,
    review: Path | None,
    rejects: Path | None,
    *,
    dry_run: bool,
    in_json: bool,
) -> None:
    """Import each file; one that cannot be read stops nothing, and is said at the end by exit code 2."""
    catalogue = load_catalogue(directory)
    if source_id and len(files) > 1:
        raise SourceError(
            Text("--source-id nomme une seule source", "--source-id names one source"),
            remedy=Text("importez ces fichiers un par un", "import these files one by one"),
        )
    failed, reports, rejected = False, [], []
    for path in files:
        try:
            source = Source.from_path(path, source_id)
            check_source_id(source.source_id)
            items = list((load_reader(reader) if reader else recognise(source)).read(source))
            rejected += rejects_as_json(source, items)
            if review:
                _write(_numbered(review, source, many=len(files) > 1), write_review(items, source, _LANGUAGE))
            reports.append(_import(catalogue, source, items, in_json=in_json, dry_run=dry_run))
        except BibliographeError as error:
            failed = True
            click.echo(error.describe(_LANGUAGE), err=True)
    if rejects:
        _write(rejects, json.dumps(rejected, ensure_ascii=False, indent=2) + "\n")
    if in_json:
        click.echo(json.dumps(reports, ensure_ascii=False, indent=2))
    if failed:
        sys.exit(EXIT_BAD_INPUT)


def _import(
    catalogue: Catalogue, source: Source, items: list[Item], *, in_json: bool, dry_run: bool
) -> dict[str, object]:
    if not any(isinstance(item, Entry) for item in items):
        count = sum(isinstance(item, Reject) for item in items)
        raise SourceError(
            Text(
                f"aucune notice reconnue ({count} passage(s) non compris) ; rien n'a été écrit",
                f"no entry recognised ({count} passage(s) not understood); nothing was written",
            ),
            file=source.file_name,
            remedy=Text(
                "une notice a un titre suivi d'une référence, par exemple « Paris : Éditeur, 2024, 90 p. » ou "
                "« Revue, n° 12, juin 2024, pp. 3-9 » ; --review montre ce qui a été compris",
                "an entry has a title followed by a citation, such as 'Paris : Publisher, 2024, 90 p.' or "
                "'Periodical, n° 12, juin 2024, pp. 3-9'; --review shows what was understood",
            ),
        )
    facts = SourceFacts(source.file_name, source.media_type, source.sha256)
    report = import_items(catalogue, items, source.source_id, facts, dry_run=dry_run)
    if not in_json:
        click.echo(describe(report, source, items, catalogue.base, _LANGUAGE))
    return as_json(report, source, items)


def _numbered(path: Path, source: Source, *, many: bool) -> Path:
    return path.with_name(f"{path.stem}-{source.source_id}{path.suffix}") if many else path


def _write(path: Path, content: str) -> None:
    with written_whole(path) as stream:
        stream.write(content)
