"""Workbooks of Excel: values and not formulas, dates as ISO writes them, the addresses that cells lead to.

Source: ECMA-376 part 1, 18 (SpreadsheetML).
"""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bibliographe.ingest.records.sheet_reader import SheetReader
from bibliographe.ingest.records.sheets import MOST_COLUMNS, MOST_ROWS, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.ingest.conversion.packages import Package
    from bibliographe.ingest.source import Source

_WORKBOOK = "xl/workbook.xml"
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class XlsxReader(SheetReader):
    """Reads XLSX."""

    format = "XLSX"
    extensions = (".xlsx", ".xlsm")

    def recognises(self, source: Source) -> float:
        """Return how surely bytes are a workbook: a package that holds one."""
        if not source.data.startswith(b"PK\x03\x04"):
            return 0.0
        from bibliographe.ingest.conversion.packages import names_in

        names = names_in(source.data)
        if names:
            return 0.95 if any(name.startswith("xl/workbook") for name in names) else 0.0
        return 0.9 if _WORKBOOK.encode() in source.data or source.extension in self.extensions else 0.0

    def sheets(self, source: Source, most: int | None = None) -> list[Sheet]:
        """Return the sheets of a workbook, `most` rows of each; those of charts hold no rows.

        Raises `SourceError` when it is damaged, protected by a password or too large.
        """
        from openpyxl import load_workbook

        from bibliographe.ingest.conversion.packages import Package, damaged
        from bibliographe.ingest.conversion.refusals import refuse
        from bibliographe.ingest.records.xlsx_cells import LARGEST_SHEET

        refuse(source)
        package = Package(source, "XLSX")
        package.vet(r".*\.(?:xml|rels)", LARGEST_SHEET)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what a sheet holds besides cells
                book = load_workbook(BytesIO(package.source.data), read_only=True, data_only=True, keep_links=False)
                return [_sheet(one, package, most) for one in book.worksheets]
        except _TooLargeError as error:
            raise package.too_large() from error
        except Exception as error:  # openpyxl raises whatever a damaged workbook makes of it
            raise damaged(package.source, "XLSX") from error


class _TooLargeError(Exception):
    """More rows than any bibliography has."""


def _sheet(found: Any, package: Package, most: int | None) -> Sheet:
    from openpyxl.cell.read_only import EMPTY_CELL

    from bibliographe.ingest.records.xlsx_cells import marks_of

    found.reset_dimensions()
    rows: list[list[str]] = []
    for number, row in enumerate(found.iter_rows(max_col=MOST_COLUMNS, max_row=most), start=1):
        if number > MOST_ROWS:
            raise _TooLargeError
        rows.append(_cells(cell for cell in row if cell is not EMPTY_CELL))
    sheet = Sheet(found.title, rows, found.sheet_state != "visible")
    if most is None:
        marks = marks_of(package, found._worksheet_path)
        sheet.links.update(marks.links)
        for (at, column), formula in marks.uncalculated.items():
            if at < len(rows) and column < MOST_COLUMNS:
                rows[at] += [""] * (column + 1 - len(rows[at]))
                rows[at][column] = str(formula)
    while rows and not any(rows[-1]):
        rows.pop()
    return sheet


def _cells(found: Iterable[Any]) -> list[str]:
    """Return what the cells of a row say, in their columns, without empty ones behind the last that is filled."""
    cells: list[str] = []
    for cell in found:
        said = _said(cell.value, cell.number_format or "")
        if said:
            cells += [""] * (cell.column - 1 - len(cells))
            cells.append(said)
    return cells


def _said(value: object, form: str) -> str:
    """Return a cell's value as people read it."""
    if isinstance(value, datetime | date):
        return _date(value, _QUOTED.sub("", form).lower())
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value)


def _date(value: date, form: str) -> str:
    """Return a date as exact as its format shows it: `yyyy` shows a year."""
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.isoformat(" ", "minutes")
    if "y" in form and "d" not in form:
        return f"{value:%Y-%m}" if "m" in form else f"{value:%Y}"
    return f"{value:%Y-%m-%d}"
