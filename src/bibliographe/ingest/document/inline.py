"""Inline markup to lines of runs: emphasis, links, line breaks, the few HTML tags that conversions leave behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.document.blocks import Line
from bibliographe.ingest.document.runs import Run, trimmed
from bibliographe.model.entry import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_TAG = re.compile(r"<(/?)\s*([a-zA-Z][a-zA-Z0-9]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_STYLE_OF_TAG = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic"}
_SILENT_TAGS = frozenset(
    {"abbr", "big", "center", "code", "div", "font", "ins", "li", "mark", "ol", "p", "q", "s", "small", "span", "sub"}
    | {"sup", "u", "ul", "del", "nobr", "wbr"}
)
_MARKDOWN_STYLE = {"strong_open": "bold", "em_open": "italic"}
_MARKDOWN_CLOSE = {"strong_close": "bold", "em_close": "italic"}


class InlineReader:
    """Turns the children of one inline token into the lines that the source printed."""

    def __init__(self, first: int, last: int) -> None:
        """Start at source line `first`; no line goes beyond `last`."""
        self._number = first
        self._last = last
        self._starts = first
        self._runs: list[Run] = []
        self._lines: list[Line] = []
        self._open: list[str] = []
        self._urls: list[str | None] = []

    def read(self, children: Sequence[Token]) -> tuple[Line, ...]:
        """Return the lines, the last of which ends where the block ends."""
        for token in children:
            self._take(token)
        self._break(0)
        if self._lines:
            last = self._lines[-1]
            self._lines[-1] = Line(last.runs, Span(last.span.first, max(last.span.first, self._last)))
        return tuple(self._lines)

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind in ("softbreak", "hardbreak"):
            self._break(1)
        elif kind in _MARKDOWN_STYLE:
            self._open.append(_MARKDOWN_STYLE[kind])
        elif kind in _MARKDOWN_CLOSE:
            self._close(_MARKDOWN_CLOSE[kind])
        elif kind == "link_open":
            self._enter_link(str(token.attrGet("href") or ""))
        elif kind == "link_close":
            self._leave_link()
        elif kind == "image":
            self._add(token.content, "image")
        elif kind == "html_inline":
            self._tag(token.content)
        else:
            self._add(token.content)

    def _tag(self, content: str) -> None:
        match = _TAG.fullmatch(content.strip())
        name = match[2].lower() if match else ""
        if name == "br":
            self._break(0)
        elif match and name == "a" and not match[1]:
            href = _HREF.search(match[3])
            self._enter_link(next((part for part in href.groups() if part is not None), "") if href else "")
        elif match and name == "a":
            self._leave_link()
        elif match and name in _STYLE_OF_TAG:
            self._close(_STYLE_OF_TAG[name]) if match[1] else self._open.append(_STYLE_OF_TAG[name])
        elif name not in _SILENT_TAGS and not content.startswith("<!--"):
            self._add(content.replace("\n", " "))
        self._number = min(self._last, self._number + content.count("\n"))

    def _enter_link(self, url: str) -> None:
        self._open.append("link")
        self._urls.append(url)

    def _leave_link(self) -> None:
        self._close("link")
        if self._urls:
            self._urls.pop()

    def _close(self, style: str) -> None:
        if style in self._open:
            self._open.reverse()
            self._open.remove(style)
            self._open.reverse()

    def _add(self, text: str, *styles: str) -> None:
        if text:
            self._runs.append(Run(text, frozenset((*self._open, *styles)), self._urls[-1] if self._urls else None))

    def _break(self, advance: int) -> None:
        runs = trimmed(self._runs)
        if runs:
            self._lines.append(Line(runs, Span(self._starts, self._number)))
        self._number = min(self._last, self._number + advance)
        if runs or not self._lines:
            self._starts = self._number
        self._runs = []
