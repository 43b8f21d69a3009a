"""`bibliographe validate`: what is wrong with a catalogue, and how to mend it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibliographe.cli import catalogue_option
from bibliographe.cli.progress import shown_for
from bibliographe.cli.speech import lang_option
from bibliographe.cli.writing_options import report_file_option
from bibliographe.config import load_catalogue
from bibliographe.files import written_whole
from bibliographe.graph.files import size_of
from bibliographe.i18n import Language, Text, preferred_language
from bibliographe.validate.explanation import explanation
from bibliographe.validate.formats import FORMATS, writer
from bibliographe.validate.formats.text import show
from bibliographe.validate.formats.words import shown
from bibliographe.validate.reading import Data, read_catalogue, read_file
from bibliographe.validate.results import SEVERITIES, Report
from bibliographe.validate.shapes import load_shapes
from bibliographe.validate.validation import validate

if TYPE_CHECKING:
    from bibliographe.config import Catalogue
    from bibliographe.progress import Progress
    from bibliographe.validate.written import Term

_LANGUAGE = preferred_language()
_MOST = 1000
"""Results of one constraint beyond which nobody reads on."""
_NEVER = "never"
_NOT_IN_W3C = Text(
    "{count} constatations sur les fichiers eux-mêmes ne sont pas dans le rapport W3C : voir --format text.",
    "{count} findings about the files themselves are not in the W3C report: see --format text.",
)


_EITHER = Text("--since et --changed ne vont pas ensemble", "--since and --changed do not go together")
_ONLY_CATALOGUES = Text(
    "--since et --changed demandent un catalogue, non un fichier seul",
    "--since and --changed ask for a catalogue, not for a file that stands alone",
)
_NO_BUILD = Text(
    "Rien n'a encore été construit (« bibliographe build ») : tout est contrôlé.",
    "Nothing has been built yet ('bibliographe build'): everything is checked.",
)
_CHANGED = Text(
    "{changed} choses ont changé ; {nodes} sont contrôlées, avec ce qui en dépend.",
    "{changed} things have changed; {nodes} are checked, with what depends on them.",
)


@click.command(
    help=Text(
        "Contrôler le catalogue, ou n'importe quel fichier RDF, et dire comment corriger ce qui ne va pas. "
        "Code de retour : 0 rien à redire, 1 des constatations, 2 un fichier illisible.",
        "Check the catalogue, or any RDF file, and say how to mend what is wrong. "
        "Exit code: 0 nothing to say, 1 findings, 2 a file that cannot be read.",
    )(_LANGUAGE)
)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@catalogue_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help=Text("Forme du rapport.", "Form of the report.")(_LANGUAGE),
)
@lang_option(Text("Langue du rapport.", "Language of the report."))
@click.option(
    "--fail-on",
    "threshold",
    type=click.Choice([*SEVERITIES, _NEVER]),
    default=SEVERITIES[-1],
    help=Text(
        "À partir de quelle gravité rendre le code 1 (par défaut : la moindre remarque).",
        "From which severity on to exit with 1 (default: the least remark).",
    )(_LANGUAGE),
)
@click.option(
    "--profile",
    metavar="NAME",
    help=Text(
        "Ajouter les exigences d'un portail (shapes/profiles/).",
        "Add what one portal demands (shapes/profiles/).",
    )(_LANGUAGE),
)
@click.option(
    "--shapes",
    "extra",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help=Text("Ajouter un fichier de formes SHACL.", "Add a file of SHACL shapes.")(_LANGUAGE),
)
@report_file_option
@click.option(
    "--max-results",
    "most",
    type=click.IntRange(min=1),
    metavar="N",
    help=Text(
        "Montrer au plus N constatations par règle et compter les autres "
        "(par défaut : 1000 pour text et html, toutes pour les autres formes).",
        "Show at most N findings of each rule and count the others "
        "(default: 1000 for text and html, all for the other forms).",
    )(_LANGUAGE),
)
@click.option(
    "--since",
    "revision",
    metavar="REV",
    help=Text(
        "Ne contrôler que ce qui a changé depuis une révision de git, et ce qui en dépend.",
        "Check only what has changed since a revision of git, and what depends on it.",
    )(_LANGUAGE),
)
@click.option(
    "--changed",
    is_flag=True,
    help=Text(
        "Ne contrôler que ce qui a changé depuis le dernier « bibliographe build », et ce qui en dépend.",
        "Check only what has changed since the last 'bibliographe build', and what depends on it.",
    )(_LANGUAGE),
)
@click.option(
    "--explain",
    is_flag=True,
    help=Text(
        "Ne rien contrôler : dire quelles règles sont posées à tout le graphe d'un coup, lesquelles restent à pySHACL, "
        "et pourquoi.",
        "Check nothing: say which rules are asked of the whole graph at once, which are left to pySHACL, and why.",
    )(_LANGUAGE),
)
def command(
    path: Path | None,
    directory: Path,
    *,
    form: str,
    language: Language,
    threshold: str,
    profile: str | None,
    extra: tuple[Path, ...],
    output: Path | None,
    most: int | None,
    revision: str | None,
    changed: bool,
    explain: bool,
) -> None:
    """Validate, write the report, and end with the exit code that it deserves."""
    source = path if path is not None and not path.is_dir() else load_catalogue(path or directory)
    with shown_for(_size(source)) as progress:
        data = _read(source, progress)
        shapes = load_shapes(data.catalogue, profile=profile, extra=extra)
        if explain:
            click.echo("\n".join(explanation(shapes, language)))
            return
        focus = _focus(data, revision, changed=changed, language=language)
        limit = most or (_MOST if form in ("text", "html") else None)
        report = replace(validate(data, shapes, most=limit, focus=focus), most=most)
    _write(report, form, language, output)
    if form == "ttl" and report.files:
        click.echo(_NOT_IN_W3C(language).format(count=len(report.files)), err=True)
    if form in ("csv", "ttl") and report.hidden:
        click.echo(shown(report, language), err=True)
    sys.exit(1 if report.reaches(threshold) else 0)


def _focus(data: Data, revision: str | None, *, changed: bool, language: Language) -> frozenset[Term] | None:
    """Return the nodes to check, None for all; say on standard error how many they are."""
    if revision is None and not changed:
        return None
    if data.catalogue is None or (revision is not None and changed):
        raise click.UsageError((_EITHER if data.catalogue else _ONLY_CATALOGUES)(language))
    # The stores of builds and git take their time, and most often everything is checked.
    from bibliographe.validate.changes import since_build, since_revision
    from bibliographe.validate.restriction import nodes_to_check

    changes = since_build(data, data.catalogue) if revision is None else since_revision(data, data.catalogue, revision)
    if changes is None:
        click.echo(_NO_BUILD(language), err=True)
        return None
    nodes = nodes_to_check(data, changes)
    click.echo(_CHANGED(language).format(changed=len(changes.subjects), nodes=len(nodes)), err=True)
    return nodes


def _read(source: Path | Catalogue, progress: Progress) -> Data:
    if isinstance(source, Path):
        return read_file(source, progress=progress)
    return read_catalogue(source, progress=progress)


def _size(source: Path | Catalogue) -> int:
    if isinstance(source, Path):
        return source.stat().st_size if source.is_file() else 0
    return size_of(source)


def _write(report: Report, form: str, language: Language, output: Path | None) -> None:
    if output is None and form == "text":
        show(report, language, sys.stdout)
        return
    text = writer(form)(report, language)
    if output is None:
        click.echo(text, nl=False)
        return
    with written_whole(output) as stream:
        stream.write(text)
