"""The report as one JSON document."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from bibliographe.validate.formats.rows import rows, totals

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.validate.results import Report


def write(report: Report, language: Language) -> str:
    """Return counts and one object a result; both languages are there whatever `language` is."""
    counts: dict[str, int] = asdict(report.counts)
    counts.update((str(severity), count) for severity, count in report.by_severity.items())
    document = {
        "name": report.name,
        "conforms": not report.results,
        "counts": counts,
        "totals": totals(report),
        "results": rows(report),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
