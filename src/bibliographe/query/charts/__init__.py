"""Pictures of answers, one module a kind of chart: `draw(figure, identifier) -> str`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from bibliographe.errors import QueryError
from bibliographe.i18n import Text
from bibliographe.query.charts.data import Figure, make_figure

if TYPE_CHECKING:
    from bibliographe.query.header import ChartType
    from bibliographe.query.reply import Reply

_MODULES: dict[ChartType, str] = {
    "bar": "bars", "column": "columns", "line": "columns", "network": "network", "matrix": "matrix",
    "timeline": "timeline",
}  # fmt: skip


class _Artist(Protocol):
    def draw(self, figure: Figure, identifier: str) -> str: ...


def draw(reply: Reply, identifier: str = "chart") -> str:
    """Return the chart that the question's header names as an `<svg>` element whose ids begin with `identifier`.

    Raises `QueryError` when the header names none, or when the answer does not suit it.
    """
    chart = reply.question.header.chart
    if chart is None:
        raise QueryError(
            Text(f"{reply.question.name} ne nomme pas de graphique", f"{reply.question.name} names no chart"),
            remedy=Text(
                "ajoutez à son en-tête, par exemple : #+ chart: {type: bar, label: name, value: entries}",
                "add to its header, for instance: #+ chart: {type: bar, label: name, value: entries}",
            ),
        )
    figure = make_figure(reply, chart)
    name = _MODULES[chart.type]
    artist = cast("_Artist", import_module(f"bibliographe.query.charts.{name}"))
    if chart.type == "line":
        return cast("str", import_module("bibliographe.query.charts.columns").draw_line(figure, identifier))
    return artist.draw(figure, identifier)
