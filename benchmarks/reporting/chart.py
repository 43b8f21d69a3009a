"""One experiment as a picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bibliographe.query.charts.svg import Drawing, text_width
from reporting.figures import Result, in_seconds, points

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFT_MARGIN, _TOP, _ROW, _PLOT = 12, 62, 26, 520
_DOT = 5
_SIZES = {10**3: "1k", 10**4: "10k", 10**5: "100k", 10**6: "1M"}


def chart(name: str, title: str, sizes: Sequence[Result]) -> str:
    """Return a picture: one line for each contender, a dot for each size, seconds on a logarithmic scale."""
    found = points(sizes)
    contenders = list(dict.fromkeys(contender for contender, _, _ in found))
    left = _LEFT_MARGIN + max(text_width(contender) for contender in contenders) + 14
    low = math.floor(math.log10(max(0.01, min(seconds for _, _, seconds in found))))
    high = max(low + 1, math.ceil(math.log10(max(seconds for _, _, seconds in found))))
    bottom = _TOP + _ROW * len(contenders)

    def across(seconds: float) -> float:
        return left + _PLOT * (math.log10(max(0.01, seconds)) - low) / (high - low)

    drawing = Drawing(left + _PLOT + 70, bottom + 34)
    drawing.text(_LEFT_MARGIN, 24, f"{title}: seconds", kind="heading")
    drawing.text(_LEFT_MARGIN, 43, "One dot a size; each rule is ten times the one before it.", kind="muted")
    for power in range(low, high + 1):
        x = across(10.0**power)
        drawing.add("line", kind="rule", x1=x, y1=_TOP - 8, x2=x, y2=bottom)
        drawing.text(x, bottom + 18, f"{10.0**power:g} s", kind="muted", text_anchor="middle")
    for index, contender in enumerate(contenders):
        middle = _TOP + _ROW * index + _ROW / 2
        drawing.text(left - 12, middle + 4, contender, text_anchor="end")
        for who, entries, seconds in found:
            if who == contender:
                hint = f"{contender}, {entries:,} entries: {in_seconds(seconds)}"
                drawing.add("circle", kind="mark", cx=across(seconds), cy=middle, r=_DOT, hint=hint)
                drawing.text(across(seconds) + 8, middle + 4, _SIZES.get(entries, f"{entries}"), kind="muted")
    fastest = min(found, key=lambda point: (-point[1], point[2]))
    description = f"At {fastest[1]:,} entries the fastest is {fastest[0]}: {in_seconds(fastest[2])}."
    return drawing.finish(f"bench-{name}", title, description) + "\n"
