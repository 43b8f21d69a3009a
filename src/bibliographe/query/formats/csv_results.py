"""SPARQL 1.1 Query Results CSV, <https://www.w3.org/TR/sparql11-results-csv-tsv/#csv>: values without their types."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from bibliographe.query.answer import Rows
from bibliographe.query.formats import unfit
from bibliographe.query.terms import BlankNode

if TYPE_CHECKING:
    from bibliographe.query.reply import Reply
    from bibliographe.query.terms import Term


def write(reply: Reply) -> str:
    """Return the rows, lines ended by CRLF as RFC 4180 says; the values are exact, formulas included."""
    if not isinstance(reply.answer, Rows):
        raise unfit("CSV", reply, "ttl" if reply.form != "ASK" else "json")
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(reply.answer.columns)
    for row in reply.answer.rows:
        writer.writerow([_value(term) for term in row])
    return stream.getvalue()


def _value(term: Term | None) -> str:
    if term is None:
        return ""
    return term.turtle() if isinstance(term, BlankNode) else term.value
