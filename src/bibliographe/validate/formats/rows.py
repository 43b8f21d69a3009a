"""Results as rows of plain values, for the forms that programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.validate.formats.words import relative
from bibliographe.validate.results import local_name

if TYPE_CHECKING:
    from bibliographe.validate.results import Report, Result

COLUMNS = (
    "severity", "constraint", "message_fr", "message_en", "advice_fr", "advice_en", "kind", "number", "title",
    "focus", "path", "value", "component", "shape", "file", "line", "source", "first_line", "last_line", "quotation",
)  # fmt: skip


def rows(report: Report) -> list[dict[str, str | int | None]]:
    """Return one row a result, with the keys of `COLUMNS`."""
    return [_row(result) for result in report.results]


def totals(report: Report) -> dict[str, object]:
    """Return how many results are shown of how many that were found, in all and of each constraint."""
    return {
        "shown": len(report.results),
        "found": report.found,
        "constraints": {
            group.constraint: {"shown": len(group.results), "found": group.total} for group in report.groups()
        },
    }


def shape_of(result: Result) -> str:
    """Return the address of the shape that is broken, or what it is called where it has none."""
    shape = str(result.finding.shape)
    return shape if ":" in shape else result.called or shape


def _row(result: Result) -> dict[str, str | int | None]:
    finding, place, quotation = result.finding, result.place, result.quotation
    values: tuple[str | int | None, ...] = (
        result.severity, result.constraint, result.message.fr, result.message.en, result.advice.fr, result.advice.en,
        result.subject.kind.en, result.subject.number or None, result.subject.title, str(finding.focus),
        str(finding.path) if finding.path is not None else None,
        str(finding.value) if finding.value is not None else None,
        local_name(finding.component), shape_of(result),
        relative(place.file).as_posix() if place else None, place.line if place else None,
        quotation.source if quotation else None, quotation.first if quotation else None,
        quotation.last if quotation else None, quotation.text if quotation else None,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))
