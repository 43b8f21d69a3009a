"""One row a result, for a spreadsheet (RFC 4180)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from bibliographe.validate.formats.rows import COLUMNS, rows

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.validate.results import Report

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(report: Report, language: Language) -> str:
    """Return a header line and one line a result; both languages are there whatever `language` is."""
    stream = io.StringIO()
    table = csv.DictWriter(stream, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    table.writerows({key: _inert(value) for key, value in row.items()} for row in rows(report))
    return stream.getvalue()


def _inert(value: str | int | None) -> str | int | None:
    """Keep a spreadsheet from taking text of the data for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
