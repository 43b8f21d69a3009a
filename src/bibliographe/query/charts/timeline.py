"""What came out when: one line a row, from the top down, under its year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.query.charts.scale import readable_date
from bibliographe.query.charts.svg import Drawing, shorten, text_width

if TYPE_CHECKING:
    from bibliographe.query.charts.data import Figure

MOST = 150
_WIDTH, _MARGIN, _TOP = 760.0, 16.0, 60.0
_ROW, _HEADING = 24.0, 30.0
_DESCRIPTION = Text(
    "Frise : {count} éléments, de {first} à {last}.", "Timeline: {count} items, from {first} to {last}."
)
_MORE = Text("et {count} autres, voir le tableau", "and {count} more, see the table")


def draw(figure: Figure, identifier: str) -> str:
    """Return the rows by date, the first 150 of them; what has no date comes last."""
    points = sorted(figure.points, key=lambda point: (point.text == "", point.text))
    shown = points[:MOST]
    dates = [readable_date(point.text, figure.language) for point in shown]
    axis = _MARGIN + max(text_width(date) for date in dates) + 14
    left = axis + 16
    drawing = Drawing(_WIDTH)
    drawing.text(_MARGIN, 28.0, figure.title, kind="heading")
    y = _TOP
    year = None
    for point, date in zip(shown, dates, strict=True):
        if point.text[:4] != year:
            year = point.text[:4]
            drawing.text(left, y + 4.5, year or "?", kind="group")
            y += _HEADING - 4
        if date != year:
            drawing.text(axis - 12, y + 4.5, date, text_anchor="end", kind="muted")
        drawing.add("circle", kind="mark", cx=axis, cy=y, r=5)
        label = shorten(point.label, _WIDTH - left - _MARGIN)
        drawing.text(left, y + 4.5, label, hint=point.label if label != point.label else None)
        y += _ROW
    drawing.parts.insert(1, f'<line class="axis" x1="{axis:.1f}" y1="{_TOP - 10:.1f}" x2="{axis:.1f}" y2="{y:.1f}"/>')
    if len(points) > MOST:
        y += 20
        drawing.text(left, y, _MORE.format(count=len(points) - MOST)(figure.language), kind="muted")
    drawing.height = y + _MARGIN
    description = _DESCRIPTION.format(count=len(points), first=dates[0], last=dates[-1])
    return drawing.finish(identifier, figure.title, description(figure.language))
