"""SPARQL 1.1 Query Results TSV, <https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv>: terms as Turtle writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.query.answer import Rows
from bibliographe.query.formats import unfit
from bibliographe.query.terms import XSD_INTEGER, Literal

if TYPE_CHECKING:
    from bibliographe.query.reply import Reply
    from bibliographe.query.terms import Term

_PLAIN_INTEGER = re.compile(r"[+-]?[0-9]+")


def write(reply: Reply) -> str:
    """Return the rows, one a line."""
    if not isinstance(reply.answer, Rows):
        raise unfit("TSV", reply, "ttl" if reply.form != "ASK" else "json")
    lines = ["\t".join(f"?{name}" for name in reply.answer.columns)]
    lines += ["\t".join(_value(term) for term in row) for row in reply.answer.rows]
    return "\n".join(lines) + "\n"


def _value(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal) and term.datatype == XSD_INTEGER and _PLAIN_INTEGER.fullmatch(term.value):
        return term.value
    return term.turtle()
