"""Files of answers for people: a table that a spreadsheet opens without running what data says."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.serve.sparql.answered import Answered

_FORMULA = re.compile(r"[=@\t\r]|[+-](?![0-9][0-9.,]*$)")
_ROWS = 500


def without_formulas(answered: Answered) -> Iterator[bytes]:
    """Yield a CSV answer in pieces, an apostrophe before what a spreadsheet would take for a formula."""
    with answered.content as content:
        content.seek(0)
        rows = csv.reader(io.TextIOWrapper(content, "utf-8", newline=""))
        held = io.StringIO()
        writer = csv.writer(held)
        for number, row in enumerate(rows, start=1):
            writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row])
            if number % _ROWS == 0:
                yield held.getvalue().encode()
                held.seek(0)
                held.truncate()
        yield held.getvalue().encode()
