"""Publication, extent and series."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.marc.draft import Imprint, NameSaid, SeriesSaid
from bibliographe.ingest.records.marc.record import first_values, said_by
from bibliographe.ingest.records.marc.transforms.linking import unembedded
from bibliographe.ingest.records.marc.values import printed_date, trimmed, without_brackets
from bibliographe.model.entry import Series

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.meaning import Bare, Listener
    from bibliographe.ingest.records.marc.record import MarcField, Subfields
    from bibliographe.ingest.records.marc.tables import Mapping

_PAGES = re.compile(r"(?:pages?|pp?|s)\b\.?\s*([\dA-Zivxlc]+(?:\s*[-–,]\s*[\dA-Zivxlc]+)*)\.?", re.IGNORECASE)
_NUMBER_OF_PAGES = re.compile(r"(\d+) ?p\.?")
"""What `extent` of an entry is when nothing but pages is counted: their number."""
_NOT_COUNTED = re.compile(r"(?:pages?|pp?|v)\.?(?:\s*;)?(?:\s*cm\.?)?", re.IGNORECASE)
"""What stands for pages that nobody has counted yet, as in cataloguing in publication: `p. cm.`."""
_GLUED = re.compile(r"(?<=[^\W\d_]) ;(?=[^\W\d_])")
"""What parts places that stand in one subfield, as some write them (`Berlin ;Heidelberg`)."""
_PARTS = "ab"


def imprint(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Note a statement of publication; the argument is its rank, and the codes of its place, publisher and date."""
    rank, codes = row.argument.split()
    names = []
    for code, value in field.all(codes[:2]):
        # A full stop ends the area only at its end: elsewhere it is an abbreviation's.
        take_off = listener.bare if (code, value) == field.subfields[-1] else trimmed
        is_place = code == codes[0]
        said = _GLUED.split(value) if is_place and ";" in value else [value]
        names += [_name_said(code, one, take_off, is_place=is_place) for one in said]
    dates = [(code, value, printed_date(value)) for code, value in field.all(codes[2])]
    listener.add("imprints", Imprint(int(rank), field, names, dates))
    return None


@lru_cache(maxsize=10_000)
def _name_said(code: str, printed: str, take_off: Bare, *, is_place: bool) -> NameSaid:
    said = without_brackets(take_off(printed))
    if said is None or is_place:
        return NameSaid(code, printed, said, None)
    return NameSaid(code, printed, None, organization(said))


def extent(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read an extent; `p. 12-18` of a component part are its pages."""
    for code, value in field.all(row.subfields):
        if _NOT_COUNTED.fullmatch(value.strip()):
            continue
        name, read = _extent(value, listener.bare, is_part=listener.frame.level in _PARTS)
        listener.put(name, read, field, code, value)
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


def series(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read a series as printed."""
    return _series(listener, field, field, row, is_linked=False)


def linked_series(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read a series as linked or traced."""
    plain, used = unembedded(listener, field)
    found = _series(listener, plain, field, row, is_linked=True)
    return found if plain is field or not found else used


def _series(listener: Listener, field: MarcField, original: MarcField, row: Mapping, *, is_linked: bool) -> str | None:
    """Note a series; the argument: the codes of its title, of the number in it, and of its ISSN, which has no place."""
    titles, number, _ = row.argument.split()
    found = _series_said(field.subfields, titles, number, listener.bare)
    if found is None:
        return ""
    listener.add("series", SeriesSaid(found, original, titles + number, is_linked))
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
