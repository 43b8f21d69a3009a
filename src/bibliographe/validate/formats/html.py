"""The report as one page that needs nothing else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.formats import words
from bibliographe.validate.formats.pages import environment
from bibliographe.validate.grouping import ordered
from bibliographe.validate.results import SEVERITY_LABELS

if TYPE_CHECKING:
    from jinja2 import Template

    from bibliographe.i18n import Language
    from bibliographe.validate.results import Report

_WORDS = {
    "title": Text("Contrôle du catalogue", "Check of the catalogue"),
    "contents": Text("Ce qui a été trouvé", "What was found"),
    "mend": words.MEND,
    "source": words.SOURCE,
    "found": words.FOUND,
    "address": Text("adresse", "address"),
    "checked": Text(
        "{entries} notices · {triples} affirmations · {files} fichiers · {constraints} règles",
        "{entries} entries · {triples} statements · {files} files · {constraints} rules",
    ),
}


@cache
def _template() -> Template:
    helpers = {
        "heading": words.heading,
        "where": words.where,
        "quoted_place": words.quoted_place,
        "shown_of": words.shown_of,
    }
    return environment().get_template("report.html.j2", globals=helpers)


def write(report: Report, language: Language) -> str:
    """Return the report as a page of HTML 5, its style inside it."""
    said = {key: text(language) for key, text in _WORDS.items()}
    counts = report.counts
    said["checked"] = said["checked"].format(
        entries=words.number(counts.entries, language),
        triples=words.number(counts.triples, language),
        files=words.number(counts.files, language),
        constraints=words.number(counts.constraints, language),
    )
    told = ordered(report)
    page = _template().render(
        report=report,
        groups=told.groups,
        after=told.after[0].constraint if told.after else "",
        follows=words.follows(told.following, language),
        language=language,
        said=said,
        labels={severity: label(language) for severity, label in SEVERITY_LABELS.items()},
        shown=words.shown(report, language),
        summary=words.tally(told.groups, language) if report.results else words.clean(report, language),
    )
    return page + "\n"
