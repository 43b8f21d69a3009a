"""The chart that a question's header names, as an SVG picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.query.charts import draw

if TYPE_CHECKING:
    from bibliographe.query.reply import Reply


def write(reply: Reply) -> str:
    """Return the picture as a file; raises `QueryError` when the header names no chart, or the answer has no rows."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{draw(reply)}\n'
