"""A table of tinted squares: rows by one label, columns by the other, the figure written in each square."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.query.charts.data import UNKNOWN
from bibliographe.query.charts.scale import readable_date
from bibliographe.query.charts.svg import Drawing, clean, number, shorten, text_width

if TYPE_CHECKING:
    from bibliographe.query.charts.data import Figure

MOST_ROWS, MOST_COLUMNS = 40, 24
_MARGIN, _TOP = 16.0, 48.0
_CELL, _HEIGHT = 44.0, 28.0
_WIDEST_LABEL, _TALLEST_LABEL = 320.0, 210.0
_DARK_FROM = 0.6
_SQUARE = f"h{_CELL - 2:.0f}v{_HEIGHT - 2:.0f}h{2 - _CELL:.0f}z"
_SLOPE = math.radians(45)
_DESCRIPTION = Text(
    "Tableau teinté : {unit} par {kind} et par {other} ; {rows} lignes, {columns} colonnes. "
    "Le plus grand : {label} et {place}, {value}.",
    "Heat map: {unit} by {kind} and {other}; {rows} rows, {columns} columns. Largest: {label} and {place}, {value}.",
)
_MORE = Text("Le tableau en montre davantage.", "The table shows more.")


def draw(figure: Figure, identifier: str) -> str:
    """Return the squares, rows in the order of the answer; columns too, unless they are years: those go by time."""
    rows = list(dict.fromkeys(point.label for point in figure.points))
    columns = list(dict.fromkeys(point.other for point in figure.points))
    years = all(name.isdecimal() or name == UNKNOWN for name in columns)
    if years:
        columns.sort(key=lambda name: (name == UNKNOWN, 0 if name == UNKNOWN else int(name)))
    values: dict[tuple[str, str], float] = {}
    for point in figure.points:
        values[point.label, point.other] = values.get((point.label, point.other), 0) + point.value
    # Of many years the latest: what came out last year is asked for more than what did in 1952.
    shown_rows, shown_columns = rows[:MOST_ROWS], columns[-MOST_COLUMNS:] if years else columns[:MOST_COLUMNS]
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
            drawing.text(x, y, name, kind="muted", hint=hint, transform=f"rotate(-45 {number(x)} {number(y)})")
    _rules(drawing, left, top, len(rows), len(columns))
    highest = max(values.values()) or 1
    for line, row in enumerate(rows):
        figures = [values.get((row, column), 0) for column in columns]
        _row(drawing, figure, row, (left, top + _HEIGHT * line), figures, highest)
    return drawing


def _rules(drawing: Drawing, left: float, top: float, rows: int, columns: int) -> None:
    right, bottom = left + _CELL * columns, top + _HEIGHT * rows
    lines = [f"M{number(left)} {number(top + _HEIGHT * line)}H{number(right)}" for line in range(rows + 1)]
    lines += [f"M{number(left + _CELL * place)} {number(top)}V{number(bottom)}" for place in range(columns + 1)]
    drawing.add("path", kind="rule", d="".join(lines))


def _row(
    drawing: Drawing, figure: Figure, name: str, corner: tuple[float, float], figures: list[float], highest: float
) -> None:
    """Draw a row: one path for all squares of a tint, one text for all figures, or a large table weighs 150 KB."""
    left, top = corner
    squares: dict[str, list[str]] = {}
    texts: dict[bool, list[str]] = {False: [], True: []}
    for place, value in enumerate(figures):
        if value:
            x, share = left + _CELL * place, value / highest
            strong = share >= _DARK_FROM
            squares.setdefault(_opacity(share), []).append(f"M{number(x + 1)} {number(top + 1)}{_SQUARE}")
            texts[strong].append(f'<tspan x="{number(x + _CELL / 2)}">{clean(figure.number(value))}</tspan>')
    drawing.parts.append(f"<g><title>{clean(name)}</title>")
    drawing.text(left - 8, top + 18.5, shorten(name, _WIDEST_LABEL), text_anchor="end")
    for opacity, paths in squares.items():
        drawing.add("path", kind="mark", fill_opacity=opacity, d="".join(paths))
    for strong, spans in texts.items():
        if spans:
            kind = "on-mark" if strong else "in-cell"
            drawing.parts.append(f'<text y="{number(top + 18.5)}" text-anchor="middle" class="{kind}">')
            drawing.parts += [*spans, "</text>"]
    drawing.parts.append("</g>")


def _opacity(share: float) -> str:
    """Return one of seven tints: pale enough for the page's text, or strong enough for the text made for marks."""
    return "1" if share >= _DARK_FROM else f"{0.12 + 0.25 * math.ceil(share * 10) / 10:.3f}"
