"""The table as a workbook: every cell is text, so that a spreadsheet changes no number and no date.

Source: ECMA-376 part 1, 18 (SpreadsheetML).
"""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from bibliographe.errors import ExportError
from bibliographe.export.records.held import UNHELD, held
from bibliographe.export.records.table import COLUMNS, CsvWriter, cells_of, headings, language_of
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.losses import Losses
    from bibliographe.export.records.writing import Job

_LONGEST = 32_767
"""Characters of a cell, in Excel."""
_MOST_ROWS = 1_048_575
_WIDTHS = {"entry": 12, "title": 60, "author": 30, "topic": 30, "abstract": 40, "contents": 40, "url": 30}
_EPOCH = datetime(1980, 1, 1)
_TOO_LONG = Text("une case ne tient pas plus de 32 767 caractères", "a cell holds no more than 32,767 characters")


class XlsxWriter:
    """Writes one sheet: a line of headings that stays in view, and a row for each entry."""

    carries = CsvWriter.carries

    def write(self, entries: Iterable[Catalogued], stream: BinaryIO, job: Job) -> None:
        """Write a workbook, whose bytes depend on the entries alone.

        Raises `ExportError` where there are more entries than a sheet has rows.
        """
        from openpyxl import Workbook  # slow to import

        book = Workbook(write_only=True)
        book.properties.created = book.properties.modified = _EPOCH
        book.properties.creator = ""
        language = language_of(job)
        sheet = book.create_sheet("Notices" if language == "fr" else "Entries")
        sheet.freeze_panes = "C2"
        for letter, field in zip(_letters(), COLUMNS, strict=False):
            sheet.column_dimensions[letter].width = _WIDTHS.get(field, 16)
        sheet.append(_bold(sheet, headings(language)))
        cells = _Cells(sheet)
        for number, catalogued in enumerate(entries, start=1):
            if number > _MOST_ROWS:
                raise ExportError(
                    Text(
                        "une feuille n'a pas assez de lignes pour ce catalogue",
                        "a sheet has too few rows for this catalogue",
                    ),
                    remedy=Text("exportez en CSV", "export CSV"),
                )
            said = cells_of(catalogued, language, job.losses)
            sheet.append(cells.row(_fitting(field, cell, job.losses) for field, cell in said.items()))
        sheet.auto_filter.ref = f"A1:{list(_letters())[len(COLUMNS) - 1]}1"
        packed = BytesIO()
        book.save(packed)
        _without_dates(packed, stream)


def _letters() -> Iterator[str]:
    from openpyxl.utils import get_column_letter

    return (get_column_letter(number) for number in range(1, len(COLUMNS) + 1))


def _bold(sheet: WriteOnlyWorksheet, texts: Iterable[str]) -> Iterator[Cell]:
    from openpyxl.styles import Font

    for text in texts:
        cell = _cell(sheet)
        cell.value = text
        cell.font = Font(bold=True)
        yield cell


class _Cells:
    """Makes the cells of a sheet that is written as it is made: two of them, each filled again and again."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        """Make a cell for one line of text, and one for several."""
        from openpyxl.styles import Alignment

        self._line, self._lines = _cell(sheet), _cell(sheet)
        self._lines.alignment = Alignment(wrap_text=True, vertical="top")

    def row(self, texts: Iterable[str]) -> Iterator[Cell]:
        """Yield a cell for each text, to be written before the next one is asked for."""
        for text in texts:
            cell = self._lines if "\n" in text else self._line
            cell.value = text
            cell.data_type = "s"  # what begins as a formula is none
            yield cell


def _cell(sheet: WriteOnlyWorksheet) -> Cell:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    cell.number_format = "@"
    return cell


def _fitting(field: str, cell: str, losses: Losses) -> str:
    """Return what a cell can hold of a text: no control characters, and not too many."""
    if cell.isprintable() and "  " not in cell and len(cell) <= _LONGEST:
        return cell
    text = "\n".join(_indented(line) for line in cell.split("\n")) if field == "contents" else held(cell)[0]
    if any(held(line)[1] for line in cell.split("\n")):
        losses.lose(field, cell, UNHELD)
    if len(text) > _LONGEST:
        losses.lose(field, text[_LONGEST:], _TOO_LONG)
    return text[:_LONGEST]


def _indented(line: str) -> str:
    """Return a line of a table of contents, whose level the blanks before it tell."""
    return " " * (len(line) - len(line.lstrip(" "))) + held(line)[0]


def _without_dates(packed: BytesIO, stream: BinaryIO) -> None:
    """Write a package again with the same date on each of its files."""
    with zipfile.ZipFile(packed) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for one in given.infolist():
            data = given.read(one)
            if one.filename == "docProps/core.xml":
                data = _undated(data)
            entry = zipfile.ZipInfo(one.filename, _EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, data)


def _undated(core: bytes) -> bytes:
    """Return a package's properties with the date of none, since openpyxl tells when it wrote them."""
    return re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", core)
