"""A table at the terminal, or as aligned text in a pipe."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.query.view import View, make_view

if TYPE_CHECKING:
    from rich.console import Console

    from bibliographe.query.reply import Reply

_NOTHING = Text("Aucune réponse.", "No answer.")
_COUNT = (Text("{count} ligne", "{count} row"), Text("{count} lignes", "{count} rows"))
_CONTROL = {number: "\ufffd" for number in (*range(0x20), *range(0x7F, 0xA0)) if chr(number) not in "\t\n"}


def write(reply: Reply) -> str:
    """Return the rows as aligned text: a heading, a rule, a line each; a line end in a cell becomes ` / `."""
    view = make_view(reply)
    if not view.rows:
        return _NOTHING(reply.language) + "\n"
    cells = [list(view.headings)] + [[_flat(cell.text) for cell in row] for row in view.rows]
    widths = [max(_width(row[place]) for row in cells) for place in range(len(view.headings))]
    right = [False] * len(widths) if not view.rows else _figures(view)
    lines = [_line(row, widths, right) for row in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def show(reply: Reply, console: Console) -> None:
    """Print the rows on a terminal, folded to its width, with the question's title above and their count below."""
    from rich.style import Style
    from rich.table import Table
    from rich.text import Text as RichText

    view = make_view(reply)
    language = reply.language
    if not view.rows:
        console.print(_NOTHING(language))
        return
    table = Table(title=RichText(reply.question.header.title(language)), title_justify="left", header_style="bold")
    for heading, figure in zip(view.headings, _figures(view), strict=True):
        table.add_column(RichText(heading), justify="right" if figure else "left", overflow="fold")
    for row in view.rows:
        table.add_row(*(
            RichText(_safe(cell.text), style=Style(link=cell.link)) for cell in row
        ))  # fmt: skip
    console.print(table)
    console.print(_COUNT[len(view.rows) > 1].format(count=len(view.rows))(language), style="dim")


def _figures(view: View) -> list[bool]:
    return [
        all(row[place].number or not row[place].text for row in view.rows)
        and any(row[place].number for row in view.rows)
        for place in range(len(view.headings))
    ]


def _safe(text: str) -> str:
    """Take out what would move the terminal's cursor or change its colours."""
    return text.translate(_CONTROL)


def _flat(text: str) -> str:
    return _safe(" / ".join(line.strip() for line in text.splitlines()).replace("\t", " "))


def _width(text: str) -> int:
    """Return how many columns a text takes: none for a combining mark, two for a wide character."""
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def _line(row: list[str], widths: list[int], right: list[bool]) -> str:
    parts = []
    for text, width, to_the_right in zip(row, widths, right, strict=True):
        room = " " * (width - _width(text))
        parts.append(room + text if to_the_right else text + room)
    return "  ".join(parts).rstrip()
