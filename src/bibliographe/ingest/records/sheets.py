"""Spreadsheets as lines of text: a row is a line, its cells are parted by tabs, and each table is found under its head.

What a title row above the headings says is told; rows of hidden sheets are told, and no entries.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.columns import fields_of, is_head
from bibliographe.ingest.records.formulas import UNCALCULATED, calculated
from bibliographe.ingest.records.table import Table, TableRow
from bibliographe.ingest.records.table_row import LINE_SIGN
from bibliographe.model.entry import Furniture, Reading, Reject, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bibliographe.ingest.source import Source

MOST_ROWS = 200_000
MOST_COLUMNS = 400
DEEPEST_HEAD = 40
"""Rows above the headings, at most."""
_BEGINS, _HIDDEN = "\f=== ", "\f=== … "
"""What stands before the name of a sheet on a line of its own; a cell holds no form feed."""
_LINK = "Lien"
_PARTED = frozenset({"author", "editor", "translator", "keyword", "url"})
"""Fields of which lines inside a cell are several values."""
_NOT_SHOWN = Text("feuille masquée, qui n'est pas lue", "a hidden sheet, which is not read")
_SHOW = Text(
    "affichez-la dans le classeur si ses lignes sont des notices", "show it in the workbook if its rows are entries"
)
_NO_HEAD = Text("feuille sans ligne d'intitulés de colonnes", "a sheet without a line of headings of columns")
_NAME_THEM = Text(
    "nommez les colonnes (« Titre », « Auteurs », « Date »…), ou donnez un fichier de correspondance avec --mapping",
    "name the columns ('Title', 'Authors', 'Date'…), or give a mapping file with --mapping",
)


@dataclass(slots=True)
class Sheet:
    """One sheet: its rows from the first on, empty ones too, and the addresses that cells lead to by row and column."""

    name: str
    rows: list[list[str]]
    hidden: bool = False
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    """By the position of the row and of the column, from 0."""


def text_of(sheets: Sequence[Sheet], mapping: Mapping[str, str] | None) -> str:
    """Return sheets as text; they are named where there are several, or a hidden one."""
    named = len(sheets) > 1 or any(sheet.hidden for sheet in sheets)
    lines: list[str] = []
    for sheet in sheets:
        if named:
            lines.append(f"{_HIDDEN if sheet.hidden else _BEGINS}{_flat(sheet.name, None)} ===")
        lines += _lines(sheet, mapping)
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines(sheet: Sheet, mapping: Mapping[str, str] | None) -> Iterator[str]:
    head = _head_of(sheet.rows, mapping)
    known = fields_of(sheet.rows[head], mapping) if head is not None else []
    width = len(sheet.rows[head]) if head is not None else 0
    beside = head is not None and any(_stands_beside(at, known) for at in sheet.links if at[0] > head)
    for number, row in enumerate(sheet.rows):
        cells = [_flat(cell, known[at] if at < len(known) else None) for at, cell in enumerate(row)]
        own: list[str] = []
        for (_, column), url in (
            sorted(one for one in sheet.links.items() if one[0][0] == number) if sheet.links else ()
        ):
            said = cells[column] if column < len(cells) else ""
            is_formula = said.startswith(UNCALCULATED)
            if url in said and not is_formula:
                continue
            if head is not None and number > head and _stands_beside((number, column), known):
                own.append(url)
            elif column < len(cells):
                cells[column] = url if is_formula else f"{said} {url}".strip()
        if beside and head is not None and number >= head:
            cells += [""] * (width - len(cells))
            cells.insert(width, _LINK if number == head else " ; ".join(own))
        yield "\t".join(cells).rstrip("\t")


def _stands_beside(at: tuple[int, int], known: Sequence[str | None]) -> bool:
    """Tell whether the address that a cell leads to is not what its column holds."""
    return at[1] >= len(known) or known[at[1]] != "url"


def _flat(cell: str, known: str | None) -> str:
    if cell.startswith(UNCALCULATED):
        return UNCALCULATED + " ".join(cell.split())
    if known == "contents":
        return LINE_SIGN.join(line.rstrip() for line in cell.splitlines() if line.strip())
    between = " ; " if known in _PARTED else " "
    parts = (" ".join(line.split()) for line in cell.replace("\v", "\n").splitlines())
    return between.join(part for part in parts if part)


def _head_of(rows: Sequence[Sequence[str]], mapping: Mapping[str, str] | None) -> int | None:
    """Return the position of the row of headings, None where there is none: with a mapping, the one that it names."""
    found = [number for number, row in enumerate(rows[:DEEPEST_HEAD]) if any(row)]
    for number in found:
        said = fields_of(rows[number], mapping)
        if is_head(rows[number]) or (mapping and "title" in said and sum(map(bool, rows[number])) > 1):
            return number
    return next((number for number in found if "title" in fields_of(rows[number], mapping)), None)


def sheet_rows(source: Source) -> Iterator[TableRow]:
    """Yield the rows of a converted spreadsheet, sheet by sheet."""
    table = Table(source.mapping)
    numbered = [(number, line) for number, line in enumerate(source.lines, start=1)]
    name: tuple[int, str] | None = None
    for is_name, group in groupby(numbered, key=lambda one: one[1].startswith(_BEGINS)):
        lines = list(group)
        if is_name:
            for number, line in lines:
                yield TableRow(Furniture(Reading("head", Span(number, number), line.strip("\f= "))), {})
            name = lines[-1]
        elif name is not None and name[1].startswith(_HIDDEN):
            yield from _not_shown([one for one in lines if one[1].strip()])
        else:
            yield from _sheet(lines, table, source.mapping)


def _sheet(lines: Sequence[tuple[int, str]], table: Table, mapping: Mapping[str, str] | None) -> Iterator[TableRow]:
    rows = [(line.split("\t"), Span(number, number)) for number, line in lines if line.strip()]
    if not rows:
        return
    head = _head_of([cells for cells, _ in rows], mapping)
    if head is None:
        yield TableRow(Reject(Span(rows[0][1].first, rows[-1][1].last), _said(rows), _NO_HEAD, _NAME_THEM), {})
        return
    for cells, span in rows[:head]:
        yield TableRow(Furniture(Reading("head", span, _said([(cells, span)]))), {})
    yield from calculated(table, *rows[head], rows[head + 1 :])


def _not_shown(lines: Sequence[tuple[int, str]]) -> Iterator[TableRow]:
    if lines:
        rows = [(line.split("\t"), Span(number, number)) for number, line in lines]
        yield TableRow(Reject(Span(lines[0][0], lines[-1][0]), _said(rows), _NOT_SHOWN, _SHOW), {})


def _said(rows: Iterable[tuple[list[str], Span]]) -> str:
    return "\n".join(", ".join(filter(None, cells)) for cells, _ in rows).replace(UNCALCULATED, "")
