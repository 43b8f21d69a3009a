"""The pages of the library: the list of questions, and one for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from bibliographe.errors import ParameterError, QueryError
from bibliographe.query.charts import draw
from bibliographe.query.charts.svg import unstyled
from bibliographe.query.view import make_view
from bibliographe.serve.errors import Refused, headers_of, problem_of
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.questions.asking import library_of, prepared, values_of
from bibliographe.serve.questions.blanks import blanks_of
from bibliographe.serve.questions.engine import PoolEngine
from bibliographe.serve.sparql.editor import Download

if TYPE_CHECKING:
    from bibliographe.query.library import Question
    from bibliographe.query.reply import Reply
    from bibliographe.query.view import View
    from bibliographe.serve.errors import Problem
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

ROWS = 100
"""Rows that a page shows; the files have all of them."""
DRAWN = 5000
"""Rows that a chart is drawn from."""
ROW_FILES: tuple[str, ...] = ("csv", "tsv", "json", "xml")
GRAPH_FILES: tuple[str, ...] = ("ttl", "nt", "jsonld", "rdf")
DRAWING = "svg"


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as the page shows it."""

    view: View
    rows: int
    more: bool
    chart: Markup | None
    query: str
    downloads: tuple[Download, ...]


def library_page(snapshot: Snapshot, visit: Visit) -> bytes:
    """Return the list of questions by group."""
    questions = snapshot.once(library_of).questions.values()
    groups = [(group, list(inside)) for group, inside in groupby(questions, key=attrgetter("group"))]
    return render("questions.html", visit, groups=groups, total=len(questions))


def question_page(snapshot: Snapshot, visit: Visit, question: Question) -> tuple[bytes, int, dict[str, str]]:
    """Return a question's page, its status and headers: those of the refusal where it has no answer."""
    values: dict[str, str] = {}
    shown: Shown | None = None
    problem: Problem | None = None
    try:
        values = values_of(question, visit.query)
        if all(one.name in values for one in question.header.parameters if one.required):
            shown = _shown(snapshot, visit, question, values)
    except (Refused, ParameterError) as error:
        problem = problem_of(error)
    blanks = blanks_of(snapshot, question, values, visit.language)
    made = render("question.html", visit, question=question, blanks=blanks, shown=shown, problem=problem)
    return made, problem.status if problem else 200, headers_of(problem)


def drawing(snapshot: Snapshot, visit: Visit, question: Question) -> bytes:
    """Return the chart of a question as a file; raises `QueryError` when its answer cannot be drawn."""
    asked = prepared(snapshot, question, values_of(question, visit.query), visit.language)
    answer, _more = PoolEngine(snapshot).first(asked.query, DRAWN)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{draw(asked.answered(answer))}\n'.encode()


def _shown(snapshot: Snapshot, visit: Visit, question: Question, values: dict[str, str]) -> Shown:
    asked = prepared(snapshot, question, values, visit.language)
    answer, more = PoolEngine(snapshot).first(asked.query, DRAWN if question.header.chart else ROWS)
    reply = asked.answered(answer)
    view = make_view(reply)
    chart = _chart(reply)
    names: tuple[str, ...] = GRAPH_FILES if asked.form in ("CONSTRUCT", "DESCRIBE") else ROW_FILES
    names = (*names, DRAWING) if chart else names
    count = len(view.rows)
    return Shown(
        replace(view, rows=view.rows[:ROWS]), count, more or count > ROWS, chart, asked.query,
        tuple(Download(name, _address(visit, question, values, name)) for name in names),
    )  # fmt: skip


def _chart(reply: Reply) -> Markup | None:
    """Return the chart where there is one, without its style sheet: the portal allows none within a page."""
    if reply.question.header.chart is None:
        return None
    try:
        drawn = draw(reply)
    except QueryError:
        return None
    return Markup(unstyled(drawn))  # noqa: S704 - the SVG writer escapes every text


def _address(visit: Visit, question: Question, values: dict[str, str], name: str) -> str:
    """Return where a file is; it says its language, as nobody sees who asks for it."""
    fields = {"lang": visit.language, **values}
    return f"{visit.href(f'/questions/{question.name}.{name}')}?{urlencode(fields)}"
