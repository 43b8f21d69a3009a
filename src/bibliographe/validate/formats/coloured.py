"""The lines of the report for a person at a terminal, with their colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text as RichText

from bibliographe.validate.formats import words
from bibliographe.validate.grouping import ordered
from bibliographe.validate.results import SEVERITY_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from bibliographe.i18n import Language
    from bibliographe.validate.results import Group, Report, Result

_STYLES = {"violation": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_MOST = 20
"""Results shown of one constraint: the others are counted."""
_MOST_LINES = 4


def show(report: Report, language: Language, stream: TextIO) -> None:
    """Print the report in colours on a terminal, plain elsewhere."""
    console = Console(file=stream, highlight=False, soft_wrap=True)
    for line in lines(report, language):
        console.print(line)


def lines(report: Report, language: Language) -> Iterator[RichText]:
    """Yield the lines of the report with their colours."""
    if not report.results:
        yield RichText(words.clean(report, language), style="green")
        return
    told = ordered(report)
    for group in told.first:
        yield from _group(group, language, report.most or _MOST)
        yield RichText()
    if told.after:
        yield RichText(words.follows(told.following, language), style="bold")
        yield from (_title(group, " ".join(group.message(language).split()), language) for group in told.after)
        yield RichText()
    yield RichText(f"{report.name} — {words.tally(told.groups, language)}", style="bold")
    if report.hidden:
        yield RichText(words.shown(report, language), style="dim")


def _title(group: Group, message: str, language: Language) -> RichText:
    label = SEVERITY_LABELS[group.severity](language).capitalize()
    title = RichText(f"{label} · {message}", style=_STYLES[group.severity])
    count = f"  [{group.constraint}" + (f" × {group.total}]" if group.total > 1 else "]")
    return title.append(count, style="dim")


def _group(group: Group, language: Language, most: int) -> Iterator[RichText]:
    yield _title(group, group.message(language), language)
    for result in group.results[:most]:
        yield from _result(result, language, told=group.told)
    untold = group.total - min(most, len(group.results))
    if untold:
        yield RichText(f"  {words.MORE(language).format(count=untold)}", style="dim")
    if group.advice(language):
        yield RichText(f"  → {words.MEND(language)} ", style="green").append(group.advice(language), style="none")


def _result(result: Result, language: Language, *, told: bool) -> Iterator[RichText]:
    yield RichText(f"  {words.heading(result, language)}", style="bold").append(
        f"  {words.where(result)}".rstrip(), style="dim"
    )
    if not told:
        yield RichText(f"      {result.message(language)}")
    if result.untold_value:
        yield RichText(f"      {words.FOUND(language)} {result.path} {result.untold_value}")
    lines = words.quoted_lines(result)
    if lines:
        yield RichText(f"      {words.SOURCE(language)} {words.quoted_place(result, language)}", style="dim")
        for line in lines[:_MOST_LINES]:
            yield RichText(f"      | {line}", style="italic")
