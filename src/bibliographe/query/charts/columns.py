"""Columns, and lines, over time or over categories; a year or a month that the answer leaves out counts as zero."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.query.charts.scale import consecutive, readable_date, ticks
from bibliographe.query.charts.svg import Drawing, text_width

if TYPE_CHECKING:
    from bibliographe.query.charts.data import Figure

_WIDTH, _HEIGHT, _MARGIN, _TOP = 760.0, 300.0, 16.0, 72.0
_MOST_FILLED = 600
_DESCRIPTION = Text(
    "{form} : {unit} par {kind}, de {first} à {last}. Le plus grand : {label}, {value}.",
    "{form}: {unit} by {kind}, from {first} to {last}. Largest: {label}, {value}.",
)
_COLUMNS, _LINE = Text("Histogramme", "Column chart"), Text("Courbe", "Line chart")


def draw(figure: Figure, identifier: str) -> str:
    """Return a column a label."""
    return _Plot(figure).columns(identifier)


def draw_line(figure: Figure, identifier: str) -> str:
    """Return a line through a point a label."""
    return _Plot(figure).line(identifier)


class _Plot:
    """The axes that columns and lines share."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        values: dict[str, float] = {}
        for point in figure.points:
            values[point.label] = values.get(point.label, 0) + point.value
        every = consecutive(list(values))
        labels = every if every and len(every) <= _MOST_FILLED else list(values)
        self.values = {label: values.get(label, 0.0) for label in labels}
        self.steps = ticks(max(self.values.values()))
        self.left = _MARGIN + max(text_width(figure.number(step)) for step in self.steps) + 10
        self.step = (_WIDTH - self.left - _MARGIN) / len(self.values)
        self.drawing = Drawing(_WIDTH, _TOP + _HEIGHT + 56)

    def _name(self, label: str, *, short: bool = False) -> str:
        return readable_date(label, self.figure.language, short=short)

    def _x(self, index: int) -> float:
        return self.left + self.step * (index + 0.5)

    def _y(self, value: float) -> float:
        return _TOP + _HEIGHT * (1 - value / self.steps[-1])

    def _axes(self) -> None:
        self.drawing.text(_MARGIN, 28.0, self.figure.title, kind="heading")
        self.drawing.text(_MARGIN, _TOP - 20, self.figure.unit, kind="muted")
        right = _WIDTH - _MARGIN
        for value in self.steps:
            y = self._y(value)
            self.drawing.add("line", kind="rule" if value else "axis", x1=self.left, y1=y, x2=right, y2=y)
            self.drawing.text(self.left - 8, y + 4.5, self.figure.number(value), text_anchor="end", kind="muted")
        names = [self._name(label, short=True) for label in self.values]
        every = max(1, math.ceil((max(text_width(name, 12) for name in names) + 12) / self.step))
        for index, name in enumerate(names):
            if index % every == 0:
                self.drawing.text(self._x(index), _TOP + _HEIGHT + 20, name, text_anchor="middle", kind="muted")
        self.drawing.text(right, _TOP + _HEIGHT + 42, self.figure.kind, text_anchor="end", kind="muted")

    def _hint(self, label: str) -> str:
        return f"{self._name(label)} : {self.figure.number(self.values[label])}"

    def columns(self, identifier: str) -> str:
        self._axes()
        width = min(self.step * 0.72, 56.0)
        labelled = self.step >= 26
        for index, (label, value) in enumerate(self.values.items()):
            x, y = self._x(index), self._y(value)
            height = _TOP + _HEIGHT - y
            self.drawing.add("rect", kind="mark", x=x - width / 2, y=y, width=width, height=height,
                             hint=self._hint(label))  # fmt: skip
            if labelled and value:
                self.drawing.text(x, y - 5, self.figure.number(value), text_anchor="middle")
        return self._finish(identifier, _COLUMNS)

    def line(self, identifier: str) -> str:
        self._axes()
        points = [(self._x(index), self._y(value)) for index, value in enumerate(self.values.values())]
        self.drawing.add("polyline", kind="line", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points))
        for (x, y), label in zip(points, self.values, strict=True):
            if self.values[label]:
                self.drawing.add("circle", kind="mark", cx=x, cy=y, r=4, hint=self._hint(label))
        return self._finish(identifier, _LINE)

    def _finish(self, identifier: str, form: Text) -> str:
        labels = list(self.values)
        largest = max(labels, key=lambda label: self.values[label])
        language = self.figure.language
        description = _DESCRIPTION.format(
            form=form(language), unit=self.figure.unit, kind=self.figure.kind.lower(), first=self._name(labels[0]),
            last=self._name(labels[-1]), label=self._name(largest), value=self.figure.number(self.values[largest]),
        )  # fmt: skip
        return self.drawing.finish(identifier, self.figure.title, description(language))
