"""Workbooks of Excel: values and not formulas, dates as ISO writes them, the addresses that cells lead to.

Source: ECMA-376 part 1, 18 (SpreadsheetML).
"""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bibliographe.ingest.records.languages import with_languages
from bibliographe.ingest.records.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, sheet_rows, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.conversion.packages import Package
    from bibliographe.ingest.records.table import TableRow
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

_WORKBOOK = "xl/workbook.xml"
_LARGEST_SHEET = 160 * 1024 * 1024
_LINK_FORMULA = re.compile(r'\s*HYPERLINK\s*\(\s*"([^"]*)"', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class XlsxReader:
    """Reads XLSX."""

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

    def convert(self, source: Source) -> Source:
        """Return the workbook as text, a line for each row.

        Raises `SourceError` when it is damaged, protected by a password, too large or empty.
        """
        from bibliographe.ingest.conversion.packages import Package
        from bibliographe.ingest.conversion.refusals import refuse
        from bibliographe.ingest.encodings import empty

        refuse(source)
        sheets = _sheets(Package(source, "XLSX"))
        if not any(cell for sheet in sheets for row in sheet.rows for cell in row):
            raise empty(source.file_name)
        return source.as_text(text_of(sheets, source.mapping), "XLSX")

    def read(self, source: Source) -> Iterator[Item]:
        """Yield what the sheets hold: topics, and an entry for each row."""
        yield from with_languages(row.item for row in self.rows(source))

    def rows(self, source: Source) -> Iterator[TableRow]:
        """Yield the same, with the cells of each row."""
        return sheet_rows(source)


def _sheets(package: Package) -> list[Sheet]:
    """Return the sheets of a workbook; those of charts hold no rows."""
    from bibliographe.ingest.conversion.packages import damaged

    package.vet(r".*\.(?:xml|rels)", _LARGEST_SHEET)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a sheet holds besides cells
            book = load_workbook(BytesIO(package.source.data), read_only=True, data_only=True, keep_links=False)
            return [_sheet(one, package) for one in book.worksheets]
    except _TooLargeError as error:
        raise package.too_large() from error
    except Exception as error:  # openpyxl raises whatever a damaged workbook makes of it
        raise damaged(package.source, "XLSX") from error


class _TooLargeError(Exception):
    """More rows than any bibliography has."""


def _sheet(found: Any, package: Package) -> Sheet:
    found.reset_dimensions()
    rows: list[list[str]] = []
    for number, row in enumerate(found.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            raise _TooLargeError
        rows.append(_filled([_said(cell.value, getattr(cell, "number_format", None) or "") for cell in row]))
    while rows and not any(rows[-1]):
        rows.pop()
    links = _links(package, found._worksheet_path)
    return Sheet(found.title, rows, found.sheet_state != "visible", links)


def _filled(cells: list[str]) -> list[str]:
    """Return a row's cells without the empty ones behind the last that is filled."""
    while cells and not cells[-1]:
        cells.pop()
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


def _links(package: Package, path: str) -> dict[tuple[int, int], str]:
    """Return the addresses that the cells of a sheet lead to, by row and column from 0; they are not opened."""
    from lxml import etree
    from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

    folder, _, name = path.rpartition("/")
    related = f"{folder}/_rels/{name}.rels"
    targets = {one.get("Id"): one.get("Target") or "" for one in package.xml(related)} if related in package else {}
    found: dict[tuple[int, int], str] = {}
    names = ("{*}hyperlink", "{*}f", "{*}row")
    cells = etree.iterparse(
        BytesIO(package.read(path, _LARGEST_SHEET)), tag=names, no_network=True, resolve_entities=False
    )
    for _, node in cells:
        tag = etree.QName(node).localname
        formula = _LINK_FORMULA.match(node.text or "") if tag == "f" else None
        if formula and node.getparent() is not None:
            row, column = coordinate_to_tuple(node.getparent().get("r") or "A1")
            found[row - 1, column - 1] = formula[1]
        elif tag == "hyperlink":
            key = next((value for name, value in node.attrib.items() if name.endswith("}id")), None)
            target = targets.get(key, "")
            left, top, _, _ = range_boundaries(node.get("ref") or "A1")
            if target and left and top:
                found[top - 1, left - 1] = target
        elif tag == "row":
            node.clear()
    return {at: url for at, url in found.items() if re.match(r"(?:https?|ftp)://", url, re.IGNORECASE)}
