"""Numbers and dates as the store writes them, so that an export says the same whether it reads the store or a file."""

from __future__ import annotations

import re

from pyoxigraph import Quad, Store

from bibliographe.graph.lines import line_of, statements_of

_XSD = '"^^<http://www.w3.org/2001/XMLSchema#'
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
_KEPT = re.compile(
    rf'"(?:(?:0|-?[1-9]\d{{0,17}}){re.escape(_XSD)}integer|[1-9]\d{{3}}{re.escape(_XSD)}gYear'
    rf"|[1-9]\d{{3}}-\d\d{re.escape(_XSD)}gYearMonth|[1-9]\d{{3}}-\d\d-\d\d{re.escape(_XSD)}date"
    rf"|[1-9]\d{{3}}-\d\d-\d\dT{_TIME}Z?{re.escape(_XSD)}dateTime)> \.\n"
)
"""The end of a line whose value the store keeps as it is; it would make `3` of `03`."""


def as_stored(line: str) -> str:
    """Return a canonical line with its value as the store gives it back."""
    start = line.find(_XSD)
    if start < 0 or _KEPT.fullmatch(line, line.rindex(' "', 0, start + 1) + 1):
        return line
    scratch = Store()
    scratch.extend(Quad(*statement) for statement in statements_of([line]))
    return "".join(line_of(quad.triple) for quad in scratch)
