"""Spreadsheets saved as text: CSV with commas, semicolons or tabs, a line of headings first.

Source: RFC 4180, and what spreadsheets make of it where a comma parts decimals.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING

from bibliographe.ingest.records.columns import fields_of, is_head
from bibliographe.ingest.records.languages import with_languages
from bibliographe.ingest.source import SIZE_LIMIT
from bibliographe.model.entry import Furniture, Reading, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.table import TableRow
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

_SIGNS = (",", ";", "\t", "|")
_LONGEST_HEAD = 20_000
_DEEPEST_HEAD = 40
"""Lines among which that of headings is looked for."""
_SAID_SIGN = re.compile(r"sep=.", re.IGNORECASE)
"""What tells Excel the sign that parts columns, in a line above them."""
csv.field_size_limit(SIZE_LIMIT)  # of the whole process: a cell may be as long as a file


class CsvReader:
    """Reads CSV."""

    extensions = (".csv", ".tsv")

    def recognises(self, source: Source) -> float:
        """Return how surely a text is a table: by its line of headings."""
        first = _first_line(source)
        if len(first) > _LONGEST_HEAD:
            return 0.0
        number, head = _head_of(source)
        if not is_head(head):
            return 0.4 if source.extension in self.extensions and len(_head(first)) > 1 else 0.0
        above = [line for line in source.lines[: number - 1] if line.strip()]
        is_whole = all(_SAID_SIGN.fullmatch(line) or len(_head(line)) == len(head) for line in above)
        return 0.9 if source.extension in self.extensions or is_whole else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield the topics that the table names, and an entry for each row; one without a title is a reject."""
        yield from with_languages(row.item for row in self.rows(source))

    def rows(self, source: Source) -> Iterator[TableRow]:
        """Yield the same, with the cells of each row."""
        return table_rows(source)

    def heads(self, source: Source) -> Iterator[list[str]]:
        """Yield the row of headings and the first one behind it."""
        head, _ = _head_of(source)
        rows = _rows(source, _sign(source.lines[head - 1]))
        yield from islice((row for row, span in rows if span.last >= head), 2)


def _first_line(source: Source) -> str:
    return next((line for line in source.lines if line.strip()), "")


def _head(first: str) -> list[str]:
    return next(csv.reader([first], delimiter=_sign(first)), [])


def _head_of(source: Source) -> tuple[int, list[str]]:
    """Return the number of the line of headings, and these: titles may stand above it, or what parts columns (`sep=;`).

    Where no line names columns, it is the first one.
    """
    said = [(number, line) for number, line in enumerate(source.lines[:_DEEPEST_HEAD], start=1) if line.strip()]
    for number, line in said:
        head = _head(line) if len(line) <= _LONGEST_HEAD else []
        if is_head(head) or "title" in (fields_of(head, source.mapping) if source.mapping else ()):
            return number, head
    return (said[0][0], _head(said[0][1])) if said else (1, [])


def _sign(line: str) -> str:
    """Return the sign that parts columns: the one that most often stands outside of quotation marks."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_SIGNS, key=bare.count)


def _rows(source: Source, sign: str) -> Iterator[tuple[list[str], Span]]:
    reader = csv.reader(io.StringIO(source.text, newline=""), delimiter=sign)
    begins = 1
    for row in reader:
        if any(map(str.strip, row)):
            yield row, Span(begins, reader.line_num)
        begins = reader.line_num + 1


def table_rows(source: Source) -> Iterator[TableRow]:
    """Yield the rows of a table: its head, the topics when they are first named, entries and rejects."""
    # What reads rows takes its time to load, and any text is asked whether it is a table.
    from bibliographe.ingest.records.table import Table, TableRow

    head, _ = _head_of(source)
    rows = _rows(source, _sign(source.lines[head - 1]))
    for headings, span in rows:
        if span.last >= head:
            yield from Table(source.mapping).rows(headings, span, rows)
            return
        above = Furniture(Reading("head", span, ", ".join(filter(None, headings))))
        yield TableRow(above, {})
