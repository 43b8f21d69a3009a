"""Who goes with whom: names around a circle, a curve between two that go together, thicker when they do so more."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.query.charts.svg import FONT_SIZE, Drawing, shorten, text_width

if TYPE_CHECKING:
    from bibliographe.query.charts.data import Figure

MOST, MOST_LINKS = 60, 240
_MARGIN, _TOP = 16.0, 48.0
_WIDEST_LABEL = 260.0
_SPACE = 22.0
_THINNEST, _THICKEST = 1.5, 6.0
_DESCRIPTION = Text(
    "Réseau : {nodes} noms, {links} liens. Le plus fort : {label} et {other}, {value} ({unit}).",
    "Network: {nodes} names, {links} links. Strongest: {label} and {other}, {value} ({unit}).",
)
_MORE = Text("Les {count} liens les plus forts ; les autres sont dans le tableau.",
             "The {count} strongest links; the others are in the table.")  # fmt: skip


def draw(figure: Figure, identifier: str) -> str:
    """Return the network of the strongest links: 60 names, 240 links at most."""
    links = _links(figure)
    kept = _strongest(links)
    names = _order(kept)
    radius = max(min(80.0 + 6 * len(names), 190.0), len(names) * _SPACE / (2 * math.pi))
    room = min(max(text_width(name) for name in names), _WIDEST_LABEL) + 14
    size = 2 * (radius + room)
    drawing = Drawing(max(size, text_width(figure.title, 16) * 1.1) + 2 * _MARGIN, _TOP + size + _MARGIN)
    drawing.text(_MARGIN, 28.0, figure.title, kind="heading")
    centre = (drawing.width / 2, _TOP + size / 2)
    places = {name: _place(index, len(names), radius, centre) for index, name in enumerate(names)}
    strongest = max(kept.values()) or 1
    for (one, other), value in kept.items():
        start, end = places[one], places[other]
        thickness = _THINNEST + (_THICKEST - _THINNEST) * value / strongest
        path = f"M{start[0]:.1f},{start[1]:.1f} Q{centre[0]:.1f},{centre[1]:.1f} {end[0]:.1f},{end[1]:.1f}"
        hint = f"{shorten(one, _WIDEST_LABEL)} – {shorten(other, _WIDEST_LABEL)} : {figure.number(value)}"
        drawing.add("path", kind="link", d=path, stroke_width=f"{thickness:.1f}", hint=hint)
    for name, (x, y, angle) in places.items():
        drawing.add("circle", kind="mark", cx=x, cy=y, r=5)
        _label(drawing, name, x, y, angle)
    if len(kept) < len(links):
        drawing.height += 22
        drawing.text(_MARGIN, drawing.height - _MARGIN, _MORE.format(count=len(kept))(figure.language), kind="muted")
    (label, other), value = max(links.items(), key=lambda item: item[1])
    description = _DESCRIPTION.format(
        nodes=len({name for pair in links for name in pair}), links=len(links), label=label, other=other,
        value=figure.number(value), unit=figure.unit.lower(),
    )  # fmt: skip
    return drawing.finish(identifier, figure.title, description(figure.language))


def _links(figure: Figure) -> dict[tuple[str, str], float]:
    links: dict[tuple[str, str], float] = {}
    for point in figure.points:
        links[point.label, point.other] = links.get((point.label, point.other), 0) + point.value
    return links


def _strongest(links: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Return the strongest links, as long as they are few enough and hold no more than `MOST` names."""
    names: set[str] = set()
    kept: dict[tuple[str, str], float] = {}
    for pair, value in sorted(links.items(), key=lambda item: -item[1]):
        if len(kept) == MOST_LINKS:
            break
        if len(names | set(pair)) <= MOST:
            names.update(pair)
            kept[pair] = value
    return kept


def _order(links: dict[tuple[str, str], float]) -> list[str]:
    """Return the names so that those that go together stand together: each one's neighbours follow it."""
    neighbours: dict[str, list[str]] = {}
    for one, other in links:
        neighbours.setdefault(one, []).append(other)
        neighbours.setdefault(other, []).append(one)
    ordered: dict[str, None] = {}
    for name in neighbours:
        waiting = [name]
        while waiting:
            current = waiting.pop(0)
            if current not in ordered:
                ordered[current] = None
                waiting = [near for near in neighbours[current] if near not in ordered] + waiting
    return list(ordered)


def _place(index: int, count: int, radius: float, centre: tuple[float, float]) -> tuple[float, float, float]:
    angle = 2 * math.pi * index / count - math.pi / 2 + math.pi / max(count, 1)
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle), angle


def _label(drawing: Drawing, name: str, x: float, y: float, angle: float) -> None:
    """Write a name outwards from the circle, upright on both sides."""
    shown = shorten(name, _WIDEST_LABEL)
    degrees = math.degrees(angle)
    turned = math.cos(angle) < 0
    text_x, text_y = x + 11 * math.cos(angle), y + 11 * math.sin(angle)
    rotation = degrees + 180 if turned else degrees
    drawing.text(
        text_x, text_y + FONT_SIZE / 3, shown, text_anchor="end" if turned else "start",
        transform=f"rotate({rotation:.1f} {text_x:.1f} {text_y:.1f})", hint=name if shown != name else None,
    )  # fmt: skip
