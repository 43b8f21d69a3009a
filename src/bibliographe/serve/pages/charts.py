"""The catalogue in pictures: questions of the library drawn, each with its table."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, cast

from markupsafe import Markup

from bibliographe.i18n import Text
from bibliographe.query.charts import draw
from bibliographe.query.charts.svg import unstyled
from bibliographe.query.engines.embedded import EmbeddedEngine
from bibliographe.query.library import find_question
from bibliographe.query.reply import ask
from bibliographe.query.view import make_view
from bibliographe.serve.beside import beside, status_of
from bibliographe.serve.errors import Refused
from bibliographe.serve.pages.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bibliographe.i18n import Language
    from bibliographe.query.header import ChartType
    from bibliographe.query.view import View
    from bibliographe.serve.site import Site, Snapshot
    from bibliographe.serve.visits import Visit

_log = logging.getLogger(__name__)
PATH = "/charts"
_ROWS = 100
"""Rows of the table that a page shows."""
_TIMEOUT = 300.0


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture: a question of the library, drawn as its header says unless `type` says otherwise."""

    key: str
    title: Text
    question: str
    type: ChartType | None = None


CHARTS = (
    Chart("publishers", Text("Éditeurs", "Publishers"), "publishers/entries-by-publisher"),
    Chart("topics", Text("Thèmes par année", "Topics by year"), "topics/topics-over-time"),
    Chart("types", Text("Types de document", "Document types"), "catalogue/entries-by-type"),
    Chart("years", Text("Années", "Years"), "statistics/entries-by-year"),
    Chart("network", Text("Thèmes et éditeurs", "Topics and publishers"), "publishers/publishers-by-topic", "network"),
)
_OF = {chart.key: chart for chart in CHARTS}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture and its table; `rows` are all of them, the table has the first."""

    title: Text
    summary: Text
    svg: Markup
    view: View
    rows: int
    undrawn: str = ""
    """Why there is a table and no picture, for who runs the portal."""


class Undrawn(NamedTuple):
    """A picture that could not be drawn."""

    chart: Chart
    reason: str


def charts_page(site: Site, snapshot: Snapshot, visit: Visit, key: str) -> tuple[bytes, int]:
    """Return the page of a picture and its status; raises `Refused` where there is none of that name."""
    chart = _OF.get(key)
    if chart is None:
        raise Refused(404, Text("il n'y a pas d'image de ce nom", "there is no picture of that name"))
    make = _maker(chart, visit.language)
    done = snapshot.once(beside).done(site, snapshot, _work(chart, visit.language), make)
    drawn = cast("Drawn | None", done.made) if done else None
    made = render("charts.html", visit, charts=CHARTS, chart=chart, drawn=drawn, waiting=done is None)
    return made, status_of(done)


def draw_all(snapshot: Snapshot, languages: Iterable[Language]) -> list[Undrawn]:
    """Draw every picture now, for who writes all pages; return those that could not be drawn, each once."""
    failed: dict[str, Undrawn] = {}
    for language in languages:
        for chart in CHARTS:
            done = snapshot.once(beside).now(snapshot, _work(chart, language), _maker(chart, language))
            reason = cast("Drawn", done.made).undrawn if done.made else done.reason
            if reason:
                failed.setdefault(chart.key, Undrawn(chart, reason))
    return list(failed.values())


def _work(chart: Chart, language: Language) -> str:
    return f"chart {chart.key} {language}"


def _maker(chart: Chart, language: Language) -> Callable[[Snapshot], Drawn]:
    def make(snapshot: Snapshot) -> Drawn:
        return drawn(snapshot, chart, language)

    return make


def drawn(snapshot: Snapshot, chart: Chart, language: Language) -> Drawn:
    """Ask a question and draw its answer, which has its table where it cannot be drawn.

    Raises `QueryError` when the question cannot be answered.
    """
    question = find_question(chart.question, snapshot.catalogue)
    header = question.header
    if chart.type and header.chart:
        question = replace(question, header=replace(header, chart=replace(header.chart, type=chart.type)))
    reply = ask(question, {}, EmbeddedEngine(snapshot.opened.store, timeout=_TIMEOUT), language)
    view = make_view(reply)
    svg, undrawn = Markup(), ""
    try:
        # The style sheet is a file of the portal: its policy allows none within a page.
        svg = Markup(unstyled(draw(reply)))  # noqa: S704 - the SVG writer escapes texts
    except Exception as error:
        undrawn = str(error) or type(error).__name__
        _log.warning("not drawn", extra={"work": _work(chart, language), "reason": undrawn})
    table = replace(view, rows=view.rows[:_ROWS])
    return Drawn(header.title, header.summary, svg, table, len(view.rows), undrawn)
