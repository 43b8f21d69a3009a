"""Cells of which a workbook holds how they are calculated and no result: told with the row that they stand in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.i18n import Text
from bibliographe.model.entry import Doubt, Entry, Reject, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.records.table import Table, TableRow
    from bibliographe.model.entry import Item, Span

UNCALCULATED = "\f"
"""What stands before a formula in the text of a workbook: no cell holds a form feed."""
_SAVE_IT = Text(
    "ouvrez le classeur dans un tableur (Excel, LibreOffice), enregistrez-le, et importez-le à nouveau",
    "open the workbook in a spreadsheet program (Excel, LibreOffice), save it, and import it again",
)


class Formula(NamedTuple):
    """A cell of which the workbook holds how it is calculated, and no result."""

    at: str
    """Where it stands, as spreadsheets say it: `C12`."""
    text: str

    def __str__(self) -> str:
        """Return it as a cell of the text of a workbook, in which it is told from what other cells say."""
        return f"{UNCALCULATED}{self.at} ={self.text}"


def calculated(
    table: Table, headings: list[str], span: Span, rows: Sequence[tuple[list[str], Span]]
) -> Iterator[TableRow]:
    """Yield the rows of a table; of those with formulas that have no result, it is told which, and the rest is read."""
    found = {place: said for cells, place in rows if (said := _formulas(headings, cells))}
    plain = ((["" if cell.startswith(UNCALCULATED) else cell for cell in cells], place) for cells, place in rows)
    for row in table.rows([heading.removeprefix(UNCALCULATED) for heading in headings], span, plain):
        item = row.item
        formulas = found.get(item.span, []) if isinstance(item, Entry | Reject) else []
        yield row._replace(item=_told(item, formulas)) if formulas else row


def _told(item: Item, formulas: Sequence[tuple[str, Formula]]) -> Item:
    """Return what a row is read as, with its formulas: in doubt, or rejected for the first of them too."""
    if not isinstance(item, Entry | Reject):
        return item
    lines = [item.text, *(f"{heading}: ={formula.text}" for heading, formula in formulas)]
    text = "\n".join(filter(None, lines))
    if isinstance(item, Entry):
        doubts = tuple(Doubt("record", _reason(formula)) for _, formula in formulas)
        unread = tuple(Unread(heading, f"={formula.text}", item.span) for heading, formula in formulas)
        readings = tuple(reading._replace(text=text) for reading in item.readings)
        return replace(item, text=text, readings=readings, doubts=item.doubts + doubts, unread=item.unread + unread)
    more = _reason(formulas[0][1])
    return Reject(item.span, text, Text(f"{item.reason.fr} ; {more.fr}", f"{item.reason.en}; {more.en}"), _SAVE_IT)


def _formulas(headings: Sequence[str], cells: Sequence[str]) -> list[tuple[str, Formula]]:
    """Return the formulas of a row that have no result, each with what its column is called."""
    found = []
    for number, cell in enumerate(cells):
        if cell.startswith(UNCALCULATED):
            at, _, text = cell.removeprefix(UNCALCULATED).partition(" =")
            found.append((headings[number] if number < len(headings) else at, Formula(at, text)))
    return found


def _reason(formula: Formula) -> Text:
    return Text(
        f"la cellule {formula.at} est une formule sans résultat enregistré (ouvrez le classeur dans un tableur et "
        "enregistrez-le)",
        f"the cell {formula.at} is a formula without a saved result (open the workbook in a spreadsheet program and "
        "save it)",
    )
