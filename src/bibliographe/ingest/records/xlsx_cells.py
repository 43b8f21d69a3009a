"""What a sheet of Excel says of its cells besides their values: addresses that they lead to, formulas without a result.

Source: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.40 (f), 18.3.1.47 (hyperlink), 18.3.1.96 (v).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from bibliographe.ingest.conversion.packages import child, local
from bibliographe.ingest.records.formulas import Formula

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibliographe.ingest.conversion.packages import Package

LARGEST_SHEET = 160 * 1024 * 1024
_LINK_FORMULA = re.compile(r'\s*HYPERLINK\s*\(\s*"([^"]*)"', re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_TEXT = "str"
"""The type of a cell whose formula gives a text, which may be empty."""


@dataclass(slots=True)
class Marks:
    """What is said of cells, by their row and column from 0."""

    links: dict[tuple[int, int], str] = field(default_factory=dict)
    """Addresses that they lead to; these are not opened."""
    uncalculated: dict[tuple[int, int], Formula] = field(default_factory=dict)
    """Formulas that the program that wrote the workbook did not calculate."""


def marks_of(package: Package, path: str) -> Marks:
    """Return what the sheet at a path of a workbook says of its cells."""
    folder, _, name = path.rpartition("/")
    related = f"{folder}/_rels/{name}.rels"
    targets = {one.get("Id"): one.get("Target") or "" for one in package.xml(related)} if related in package else {}
    marks = Marks()
    nodes = etree.iterparse(
        BytesIO(package.read(path, LARGEST_SHEET)),
        tag=("{*}hyperlink", "{*}row"),
        no_network=True,
        resolve_entities=False,
    )
    for _, node in nodes:
        if local(node) == "row":
            _note_formulas(node, marks)
            node.clear()
        else:
            _note_link(node, targets, marks)
    return marks


def _note_formulas(row: etree._Element, marks: Marks) -> None:
    for formula in row.iter("{*}f"):
        cell = formula.getparent()
        reference = cell.get("r") if cell is not None else None
        if cell is None or not reference:
            continue
        number, column = coordinate_to_tuple(reference)
        at = (number - 1, column - 1)
        link = _LINK_FORMULA.match(formula.text or "")
        if link and _ADDRESS.match(link[1]):
            marks.links[at] = link[1]
        value = child(cell, "v")
        if (value is None or not value.text) and (value is None or cell.get("t") != _TEXT):
            marks.uncalculated[at] = Formula(reference, formula.text or "")


def _note_link(node: etree._Element, targets: Mapping[str | None, str], marks: Marks) -> None:
    key = next((value for name, value in node.attrib.items() if str(name).endswith("}id")), None)
    target = targets.get(str(key), "")
    left, top, _, _ = range_boundaries(node.get("ref") or "A1")
    if left and top and _ADDRESS.match(target):
        marks.links[top - 1, left - 1] = target
