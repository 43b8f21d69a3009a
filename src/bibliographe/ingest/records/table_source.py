"""What a column of sources holds, where one cell says all: `Archimag, n° 368, octobre 2023, p. 13-20`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.records.dublin_core_source import standing_in
from bibliographe.model.entry import Issue

if TYPE_CHECKING:
    from bibliographe.ingest.records.dublin_core_source import Standing
    from bibliographe.ingest.records.fields import Fields
    from bibliographe.ingest.records.kinds import Kind
    from bibliographe.model.dates import DateStatement

_BESIDE = ("volume", "issue", "pages", "first-page", "host", "website")


def standing_told(fields: Fields, kind: Kind) -> Standing | None:
    """Use and return the periodical, issue and pages that one cell tells, None where other cells tell them."""
    if kind.container in (None, "website") or any(name in fields for name in _BESIDE):
        return None
    said = fields.named("periodical")
    found = standing_in(said[0].value) if len(said) == 1 else None
    if found:
        fields.use(said)
    return found


def finer(date: DateStatement | None, told: DateStatement | None) -> DateStatement | None:
    """Return a date, or the one that a cell of sources tells where there is none, or where it says more of the same."""
    if date and told and date.edtf and told.edtf and told.edtf.startswith(date.edtf):
        return told
    return date or told


def issue_told(told: Standing, date: DateStatement | None) -> Issue | None:
    """Return the issue that a cell of sources tells, None where it tells none."""
    return Issue(told.number, told.volume, date, title=told.name) if told.number or told.volume else None
