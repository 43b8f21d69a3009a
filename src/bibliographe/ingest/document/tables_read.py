"""Bibliographies printed as tables: each row becomes the lines of an entry, named by the table's head."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.document.blocks import Block, Line
from bibliographe.ingest.document.fields import field_named
from bibliographe.ingest.document.runs import Run, Runs, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TABLE_HEAD = "th"
"""The marker of the row that names a table's columns."""
_PAGES = re.compile(r"(?P<before>.*?),\s*(?P<pages>pp?\.\s?\d.*)")
_COUNTS = ("PERIODICAL", "PUBLISHER", "DATE", "ADDRESS", "PEOPLE")


def told_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Return `blocks` with the rows of tables of references as lines of entries; other tables stay as they are."""
    columns: list[str | None] = []
    for block in blocks:
        if block.kind != "row":
            columns = []
            yield block
        elif block.marker == TABLE_HEAD:
            columns = [field_named(text_of(cell)) for cell in _cells(block)]
            if "TITLE" not in columns or not set(columns) & set(_COUNTS):
                columns = []
            yield block if columns else replace(block, marker="")
        elif columns:
            yield from _entry(block, columns)
        else:
            yield block


def _cells(block: Block) -> list[Runs]:
    """Return the runs of each cell of a row."""
    cells: list[list[Run]] = [[]]
    for run in block.lines[0].runs if block.lines else ():
        parts = run.text.split("\t")
        for number, part in enumerate(parts):
            if number:
                cells.append([])
            if part:
                cells[-1].append(replace(run, text=part))
    return [tuple(cell) for cell in cells]


def _entry(block: Block, columns: Sequence[str | None]) -> Iterator[Block]:
    """Return the lines that a row makes: title, people, citation, link, comment."""
    cells: dict[str, Runs] = {}
    others: list[Runs] = []
    for name, runs in zip(columns, _cells(block), strict=False):
        if text_of(runs) and (name is None or name in cells or name == "COMMENT"):
            others.append(runs)
        elif text_of(runs) and name:
            cells[name] = runs
    title = tuple(replace(run, styles=run.styles | {"bold"}) for run in cells.get("TITLE", ()))
    citation = _citation({name: text_of(runs) for name, runs in cells.items()})
    lines: list[Runs] = [title, cells.get("PEOPLE", ()), (Run(citation),) if citation else (), *others]
    for runs in lines:
        if text_of(runs):
            yield Block("paragraph", block.span, (Line(runs, block.span),), quote=block.quote)


def _citation(cells: dict[str, str]) -> str:
    """Return the citation line that the cells of a row make."""
    imprint = " : ".join(filter(None, (cells.get("PLACE"), cells.get("PUBLISHER"))))
    issue = cells.get("ISSUE", "")
    pages = cells.get("PAGES", "")
    source = _PAGES.fullmatch(cells.get("PERIODICAL", ""))
    parts = [
        source["before"] if source else cells.get("PERIODICAL", ""),
        imprint,
        f"n° {issue}" if issue[:1].isdigit() else issue,
        cells.get("DATE", ""),
        f"{pages} p." if pages.isdigit() else pages,
        source["pages"] if source else "",
    ]
    said = ", ".join(part for part in parts if part)
    if "ACCESSED" in cells:
        accessed = f"consulté le {cells['ACCESSED']}"
        said = f"{cells.get('ADDRESS', said)} ({accessed})" if "ADDRESS" in cells else f"{said}, {accessed}"
    elif "ADDRESS" in cells and not said:
        said = cells["ADDRESS"]
    return said
