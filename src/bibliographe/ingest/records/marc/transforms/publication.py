"""Publication, extent and series."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.records.marc.draft import Imprint, SeriesSaid
from bibliographe.ingest.records.marc.record import first_values, said_by
from bibliographe.ingest.records.marc.transforms.linking import unembedded
from bibliographe.model.entry import Series

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.draft import Bare, Draft
    from bibliographe.ingest.records.marc.record import MarcField, Subfields
    from bibliographe.ingest.records.marc.tables import Mapping

_PAGES = re.compile(r"(?:pages?|pp?|s)\b\.?\s*([\dA-Zivxlc]+(?:\s*[-–,]\s*[\dA-Zivxlc]+)*)\.?", re.IGNORECASE)
_NUMBER_OF_PAGES = re.compile(r"(\d+) ?p\.?")
"""What `extent` of an entry is when nothing but pages is counted: their number."""
_NOT_COUNTED = re.compile(r"(?:pages?|pp?|v)\.?(?:\s*;)?(?:\s*cm\.?)?", re.IGNORECASE)
"""What stands for pages that nobody has counted yet, as in cataloguing in publication: `p. cm.`."""
_PARTS = "ab"


def imprint(draft: Draft, field: MarcField, row: Mapping) -> str | None:
    """Note a statement of publication; the argument is its rank, and the codes of its place, publisher and date."""
    rank, codes = row.argument.split()
    draft.imprints.append(Imprint(int(rank), field, (codes[0], codes[1], codes[2])))
    return None


def extent(draft: Draft, field: MarcField, row: Mapping) -> str | None:
    """Read an extent; `p. 12-18` of a component part are its pages."""
    for code, value in field.all(row.subfields):
        if _NOT_COUNTED.fullmatch(value.strip()):
            continue
        name, read = _extent(value, draft.bare, is_part=draft.record.at(7) in _PARTS)
        draft.put(name, read, field, code, value)
    return None


@lru_cache(maxsize=10_000)
def _extent(value: str, bare: Bare, *, is_part: bool) -> tuple[str, str]:
    """Return what an extent is of an entry, `extent` or `pages`, and how it is said there."""
    said = bare(value)
    pages = _PAGES.fullmatch(said) if is_part or said.startswith("p. ") else None
    if pages:
        return "pages", pages[1]
    number = _NUMBER_OF_PAGES.fullmatch(said)
    return "extent", number[1] if number else said


def series(draft: Draft, field: MarcField, row: Mapping) -> str | None:
    """Read a series as printed."""
    return _series(draft, field, field, row, is_linked=False)


def linked_series(draft: Draft, field: MarcField, row: Mapping) -> str | None:
    """Read a series as linked or traced."""
    plain, used = unembedded(draft, field)
    found = _series(draft, plain, field, row, is_linked=True)
    return found if plain is field or not found else used


def _series(draft: Draft, field: MarcField, original: MarcField, row: Mapping, *, is_linked: bool) -> str | None:
    """Note a series; the argument: the codes of its title, of the number in it, and of its ISSN, which has no place."""
    titles, number, _ = row.argument.split()
    found = _series_said(field.subfields, titles, number, draft.bare)
    if found is None:
        return ""
    draft.series.append(SeriesSaid(found, original, titles + number, is_linked))
    return titles + number


@lru_cache(maxsize=10_000)
def _series_said(subfields: Subfields, titles: str, number: str, bare: Bare) -> Series | None:
    title = ""
    for code, value in said_by(subfields, titles):
        said = bare(value)
        title += (" : " if code == "e" else ". ") + said if title else said
    place = bare(first_values(subfields).get(number, "").lstrip(" ;"))
    return Series(title, place or None) if title else None


TRANSFORMS = {one.__name__: one for one in (imprint, extent, series, linked_series)}
