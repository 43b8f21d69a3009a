"""What a chart draws, taken from the rows of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.errors import QueryError
from bibliographe.i18n import Text
from bibliographe.query.answer import Rows
from bibliographe.query.view import readable, readable_number

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.query.header import Chart
    from bibliographe.query.reply import Reply
    from bibliographe.query.terms import Term

UNKNOWN = "?"
"""What stands for a label that a row does not have."""


@dataclass(frozen=True, slots=True)
class Point:
    """One row: its label, the other label where there are two, its text and its figure."""

    label: str
    other: str
    text: str
    value: float


@dataclass(frozen=True, slots=True)
class Figure:
    """What a chart shows, in the reader's language; `unit` and `kind` are the headings of value and label."""

    title: str
    kind: str
    other_kind: str
    unit: str
    points: tuple[Point, ...]
    language: Language

    def number(self, value: float) -> str:
        """Return a figure as the reader writes it."""
        return readable_number(f"{value:.10g}", self.language)


def make_figure(reply: Reply, chart: Chart) -> Figure:
    """Return what `chart` draws of a reply. Raises `QueryError` when a column is missing or there is no row."""
    if not isinstance(reply.answer, Rows):
        raise _undrawable(Text("seules les lignes d'un SELECT se dessinent", "only the rows of a SELECT can be drawn"))
    names = (chart.label, chart.value, *([chart.other] if chart.other else []))
    places = {name: place for place, name in enumerate(reply.answer.columns)}
    for name in names:
        if name not in places:
            raise _undrawable(Text(f"pas de colonne « {name} »", f"no column '{name}'"))
    if not reply.answer.rows:
        raise _undrawable(Text("aucune ligne", "no rows"))
    language = reply.language
    numeric = chart.type != "timeline"
    points = tuple(
        Point(
            readable(row[places[chart.label]], language) or UNKNOWN,
            readable(row[places[chart.other]], language) or UNKNOWN if chart.other else "",
            readable(row[places[chart.value]], language),
            _number(row[places[chart.value]], chart.value) if numeric else 0,
        )
        for row in reply.answer.rows
    )
    headings = {column.name: column.label(language) for column in reply.question.header.columns}
    return Figure(
        reply.question.header.title(language),
        headings.get(chart.label, chart.label),
        headings.get(chart.other or "", chart.other or ""),
        headings.get(chart.value, chart.value),
        points,
        language,
    )


def _number(term: Term | None, column: str) -> float:
    try:
        value = float(term.value) if term is not None else 0.0
    except ValueError:
        value = float("nan")
    if not 0 <= value < float("inf"):
        raise _undrawable(Text(f"la colonne « {column} » n'est pas faite de nombres positifs",
                               f"the column '{column}' is not made of positive numbers"))  # fmt: skip
    return value


def _undrawable(reason: Text) -> QueryError:
    return QueryError(
        Text(f"ce résultat ne se dessine pas : {reason.fr}", f"this answer cannot be drawn: {reason.en}"),
        remedy=Text("employez un autre format (table, html, csv…)", "use another format (table, html, csv…)"),
    )
