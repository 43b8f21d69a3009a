"""Words that several forms of the report share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bibliographe.i18n import Language, Text
from bibliographe.validate.results import SEVERITIES, SEVERITY_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bibliographe.validate.results import Group, Report, Result, Severity

_CLEAN = Text(
    "Tout va bien : {entries} notices et {triples} affirmations contrôlées par {constraints} règles, rien à corriger.",
    "All is well: {entries} entries and {triples} statements checked against {constraints} rules, nothing to mend.",
)
_PLURALS: dict[Severity, Text] = {
    "violation": Text("erreurs", "errors"),
    "warning": Text("points douteux", "doubtful points"),
    "info": Text("remarques", "remarks"),
}
SOURCE = Text("source :", "source:")
MEND = Text("Comment corriger :", "How to mend it:")
FOUND = Text("trouvé :", "found:")
_FOLLOWS = Text(
    "{count} autres constatations peuvent en découler : corrigez d'abord ce qui précède, puis relancez le contrôle.",
    "{count} other findings may follow from this: first mend what is above, then run the check again.",
)
_FOLLOWS_ONE = Text(
    "Une autre constatation peut en découler : corrigez d'abord ce qui précède, puis relancez le contrôle.",
    "One other finding may follow from this: first mend what is above, then run the check again.",
)
MORE_ENTRIES = Text("… et {count} de plus (--max, --format json)", "… and {count} others (--max, --format json)")
MORE = Text("… et {count} de plus", "… and {count} more")
_SHOWN = Text(
    "{shown} constatations montrées sur {found} ; --max-results en montre plus.",
    "{shown} of {found} findings shown; --max-results shows more.",
)


def number(value: int, language: Language) -> str:
    """Return a number with its thousands apart: `15 500`, `15,500`."""
    return f"{value:,}".replace(",", "\u202f") if language == "fr" else f"{value:,}"


def clean(report: Report, language: Language) -> str:
    """Return the one line that says that nothing is wrong."""
    counts = report.counts
    return _CLEAN(language).format(
        entries=number(counts.entries, language),
        triples=number(counts.triples, language),
        constraints=number(counts.constraints, language),
    )


def tally(groups: Iterable[Group], language: Language) -> str:
    """Return how much was found: `2 erreurs, 1 point douteux`."""
    counted: Counter[Severity] = Counter()
    for group in groups:
        counted[group.severity] += group.total
    parts = [
        f"{number(count, language)} {(SEVERITY_LABELS if count == 1 else _PLURALS)[severity](language)}"
        for severity in SEVERITIES
        if (count := counted[severity])
    ]
    return ", ".join(parts)


def follows(count: int, language: Language) -> str:
    """Return that `count` results may be nothing but consequences of those above."""
    return (_FOLLOWS_ONE if count == 1 else _FOLLOWS)(language).format(count=number(count, language))


def shown(report: Report, language: Language) -> str:
    """Return how many of the results are in the report, empty when all are."""
    if not report.hidden:
        return ""
    found, there = number(report.found, language), number(len(report.results), language)
    return _SHOWN(language).format(shown=there, found=found)


def shown_of(group: Group, language: Language) -> str:
    """Return how many of the results of a constraint are in the report, empty when all are."""
    if not group.hidden:
        return ""
    there, found = number(len(group.results), language), number(group.total, language)
    return Text("{} sur {}", "{} of {}")(language).format(there, found)


def heading(result: Result, language: Language) -> str:
    """Return what a person calls the thing: `n° 8 · Le titre (notice)`."""
    subject = result.subject
    number_words = Text("n° {}", "no. {}")(language).format(subject.number) if subject.number else ""
    name = " · ".join(part for part in (number_words, subject.title) if part)
    return f"{name} ({subject.kind(language)})"


def where(result: Result) -> str:
    """Return `file:line`, or nothing."""
    place = result.place
    if place is None:
        return ""
    return f"{relative(place.file)}:{place.line}" if place.line else str(relative(place.file))


def relative(path: Path) -> Path:
    """Return a path as seen from here, when it lies below."""
    here = type(path).cwd()
    return path.resolve().relative_to(here) if path.resolve().is_relative_to(here) else path


def quoted_lines(result: Result) -> list[str]:
    """Return the printed lines that the thing came from."""
    return result.quotation.text.splitlines() if result.quotation else []


def quoted_place(result: Result, language: Language) -> str:
    """Return where those lines stand: `selection.md, lignes 105-111`."""
    quotation = result.quotation
    if quotation is None:
        return ""
    lines = ""
    if quotation.first:
        last = quotation.last or quotation.first
        words = Text("lignes {}-{}", "lines {}-{}")(language)
        lines = words.format(quotation.first, last)
    return ", ".join(part for part in (quotation.source, lines) if part)
