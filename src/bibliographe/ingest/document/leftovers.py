"""What converters leave in a text besides Markdown: pandoc's attributes and superscripts, the indents of a page.

Every line stays the line that it was, so that a place in the result is a place in the source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ATTRIBUTE = r"(?:[.#][^\s{}]+|[\w-]+=\"[^\"\n]*\")"
_ATTRIBUTES = re.compile(rf"\{{{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*\}}")
_SPAN = re.compile(r"\[((?:[^\[\]\n]|\n(?!\n))*)\]" + _ATTRIBUTES.pattern)
_IMAGE = re.compile(r"(!\[[^\[\]\n]*\]\([^()\n]*\))" + _ATTRIBUTES.pattern)
_HEADING = re.compile(r"^(#{1,6}[ \t].*?)[ \t]*" + _ATTRIBUTES.pattern + r"[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKS = {
    "**": re.compile(r"(?<![\\*])\*\*(?!\*)"),
    "__": re.compile(r"(?<![\\_\w])__(?!_)|(?<![\\_])__(?![\w_])|(?<=\s)__(?=\w)"),
    "*": re.compile(r"(?<![\\*])\*(?!\*)"),
}
_ITALIC_SIGN = re.compile(r"(?<=\w\*\*)\*([^\w\s*]{1,3})\*(?=\s|$)")
"""A comma in italics after a bold word, `**Metz***,*`, which Markdown cannot read."""
_STAR_BULLET = re.compile(r"\s*(?:[-+>]\s+|\d{1,3}[.)]\s+)*\*\s+")
_RAISED = re.compile(r"(?<=[\dIVXLC])\^(ers?|re|e|è|ème|nde?|o|os|°)\^")
_INDENT = re.compile(r"^[ \t]{3,}(?=\S)")
_BULLET = re.compile(r"\s*(?:[-*+•–—]|\d{1,3}[.)])\s")
_MOSTLY = 0.5
_ENOUGH = 12


def without_leftovers(text: str) -> str:
    """Return `text` as Markdown alone, line for line."""
    if "<!--" in text:
        text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    if "]{" in text or "){" in text or " {" in text:
        text = _HEADING.sub(r"\1", _IMAGE.sub(r"\1", _SPAN.sub(r"\1", text)))
    if "^" in text:
        text = _RAISED.sub(r"\1", text)
    if "*" in text or "__" in text:
        text = "\n".join(_closed_up(line) if "*" in line or "__" in line else line for line in text.split("\n"))
    return _without_layout(text)


def comment_lines(lines: Sequence[str]) -> set[int]:
    """Return the numbers (from 1) of the lines that hold nothing but a comment that a converter left."""
    text = "\n".join(lines)
    if "<!--" not in text:
        return set()
    blanked = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text).split("\n")
    return {number for number, line in enumerate(blanked, start=1) if not line.strip()}


def _closed_up(line: str) -> str:
    """Put the spaces that a word processor made bold or italic outside of the marks: `**Titre **, 2021`.

    Markdown knows no mark that ends after a space or begins before one.
    """
    bullet = _STAR_BULLET.match(line)
    start = bullet.end() if bullet else 0
    head, rest = line[:start], line[start:]
    rest = _ITALIC_SIGN.sub(r"\1", rest)
    for mark, sign in _MARKS.items():
        if mark in rest:
            rest = _with_marks_closed_up(rest, mark, sign)
    return head + rest


def _with_marks_closed_up(line: str, mark: str, sign: re.Pattern[str]) -> str:
    pieces = sign.split(line)
    if len(pieces) % 2 == 0:
        return line
    for index in range(1, len(pieces), 2):
        inside = pieces[index]
        bare = inside.strip(" \t\u00a0")
        before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        if not bare or not (before or after) or (before and after and mark == "*"):
            pieces[index] = f"{mark}{inside}{mark}"
        else:
            pieces[index] = f"{before}{mark}{bare}{mark}{after}"
    return "".join(pieces)


def _without_layout(text: str) -> str:
    """Take the indents away where they are those of a page, centred and in columns, and no lists in lists."""
    lines = text.split("\n")
    starts = [line for before, line in zip(["", *lines], lines, strict=False) if line.strip() and not before.strip()]
    indented = [line for line in starts if _INDENT.match(line) and not _BULLET.match(line)]
    if len(indented) < _ENOUGH or len(indented) < _MOSTLY * len(starts):
        return text
    return "\n".join(line.lstrip(" \t") for line in lines)
