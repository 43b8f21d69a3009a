"""Titles, editions and media."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.records.marc.record import said_by
from bibliographe.ingest.records.marc.values import tidy

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.meaning import Bare, Listener
    from bibliographe.ingest.records.marc.record import MarcField, Subfields
    from bibliographe.ingest.records.marc.tables import Mapping

_BEFORE = {"a": " ; ", "d": " = ", "e": " : ", "h": ". ", "i": ". ", "b": " : ", "n": ". ", "p": ". "}
"""What ISBD puts before each part of a title."""
_ANNOUNCED = {":": " : ", "=": " = ", ";": " ; ", ",": ", "}
"""What MARC 21 writes at the end of one subfield for the next one."""


def unimarc_title(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 200: the parts in their order, parted as ISBD does."""
    return _title(listener, field, row.subfields, announced=False)


def marc21_title(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 245: the parts in their order, parted by what stands at their ends."""
    return _title(listener, field, row.subfields, announced=True)


def _title(listener: Listener, field: MarcField, codes: str, *, announced: bool) -> str | None:
    if listener.has("title"):
        return ""
    title, before, last = "", "", ""
    for code, value in field.subfields:
        if announced and code == "h":
            before = _ANNOUNCED.get(value.rstrip()[-1:], before)
        if code not in codes:
            continue
        said = listener.bare(value)
        if not said:
            continue
        numbered = code in "ip" and last in "hn" and last != ""
        title += (before or (", " if numbered else _BEFORE[code])) + said if title else said
        before = _ANNOUNCED.get(value.rstrip()[-1:], "") if announced else ""
        last = code
    listener.set("title", title or None)
    return None


def medium(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read a general material designation, without its brackets."""
    for code, value in field.all(row.subfields):
        listener.put("medium", listener.bare(listener.bare(value).strip("[]")), field, code, value)
    return None


def joined(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Join the subfields of a statement by the argument."""
    said = _joined(field.subfields, row.subfields, row.argument, listener.bare)
    if said:
        listener.put(row.property, said, field, row.subfields[:1])
    return None


@lru_cache(maxsize=10_000)
def _joined(subfields: Subfields, codes: str, between: str, bare: Bare) -> str:
    return tidy(between.join([bare(value) for _, value in said_by(subfields, codes)]))


TRANSFORMS = {one.__name__: one for one in (unimarc_title, marc21_title, medium, joined)}
