"""Titles, editions and media."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.records.marc.record import said_by
from bibliographe.ingest.records.marc.values import tidy

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.draft import Bare, Draft
    from bibliographe.ingest.records.marc.record import MarcField, Subfields
    from bibliographe.ingest.records.marc.tables import Mapping

_BEFORE = {"a": " ; ", "d": " = ", "e": " : ", "h": ". ", "i": ". ", "b": " : ", "n": ". ", "p": ". "}
"""What ISBD puts before each part of a title."""
_ANNOUNCED = {":": " : ", "=": " = ", ";": " ; ", ",": ", "}
"""What MARC 21 writes at the end of one subfield for the next one."""


def unimarc_title(draft: Draft, field: MarcField, row: Mapping) -> str | None:
    """Read 200: the parts in their order, parted as ISBD does."""
    return _title(draft, field, row.subfields, announced=False)


def marc21_title(draft: Draft, field: MarcField, row: Mapping) -> str | None:
    """Read 245: the parts in their order, parted by what stands at their ends."""
    return _title(draft, field, row.subfields, announced=True)


def _title(draft: Draft, field: MarcField, codes: str, *, announced: bool) -> str | None:
    if draft.title is not None:
        return ""
    title, before, last = "", "", ""
    for code, value in field.subfields:
        if announced and code == "h":
            before = _ANNOUNCED.get(value.rstrip()[-1:], before)
        if code not in codes:
            continue
        said = draft.bare(value)
        if not said:
            continue
        numbered = code in "ip" and last in "hn" and last != ""
        title += (before or (", " if numbered else _BEFORE[code])) + said if title else said
        before = _ANNOUNCED.get(value.rstrip()[-1:], "") if announced else ""
        last = code
    draft.title = title or None
    return None


def medium(draft: Draft, field: MarcField, row: Mapping) -> str | None:
    """Read a general material designation, without its brackets."""
    for code, value in field.all(row.subfields):
        draft.put("medium", draft.bare(draft.bare(value).strip("[]")), field, code, value)
    return None


def joined(draft: Draft, field: MarcField, row: Mapping) -> str | None:
    """Join the subfields of a statement by the argument."""
    said = _joined(field.subfields, row.subfields, row.argument, draft.bare)
    if said:
        draft.put(row.property, said, field, row.subfields[:1])
    return None


@lru_cache(maxsize=10_000)
def _joined(subfields: Subfields, codes: str, between: str, bare: Bare) -> str:
    return tidy(between.join([bare(value) for _, value in said_by(subfields, codes)]))


TRANSFORMS = {one.__name__: one for one in (unimarc_title, marc21_title, medium, joined)}
