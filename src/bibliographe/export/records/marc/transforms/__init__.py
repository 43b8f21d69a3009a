"""What the rows of the tables write: one function for each name of the column `transform`.

A transform is given the entry and its row, and yields the fields that it makes of them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bibliographe.export.records.marc.described import Described
    from bibliographe.export.records.marc.record import MarcField
    from bibliographe.export.records.marc.tables import Row

    Transform = Callable[[Described, Row], Iterable[MarcField]]

_MODULES = ("codes", "hosts", "identifiers", "notes", "people", "publication", "subjects", "titles")


@cache
def transforms() -> Mapping[str, Transform]:
    """Return the transforms by their names: those of the functions, with hyphens."""
    return {
        function.__name__.replace("_", "-"): function
        for module in _MODULES
        for function in import_module(f"{__name__}.{module}").TRANSFORMS
    }
