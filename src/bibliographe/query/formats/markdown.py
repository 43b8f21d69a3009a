"""A Markdown table (GitHub's), with the question above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.query.view import Cell, make_view

if TYPE_CHECKING:
    from bibliographe.query.reply import Reply

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#])")


def write(reply: Reply) -> str:
    """Return the title, the summary and the table."""
    view = make_view(reply)
    header, language = reply.question.header, reply.language
    lines = [f"## {_escape(header.title(language))}", ""]
    if header.summary(language):
        lines += [_escape(header.summary(language)), ""]
    figures = [bool(view.rows) and all(row[place].number for row in view.rows) for place in range(len(view.names))]
    lines.append(_line([_escape(heading) for heading in view.headings]))
    lines.append(_line(["---:" if figure else "---" for figure in figures]))
    lines += [_line([_cell(cell) for cell in row]) for row in view.rows]
    return "\n".join(lines) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\r", "").replace("\n", "<br>")


def _cell(cell: Cell) -> str:
    text = _escape(cell.text)
    return f"[{text}](<{cell.link}>)" if cell.link and text else text
