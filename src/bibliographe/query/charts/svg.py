"""A small SVG writer: escaped text, widths by estimate, one style sheet for light and dark."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

FONT_SIZE = 13
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW = frozenset("iljtfI.,;:!'|()[] ")
_WIDE = frozenset("mwMWŒœÆæ—…%@")

# Contrasts measured against the background: text 15:1, muted text 7:1, marks 5:1 or more, in both modes.
STYLE = """
svg.chart { background: #ffffff; font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; font-size: 13px; }
.chart text { fill: #1c1c1c; }
.chart text.muted { fill: #535353; font-size: 12px; }
.chart text.heading { font-size: 16px; font-weight: 600; }
.chart text.group { font-weight: 600; }
.chart .mark { fill: #1f5f99; }
.chart .link { stroke: #1f5f99; stroke-opacity: 0.45; fill: none; }
.chart .line { stroke: #1f5f99; stroke-width: 2; fill: none; }
.chart .rule { stroke: #d3d3d3; stroke-width: 1; }
.chart .axis { stroke: #535353; stroke-width: 1; }
.chart text.on-mark { fill: #ffffff; }
@media (prefers-color-scheme: dark) {
  svg.chart { background: #16181b; }
  .chart text { fill: #ececec; }
  .chart text.muted { fill: #b4b4b4; }
  .chart .mark { fill: #8cc2f5; }
  .chart .link, .chart .line { stroke: #8cc2f5; }
  .chart .rule { stroke: #3d4146; }
  .chart .axis { stroke: #b4b4b4; }
  .chart text.on-mark { fill: #10151a; }
}
"""
_STYLED = f"<style>{STYLE}</style>"


@dataclass(slots=True)
class Drawing:
    """The marks of a picture, `width` by `height` pixels."""

    width: float
    height: float = 0
    parts: list[str] = field(default_factory=list)

    def add(self, name: str, content: str | None = None, *, hint: str | None = None, **attributes: object) -> None:
        """Add an element; `hint` is what a pointer over it shows. `_` in a name stands for `-`, `kind` for `class`."""
        written = "".join(
            f" {'class' if key == 'kind' else key.replace('_', '-')}={quoteattr(number(value))}"
            for key, value in attributes.items()
        )
        inside = (f"<title>{clean(hint)}</title>" if hint else "") + (clean(content) if content else "")
        self.parts.append(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")

    def text(self, x: float, y: float, content: str, *, hint: str | None = None, **attributes: object) -> None:
        """Write `content` with its base line at `y`."""
        self.add("text", content, hint=hint, x=x, y=y, **attributes)

    def finish(self, identifier: str, title: str, description: str) -> str:
        """Return the whole `<svg>` element: a picture with a name and a description for who cannot see it."""
        name, details = f"{identifier}-title", f"{identifier}-desc"
        size = f'width="{number(self.width)}" height="{number(self.height)}"'
        box = f'viewBox="0 0 {number(self.width)} {number(self.height)}"'
        return "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" {size} {box} '
            f'aria-labelledby="{name} {details}">',
            f'<title id="{name}">{clean(title)}</title>',
            f'<desc id="{details}">{clean(description)}</desc>',
            _STYLED,
            *self.parts,
            "</svg>",
        ])  # fmt: skip


def unstyled(svg: str) -> str:
    """Return a picture without its style sheet, for a page that has it as a file."""
    return svg.replace(_STYLED, "")


def number(value: object) -> str:
    """Return a place or a length as short as a tenth of a pixel can be written."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def clean(text: str) -> str:
    """Return text escaped for XML."""
    return escape(_NOT_IN_XML.sub("\ufffd", text))


def text_width(text: str, size: float = FONT_SIZE) -> float:
    """Return about how many pixels a text takes."""
    units = sum(0.34 if letter in _NARROW else 0.88 if letter in _WIDE else 0.64 if letter.isupper() else 0.56
                for letter in text)  # fmt: skip
    return units * size


def shorten(text: str, room: float, size: float = FONT_SIZE) -> str:
    """Return the text, cut at a word and ended by an ellipsis when it is wider than `room` pixels."""
    if text_width(text, size) <= room:
        return text
    kept = ""
    for letter in text:
        if text_width(kept + letter + "…", size) > room:
            break
        kept += letter
    at_word = kept.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > len(kept) / 2 else kept).rstrip(" ,;:") + "…"


def wrap(text: str, room: float, lines: int, size: float = FONT_SIZE) -> list[str]:
    """Return the text in at most `lines` lines of `room` pixels, the last one cut if need be."""
    done: list[str] = []
    words = text.split()
    while words and len(done) < lines - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= room:
            line += f" {words.pop(0)}"
        done.append(shorten(line, room, size))
    if words:
        done.append(shorten(" ".join(words), room, size))
    return done or [""]
