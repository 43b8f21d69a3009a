"""What a column of sources holds, where one cell says all: `Archimag, n° 368, octobre 2023, p. 13-20`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.records.dates import date_said
from bibliographe.ingest.records.dublin_core_source import Standing, standing_in
from bibliographe.ingest.records.parts import pages_said
from bibliographe.model.entry import Issue, Periodical

if TYPE_CHECKING:
    from bibliographe.ingest.records.fields import Fields
    from bibliographe.ingest.records.kinds import Kind
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import PeriodicalKind

_NLM = re.compile(
    r"(?P<date>\d{4}[^;:.]*)(?:;(?P<volume>[^:(;.]*)(?:\((?P<number>[^)]*)\))?(?::(?P<pages>[^.;]*))?)?\.\s*(?P<rest>.*)"
)
"""What PubMed writes behind the journal: `2021 Dec 21;1(2):10-11. doi: 10.1000/182.`"""
_BESIDE = ("volume", "issue", "pages", "first-page", "host", "website")


def standing_told(fields: Fields, kind: Kind) -> Standing | None:
    """Use and return the periodical, issue and pages that one cell tells, None where other cells tell them."""
    if kind.container in (None, "website") or any(name in fields for name in _BESIDE):
        return None
    said = fields.named("periodical")
    if len(said) != 1:
        return None
    found = _cited(fields, said[0].value, kind.container) or standing_in(said[0].value)
    if found:
        fields.use(said)
    return found


def _cited(fields: Fields, journal: str, container: PeriodicalKind) -> Standing | None:
    """Use and return what PubMed's column of citations says behind the journal that stands in another column."""
    for field in fields.named("Citation"):
        found = _NLM.fullmatch(field.value.removeprefix(f"{journal}. "))
        if found and found["volume"]:
            fields.use([field])
            if found["rest"]:
                fields.leave(field.name, found["rest"])
            periodical = Periodical(journal, container)
            return Standing(
                periodical, found["number"], found["volume"], None, date_said(found["date"]), pages_said(found["pages"])
            )
    return None


def finer(date: DateStatement | None, told: DateStatement | None) -> DateStatement | None:
    """Return a date, or the one that a cell of sources tells where there is none, or where it says more of the same."""
    if date and told and date.edtf and told.edtf and told.edtf.startswith(date.edtf):
        return told
    return date or told


def issue_told(told: Standing, date: DateStatement | None) -> Issue | None:
    """Return the issue that a cell of sources tells, None where it tells none."""
    return Issue(told.number, told.volume, date, title=told.name) if told.number or told.volume else None
