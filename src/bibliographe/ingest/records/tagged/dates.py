"""Dates that stand in two fields: a day or a month, and its year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.ingest.records.fields import Fields

_YEAR = re.compile(r"\b\d{4}\b")


def with_year(said: str, fields: Fields, *years: str) -> str:
    """Return a date with the year that a field of the record tells, unless it has one."""
    if _YEAR.search(said):
        return said
    found = next((year[0] for field in fields.named(*years) if (year := _YEAR.search(field.value))), None)
    return f"{said} {found}" if found else said
