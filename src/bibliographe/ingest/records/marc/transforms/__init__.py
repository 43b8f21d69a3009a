"""What the rows of the tables do with a field: one function for each name of the column `transform`.

A transform notes what a field says, and returns the codes of the subfields that it used, None for all that
its row has. Codes that no row used are unread.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bibliographe.ingest.records.marc.meaning import Listener
    from bibliographe.ingest.records.marc.record import MarcField
    from bibliographe.ingest.records.marc.tables import Mapping as Row

    Transform = Callable[[Listener, MarcField, Row], str | None]

_MODULES = ("codes", "hosts", "identifiers", "notes", "people", "publication", "subjects", "titles")


@cache
def transforms() -> Mapping[str, Transform]:
    """Return the transforms by their names: those of the functions, with hyphens."""
    return {
        name.replace("_", "-"): function
        for module in _MODULES
        for name, function in import_module(f"{__name__}.{module}").TRANSFORMS.items()
    }
