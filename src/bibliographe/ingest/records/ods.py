"""Spreadsheets of OpenDocument: ODS. Source: OpenDocument 1.3 part 3, 9 (tables), 19.385 (`office:value-type`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.records.formulas import Formula
from bibliographe.ingest.records.sheet_reader import SheetReader
from bibliographe.ingest.records.sheets import MOST_COLUMNS, MOST_ROWS, Sheet

if TYPE_CHECKING:
    from lxml import etree

    from bibliographe.ingest.source import Source

_MOST_REPEATED = 1_000
"""Times that a row with something in it may stand; empty rows stand a million times at the end of a sheet."""


class OdsReader(SheetReader):
    """Reads ODS."""

    format = "ODS"
    extensions = (".ods", ".ots", ".fods")

    def recognises(self, source: Source) -> float:
        """Return how surely bytes are a spreadsheet: by the media type at their beginning."""
        from bibliographe.ingest.conversion.odf_files import is_opendocument

        return 0.95 if is_opendocument(source, "spreadsheet") else 0.0

    def sheets(self, source: Source, most: int | None = None) -> list[Sheet]:
        """Return the sheets of a spreadsheet, about `most` rows of each.

        Raises `SourceError` when it is damaged, protected by a password or too large.
        """
        return _sheets(source, MOST_ROWS if most is None else most)


def _sheets(source: Source, most: int) -> list[Sheet]:
    from bibliographe.ingest.conversion.odf_files import roots_of
    from bibliographe.ingest.conversion.packages import attribute, child, too_large

    content = roots_of(source, "ODS")[0]
    hidden = {
        attribute(style, "name")
        for style in content.iter("{*}style")
        if attribute(child(style, "table-properties"), "display") == "false"
    }
    sheets = []
    for table in content.iter("{*}table"):
        sheet = Sheet(attribute(table, "name") or "", [], attribute(table, "style-name") in hidden)
        for row in table.iter("{*}table-row"):
            cells = _cells(row, sheet)
            for _ in range(_repeated(row, "number-rows-repeated", _MOST_REPEATED)):
                sheet.rows.append(cells)
            if len(sheet.rows) > MOST_ROWS:
                raise too_large(source)
            if len(sheet.rows) > most:
                break
        while sheet.rows and not any(sheet.rows[-1]):
            sheet.rows.pop()
        sheets.append(sheet)
    return sheets


def _cells(row: etree._Element, sheet: Sheet) -> list[str]:
    from bibliographe.ingest.conversion.packages import attribute

    cells: list[str] = []
    for cell in row.iter("{*}table-cell", "{*}covered-table-cell"):
        said, formula = _said(cell), attribute(cell, "formula")
        if not said and formula and not attribute(cell, "value-type"):
            said = _uncalculated(formula, len(sheet.rows), len(cells))
        for link in cell.iter("{*}a"):
            url = attribute(link, "href") or ""
            if url.startswith(("http://", "https://", "ftp://")) and len(cells) < MOST_COLUMNS:
                sheet.links[len(sheet.rows), len(cells)] = url
        cells += [said] * _repeated(cell, "number-columns-repeated", MOST_COLUMNS - len(cells))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _said(cell: etree._Element) -> str:
    from bibliographe.ingest.conversion.packages import attribute, local

    if attribute(cell, "value-type") == "date":
        return (attribute(cell, "date-value") or "").removesuffix("T00:00:00").replace("T", " ")
    lines = ["".join(map(str, one.itertext())) for one in cell if local(one) == "p"]
    if attribute(cell, "value-type") == "float" and not any(lines):
        return (attribute(cell, "value") or "").removesuffix(".0")
    return "\n".join(lines)


def _uncalculated(formula: str, row: int, column: int) -> str:
    """Return a formula without a result, and where it stands."""
    from openpyxl.utils.cell import get_column_letter

    return str(Formula(f"{get_column_letter(column + 1)}{row + 1}", formula.partition("=")[2]))


def _repeated(node: etree._Element, name: str, most: int) -> int:
    from bibliographe.ingest.conversion.packages import attribute

    said = attribute(node, name) or "1"
    return max(0, min(int(said) if said.isdigit() and len(said) < 10 else 1, most))
