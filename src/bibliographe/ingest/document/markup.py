"""Markdown to blocks, with markdown-it's parser.

Plain text goes the same way: what it draws with characters (underlines, bullets, rules) is what Markdown was made from.
Source: CommonMark 0.31, <https://spec.commonmark.org/0.31.2/>.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from bibliographe.ingest.document.blocks import Block, Line
from bibliographe.ingest.document.inline import InlineReader
from bibliographe.ingest.document.leftovers import without_leftovers
from bibliographe.ingest.document.mending import mended, parted_at_headers, rejoined
from bibliographe.ingest.document.reference_numbers import itemised
from bibliographe.ingest.document.runs import Run, trimmed
from bibliographe.ingest.document.tables_read import TABLE_HEAD
from bibliographe.model.entry import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence
    from typing import Any

    from markdown_it.token import Token

DEEPEST = 40
"""Lists and quotations nested deeper than this are left to be listed as not understood."""
LONGEST_INLINE = 12_000
"""Characters of one paragraph beyond which its emphasis is not looked at."""
_ODD_SPACES = {ord("\f"): " ", ord("\v"): " ", ord("\u2028"): " ", ord("\u2029"): " ", ord("\x85"): " "}
_SHORT_UNDERLINE = 3
_FIRST_CELL = 2
"""Position of the first cell's text among the tokens of its row."""
_GLUED_HEADING = re.compile(r"^(#{2,6})(?=[^\s#\d])", re.MULTILINE)
"""`##Titre`, which CommonMark takes for text and those who write it for a heading."""


@cache
def _parser() -> MarkdownIt:
    """Return a parser without what a bibliography does not mean: code, raw HTML blocks, links made from bare text.

    Each paragraph's inline markup is read apart, so that no single one can cost too much.
    """
    parser = MarkdownIt("commonmark", {"html": True, "linkify": False, "typographer": False, "maxNesting": DEEPEST})
    parser.enable("table")
    parser.disable(["code", "fence", "html_block", "backticks", "inline"])
    return parser


def read_blocks(text: str) -> list[Block]:
    """Return the blocks of `text` in order; blank lines, and lines without content, are in none of them."""
    text = _GLUED_HEADING.sub(r"\1 ", without_leftovers(text.translate(_ODD_SPACES)))
    whole = mended(list(_BlockReader(text).read()), text.split("\n"))
    return list(itemised(list(rejoined(list(parted_at_headers(list(whole)))))))


class _BlockReader:
    """Walks the parser's tokens, remembering which lists and quotations are open."""

    def __init__(self, text: str) -> None:
        self._environment: MutableMapping[str, Any] = {}
        self._tokens = _parser().parse(text, self._environment)
        self._source = text.split("\n")
        self._lists: list[str] = []
        self._quotes = 0
        self._marker = ""

    def read(self) -> Iterator[Block]:
        tokens = self._tokens
        for index, token in enumerate(tokens):
            if token.type == "hr" and token.map:
                yield Block("rule", Span(token.map[0] + 1, token.map[0] + 1), quote=self._quotes)
            elif token.type == "tr_open" and token.map:
                yield self._row(index, token.map[0] + 1)
            elif token.type == "inline" and token.map and tokens[index - 1].type != "th_open":
                if tokens[index - 1].type == "heading_open":
                    yield from self._heading(token, tokens[index - 1])
                elif tokens[index - 1].type == "paragraph_open":
                    yield self._paragraph(token)
            else:
                self._track(token)

    def _track(self, token: Token) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(kind)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._marker = f"{token.info}{token.markup}"
        elif kind == "list_item_close":
            self._marker = ""
        elif kind == "blockquote_open":
            self._quotes += 1
        elif kind == "blockquote_close":
            self._quotes -= 1

    def _lines(self, token: Token) -> tuple[Line, ...]:
        assert token.map is not None  # noqa: S101 - an inline token of a block always knows its lines
        first, last = token.map[0] + 1, token.map[1]
        if len(token.content) > LONGEST_INLINE:
            texts = token.content.split("\n")
            pairs = ((trimmed((Run(text),)), min(first + number, last)) for number, text in enumerate(texts))
            return tuple(Line(runs, Span(number, number)) for runs, number in pairs if runs)
        children: list[Token] = []
        parser = _parser()
        parser.inline.parse(token.content, parser, self._environment, children)
        return InlineReader(first, last).read(children)

    def _paragraph(self, token: Token) -> Block:
        lines = self._lines(token)
        marker, self._marker = self._marker, ""
        return Block(
            "item" if self._lists else "paragraph",
            _span(token),
            lines,
            depth=len(self._lists),
            quote=self._quotes,
            marker=marker,
        )

    def _heading(self, token: Token, opening: Token) -> Iterator[Block]:
        level, lines = int(opening.tag[1:]), self._lines(token)
        marker, self._marker = self._marker, ""
        block = Block("heading", _span(token), lines, level, len(self._lists), self._quotes, marker)
        if not opening.map or opening.markup.startswith("#"):
            yield block
            return
        underline = opening.map[1]
        drawn = len(self._source[underline - 1].strip(" \t>"))
        # `---` under a paragraph was meant as a rule, unless it is as long as a line that it can underline.
        meant = opening.markup == "=" or (len(lines) == 1 and drawn > _SHORT_UNDERLINE)
        if meant and len(lines) == 1:
            yield replace(block, span=Span(block.span.first, underline), underlined=True)
            return
        yield replace(block, kind="item" if self._lists else "paragraph", level=0)
        yield Block("rule", Span(underline, underline), quote=self._quotes)

    def _row(self, index: int, number: int) -> Block:
        cells: list[Run] = []
        inside = list(_until(self._tokens, index, "tr_close"))
        for position, token in enumerate(inside):
            if token.type == "inline":
                if position > _FIRST_CELL:
                    cells.append(Run("\t"))
                for line in self._lines(token):
                    cells.extend(line.runs)
        head = TABLE_HEAD if any(token.type == "th_open" for token in inside) else ""
        line = Line(tuple(cells), Span(number, number))
        return Block("row", line.span, (line,), quote=self._quotes, marker=head)


def _span(token: Token) -> Span:
    assert token.map is not None  # noqa: S101 - as above
    return Span(token.map[0] + 1, max(token.map[0] + 1, token.map[1]))


def _until(tokens: Sequence[Token], index: int, kind: str) -> Iterator[Token]:
    while index < len(tokens) and tokens[index].type != kind:
        yield tokens[index]
        index += 1
