"""What converters leave in a text besides Markdown: pandoc's attributes and superscripts, the indents of a page.

Every line stays the line that it was, so that a place in the result is a place in the source.
"""

from __future__ import annotations

import re

_ATTRIBUTES = re.compile(r"\{(?:[.#][\w-]+|[\w-]+=\"[^\"\n]*\")(?:\s+(?:[.#][\w-]+|[\w-]+=\"[^\"\n]*\"))*\}")
_SPAN = re.compile(r"\[((?:[^\[\]\n]|\n(?!\n))*)\]" + _ATTRIBUTES.pattern)
_IMAGE = re.compile(r"(!\[[^\[\]\n]*\]\([^()\n]*\))" + _ATTRIBUTES.pattern)
_HEADING = re.compile(r"^(#{1,6}\s.*?)\s*" + _ATTRIBUTES.pattern + r"\s*$", re.MULTILINE)
_RAISED = re.compile(r"(?<=[\dIVXLC])\^(ers?|re|e|è|ème|nde?|o|os|°)\^")
_INDENT = re.compile(r"^[ \t]{3,}(?=\S)")
_BULLET = re.compile(r"\s*(?:[-*+•–—]|\d{1,3}[.)])\s")
_MOSTLY = 0.5
_ENOUGH = 12


def without_leftovers(text: str) -> str:
    """Return `text` as Markdown alone, line for line."""
    if "]{" in text or "){" in text or " {" in text:
        text = _HEADING.sub(r"\1", _IMAGE.sub(r"\1", _SPAN.sub(r"\1", text)))
    if "^" in text:
        text = _RAISED.sub(r"\1", text)
    return _without_layout(text)


def _without_layout(text: str) -> str:
    """Take the indents away where they are those of a page, centred and in columns, and no lists in lists."""
    lines = text.split("\n")
    starts = [line for before, line in zip(["", *lines], lines, strict=False) if line.strip() and not before.strip()]
    indented = [line for line in starts if _INDENT.match(line) and not _BULLET.match(line)]
    if len(indented) < _ENOUGH or len(indented) < _MOSTLY * len(starts):
        return text
    return "\n".join(line.lstrip(" \t") for line in lines)
