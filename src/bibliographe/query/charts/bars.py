"""Horizontal bars: one a label, its figure at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.query.charts.svg import Drawing, text_width, wrap

if TYPE_CHECKING:
    from bibliographe.query.charts.data import Figure

MOST = 40
_WIDTH, _MARGIN, _TOP = 760.0, 16.0, 52.0
_WIDEST_LABEL = 320.0
_ROW, _BAR = 40.0, 20.0
_DESCRIPTION = Text(
    "Diagramme en barres : {kind} et {unit}. Le plus grand : {label}, {value}. {count} barres.",
    "Bar chart: {kind} and {unit}. Largest: {label}, {value}. {count} bars.",
)
_MORE = Text("et {count} autres, voir le tableau", "and {count} more, see the table")


def draw(figure: Figure, identifier: str) -> str:
    """Return the bars in the order of the answer, the first 40 of them."""
    shown = figure.points[:MOST]
    labels_width = min(max(text_width(point.label) for point in shown) + 4, _WIDEST_LABEL)
    left = _MARGIN + labels_width + 10
    figures_width = max(text_width(figure.number(point.value)) for point in shown) + 10
    room = _WIDTH - left - figures_width - _MARGIN
    highest = max(point.value for point in shown) or 1
    drawing = Drawing(_WIDTH)
    drawing.text(_MARGIN, 28.0, figure.title, kind="heading")
    y = _TOP
    for point in shown:
        lines = wrap(point.label, labels_width, 2)
        middle = y + _ROW / 2
        for index, line in enumerate(lines):
            base = middle + 4.5 + (index - (len(lines) - 1) / 2) * 15
            drawing.text(left - 10, base, line, text_anchor="end", hint=point.label if "…" in line else None)
        length = room * point.value / highest
        hint = f"{point.label} : {figure.number(point.value)}"
        drawing.add("rect", kind="mark", x=left, y=middle - _BAR / 2, width=length, height=_BAR, rx=2, hint=hint)
        drawing.text(left + length + 6, middle + 4.5, figure.number(point.value))
        y += _ROW
    drawing.add("line", kind="axis", x1=left, y1=_TOP, x2=left, y2=y)
    if len(figure.points) > MOST:
        y += 20
        drawing.text(left, y, _MORE.format(count=len(figure.points) - MOST)(figure.language), kind="muted")
    drawing.height = y + _MARGIN
    largest = max(figure.points, key=lambda point: point.value)
    description = _DESCRIPTION.format(
        kind=figure.kind, unit=figure.unit, label=largest.label, value=figure.number(largest.value),
        count=len(figure.points),
    )  # fmt: skip
    return drawing.finish(identifier, figure.title, description(figure.language))
