"""Counting the rows of an answer while the engine writes it: it gives its bytes away, and keeps the rows to itself.

Sources: SPARQL 1.1 Query Results JSON, XML, CSV and TSV Formats: what parts two rows in each.
"""

from __future__ import annotations

from typing import BinaryIO, cast

_ENDS = {
    "application/sparql-results+json": b'}},{"',
    "application/sparql-results+xml": b"<result>",
    "text/tab-separated-values": b"\n",
}
"""What each row has once, and no text in it can have: quotes and signs of texts are escaped."""
_FIRST = {"application/sparql-results+json": 1, "text/tab-separated-values": -1, "text/csv": -1}
"""What the first row has not, or the line of names has that is no row."""
_CSV, _LINE, _QUOTE = "text/csv", b"\r\n", b'"'


class TooManyRowsError(Exception):
    """An answer has more rows than it may have, of which this is the number."""


class RowCounter:
    """Passes bytes on and counts the rows in them; those in which nothing is bound are not counted in JSON."""

    def __init__(self, out: object, media_type: str, most: int) -> None:
        self._out = cast("BinaryIO", out)
        self._end = _ENDS.get(media_type)
        self._is_csv = media_type == _CSV
        self._most = most
        self._rows = _FIRST.get(media_type, 0)
        self._before = b""
        self._quoted = False

    def write(self, data: bytes) -> int:
        """Take some bytes; raises `TooManyRowsError` when there are more rows than there may be."""
        if self._is_csv:
            self._rows += self._lines(self._before + data)
        elif self._end:
            self._rows += (self._before + data).count(self._end)
            self._before = (self._before + data)[-(len(self._end) - 1) :] if len(self._end) > 1 else b""
        if self._rows > self._most:
            raise TooManyRowsError(self._most)
        return self._out.write(data)

    def flush(self) -> None:
        """Pass it on."""
        self._out.flush()

    def _lines(self, data: bytes) -> int:
        """Count the ends of lines that are not between quotes."""
        found = 0
        for place, piece in enumerate(data.split(_QUOTE)):
            if place:
                self._quoted = not self._quoted
            if not self._quoted:
                found += piece.count(_LINE)
        # An end of line may be cut in two.
        self._before = data[-1:] if data.endswith(b"\r") else b""
        return found
