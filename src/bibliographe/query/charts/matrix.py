"""A table of tinted squares: rows by one label, columns by the other, the figure written in each square."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.query.charts.scale import readable_date
from bibliographe.query.charts.svg import Drawing, shorten, text_width

if TYPE_CHECKING:
    from bibliographe.query.charts.data import Figure

MOST_ROWS, MOST_COLUMNS = 40, 24
_MARGIN, _TOP = 16.0, 48.0
_CELL, _HEIGHT = 44.0, 28.0
_WIDEST_LABEL, _TALLEST_LABEL = 320.0, 210.0
_DARK_FROM = 0.6
_SLOPE = math.radians(45)
_DESCRIPTION = Text(
    "Tableau teinté : {unit} par {kind} et par {other} ; {rows} lignes, {columns} colonnes. "
    "Le plus grand : {label} et {place}, {value}.",
    "Heat map: {unit} by {kind} and {other}; {rows} rows, {columns} columns. Largest: {label} and {place}, {value}.",
)
_MORE = Text("Le tableau en montre davantage.", "The table shows more.")


def draw(figure: Figure, identifier: str) -> str:
    """Return the squares, rows in the order of the answer; columns too, unless they are years."""
    rows = list(dict.fromkeys(point.label for point in figure.points))
    columns = list(dict.fromkeys(point.other for point in figure.points))
    if all(name.isdecimal() for name in columns):
        columns.sort(key=int)
    values: dict[tuple[str, str], float] = {}
    for point in figure.points:
        values[point.label, point.other] = values.get((point.label, point.other), 0) + point.value
    shown_rows, shown_columns = rows[:MOST_ROWS], columns[:MOST_COLUMNS]
    drawing = _grid(figure, shown_rows, shown_columns, values)
    if len(rows) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        drawing.height += 22
        drawing.text(_MARGIN, drawing.height - _MARGIN, _MORE(figure.language), kind="muted")
    (label, place), value = max(values.items(), key=lambda item: item[1])
    description = _DESCRIPTION.format(
        unit=figure.unit, kind=figure.kind.lower(), other=figure.other_kind.lower(), rows=len(rows),
        columns=len(columns), label=label, place=place, value=figure.number(value),
    )  # fmt: skip
    return drawing.finish(identifier, figure.title, description(figure.language))


def _grid(figure: Figure, rows: list[str], columns: list[str], values: dict[tuple[str, str], float]) -> Drawing:
    names = [shorten(readable_date(name, figure.language, short=True), _TALLEST_LABEL) for name in columns]
    level = all(text_width(name) <= _CELL - 4 for name in names)
    longest = max(text_width(name) for name in names)
    heads = 24.0 if level else longest * math.sin(_SLOPE) + 20
    left = _MARGIN + min(max(text_width(name) for name in rows) + 4, _WIDEST_LABEL) + 8
    top = _TOP + heads
    over = 0.0 if level else longest * math.cos(_SLOPE)
    width = max(left + _CELL * len(columns) + over + _MARGIN, text_width(figure.title, 16) * 1.1 + 2 * _MARGIN)
    drawing = Drawing(width, top + _HEIGHT * len(rows) + _MARGIN)
    drawing.text(_MARGIN, 28.0, figure.title, kind="heading")
    for index, name in enumerate(names):
        x, y = left + _CELL * (index + 0.5), top - 8
        hint = columns[index] if name.endswith("…") else None
        if level:
            drawing.text(x, y, name, text_anchor="middle", kind="muted", hint=hint)
        else:
            drawing.text(x, y, name, kind="muted", hint=hint, transform=f"rotate(-45 {x:.1f} {y:.1f})")
    highest = max(values.values()) or 1
    for line, row in enumerate(rows):
        y = top + _HEIGHT * line
        name = shorten(row, _WIDEST_LABEL)
        drawing.text(left - 8, y + 18.5, name, text_anchor="end", hint=row if name != row else None)
        for index, column in enumerate(columns):
            _square(drawing, figure, left + _CELL * index, y, (row, column), values.get((row, column), 0) / highest,
                    values.get((row, column), 0))  # fmt: skip
    return drawing


def _square(
    drawing: Drawing, figure: Figure, x: float, y: float, names: tuple[str, str], share: float, value: float
) -> None:
    drawing.add("rect", kind="rule", fill="none", x=x + 1, y=y + 1, width=_CELL - 2, height=_HEIGHT - 2, rx=2)
    if not value:
        return
    # Either pale enough for the page's text or strong enough for the text made for marks: nothing in between.
    strong = share >= _DARK_FROM
    opacity = 1.0 if strong else 0.12 + 0.25 * share
    number = figure.number(value)
    hint = f"{names[0]}, {names[1]} : {number}"
    drawing.add("rect", kind="mark", fill_opacity=f"{opacity:.2f}", x=x + 1, y=y + 1, width=_CELL - 2,
                height=_HEIGHT - 2, rx=2, hint=hint)  # fmt: skip
    drawing.text(x + _CELL / 2, y + 18.5, number, text_anchor="middle", kind="on-mark" if strong else "in-cell")
