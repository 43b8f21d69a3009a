"""Which files given to `bibliographe import` are tables that `export` wrote: those with the addresses of entries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from bibliographe.errors import BibliographeError, SourceError
from bibliographe.i18n import Text
from bibliographe.ingest.reader import Converter
from bibliographe.ingest.records.columns import fields_of
from bibliographe.ingest.registry import load_reader, recognise
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bibliographe.ingest.records.table import TableRow

COLUMN = "entry"
"""The field of the column that holds the addresses of entries."""
_MISREAD = "\u00ef\u00bb\u00bf"
"""The mark of UTF-8 as Windows-1252 has it: who opened the table took it for that, and every accent is two signs."""


@runtime_checkable
class TableReader(Protocol):
    """A reader of tables that gives the cells of each row."""

    def heads(self, source: Source) -> Iterator[list[str]]:
        """Yield the rows among which the headings are, and some behind, of a source that was not converted."""
        ...

    def rows(self, source: Source) -> Iterator[TableRow]:
        """Yield what the rows are read as, and their cells."""
        ...


class ExportedTable(NamedTuple):
    """A table with addresses of entries."""

    source: Source
    rows: list[TableRow]


def opened_table(path: Path, reader: str | None, base: str) -> ExportedTable | None:
    """Return a table with addresses of entries in a column for them; None for any other file.

    Only the first rows are looked at where there is no such column; one that is called otherwise is known by the
    addresses in it, which begin with the catalogue's `base`. A file that cannot be read is none: whoever reads it next
    says why. Raises `SourceError` for a table that a program took for one in another encoding.
    """
    try:
        source = Source.from_path(path)
        found = load_reader(reader) if reader else recognise(source)
        if not isinstance(found, TableReader):
            return None
        heads = list(found.heads(source))
    except BibliographeError:
        return None
    if not any(COLUMN in fields_of(row) for row in heads):
        heading = _heading_of_addresses(heads, f"{base}id/entry/")
        if heading is None:
            return None
        if heading.startswith(_MISREAD):
            raise _misread(path)
        source = replace(source, mapping={**(source.mapping or {}), heading: COLUMN})
    try:
        source = found.convert(source) if isinstance(found, Converter) else source
        rows = [row for row in found.rows(source) if isinstance(row.item, Entry | Reject)]
    except BibliographeError:
        return None
    return ExportedTable(source, rows) if any(row.cells.get(COLUMN) for row in rows) else None


def _heading_of_addresses(rows: Sequence[Sequence[str]], start: str) -> str | None:
    """Return what the column of the addresses of entries is called, None where there is none."""
    head = next((number for number, row in enumerate(rows) if "title" in fields_of(row)), None)
    if head is None:
        return None
    for column, heading in enumerate(rows[head]):
        cells = [row[column] for row in rows[head + 1 :] if column < len(row) and row[column]]
        if heading.strip() and cells and all(cell.startswith(start) for cell in cells):
            return heading
    return None


def _misread(path: Path) -> SourceError:
    return SourceError(
        Text(
            "ce tableau a été ouvert dans un mauvais encodage, puis enregistré : ses accents sont abîmés",
            "this table was opened in the wrong encoding and saved: its accents are damaged",
        ),
        file=path,
        remedy=Text(
            "ouvrez de nouveau le fichier exporté en choisissant « Unicode (UTF-8) », ou exportez en xlsx",
            "open the exported file again and choose 'Unicode (UTF-8)', or export xlsx",
        ),
    )
