"""Dates: what was printed, what it means, and what to sort by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bibliographe.model.unguarded import unguarded

SortableType = Literal["gYear", "gYearMonth", "date"]
_FIRST = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_LAST_MONTH = 12


@unguarded
@dataclass(frozen=True, slots=True)
class DateStatement:
    """A date as printed (`verbatim`) and as EDTF (`edtf`, None when undated or not understood).

    Source of the notation: EDTF, ISO 8601-2:2019, <https://www.loc.gov/standards/datetime/>.
    """

    verbatim: str
    edtf: str | None = None

    @property
    def sortable(self) -> tuple[str, SortableType] | None:
        """Return the earliest date that `edtf` names and its XML Schema type, or None.

        Seasons and quarters (EDTF months 21 to 41) are sorted by their year.
        """
        match = _FIRST.match((self.edtf or "").lstrip("["))
        if match is None:
            return None
        year, month, day = match.groups()
        if month is None or int(month) > _LAST_MONTH:
            return year, "gYear"
        if day is None:
            return f"{year}-{month}", "gYearMonth"
        return f"{year}-{month}-{day}", "date"


def is_within(exact: str, rough: str) -> bool:
    """Tell whether an EDTF date is a more precise one than another: `2024-06` and `2024-05/2024-08` are within `2024`.

    Only plain years, months and days are asked about as the rough one.
    """
    if not _FIRST.fullmatch(rough) or exact == rough:
        return False
    bounds = exact.split("/")
    return all(bound == rough or bound.startswith(f"{rough}-") for bound in bounds)
