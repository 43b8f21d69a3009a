"""Publication, extent and series."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.records.marc.draft import Imprint, SeriesSaid
from bibliographe.ingest.records.marc.transforms.linking import unembedded
from bibliographe.model.entry import Series

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.draft import Draft
    from bibliographe.ingest.records.marc.record import MarcField
    from bibliographe.ingest.records.marc.tables import Mapping

_PAGES = re.compile(r"(?:pages?|pp?|s)\b\.?\s*([\dA-Zivxlc]+(?:\s*[-–,]\s*[\dA-Zivxlc]+)*)\.?", re.IGNORECASE)
_NUMBER_OF_PAGES = re.compile(r"(\d+) ?p\.?")
"""What `extent` of an entry is when nothing but pages is counted: their number."""
_PARTS = "ab"


def imprint(draft: Draft, field: MarcField, row: Mapping) -> str | None:
    """Note a statement of publication; the argument is its rank, and the codes of its place, publisher and date."""
    rank, codes = row.argument.split()
    draft.imprints.append(Imprint(int(rank), field, (codes[0], codes[1], codes[2])))
    return None


def extent(draft: Draft, field: MarcField, row: Mapping) -> str | None:
    """Read an extent; `p. 12-18` of a component part are its pages."""
    for code, value in field.all(row.subfields):
        said = draft.bare(value)
        is_place = draft.record.at(7) in _PARTS or said.startswith("p. ")
        pages = _PAGES.fullmatch(said) if is_place else None
        bare = _NUMBER_OF_PAGES.fullmatch(said)
        read = pages[1] if pages else bare[1] if bare else said
        draft.put("pages" if pages else "extent", read, field, code, value)
    return None


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
    title = ""
    for code, value in field.all(titles):
        said = draft.bare(value)
        title += (" : " if code == "e" else ". ") + said if title else said
    if not title:
        return ""
    said = draft.bare((field.get(number) or "").lstrip(" ;"))
    draft.series.append(SeriesSaid(Series(title, said or None), original, titles + number, is_linked))
    return titles + number


TRANSFORMS = {one.__name__: one for one in (imprint, extent, series, linked_series)}
