"""Edition, imprint, extent and series.

Source: UNIMARC Manual, 205, 210, 215, 225; MARC 21 Format for Bibliographic Data, 250, 264, 300, 490; ISBD, areas 2, 4
to 6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.records.edtf import printed
from bibliographe.export.records.marc.described import named
from bibliographe.export.records.marc.tables import punctuated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.marc.described import Described
    from bibliographe.export.records.marc.record import MarcField
    from bibliographe.export.records.marc.tables import Row


def edition(one: Described, row: Row) -> Iterable[MarcField]:
    """Write the edition statement."""
    return row.field(("a", one.citation.edition))


def imprint(one: Described, row: Row) -> Iterable[MarcField]:
    """Write places, publishers and the date as printed; the argument tells their codes.

    Of what stands in a periodical or a book, the date stands with that, unless there is an imprint.
    """
    place, publisher, date = tuple(row.argument)
    said = [(place, one_place) for one_place in one.citation.places]
    said += [(publisher, named(agent)) for agent in one.citation.publishers]
    if dates_imprint(one) and one.citation.issued:
        said.append((date, printed(one.citation.issued)))
    if one.format == "unimarc":
        return row.field(*said)
    return row.field(*punctuated(said, {place: " ;", publisher: " :", date: ","}))


def dates_imprint(one: Described) -> bool:
    """Tell whether the date of publication stands in the imprint."""
    return bool(not one.stands_in or one.citation.places or one.citation.publishers)


def extent(one: Described, row: Row) -> Iterator[MarcField]:
    """Write how much it is, and the pages that it stands on."""
    said = one.citation.extent
    if said:
        yield from row.field(("a", f"{said} p." if said.isdecimal() else said))
    if one.citation.pages and (one.format == "unimarc" or not one.stands_in):
        yield from row.field(("a", f"p. {one.citation.pages.verbatim}"))


def series(one: Described, row: Row) -> Iterable[MarcField]:
    """Write the series and the number in it."""
    found = one.citation.series
    if found is None:
        return ()
    mark = " ;" if one.format == "marc21" and found.number else ""
    return row.field(("a", found.title + mark), ("v", found.number))


TRANSFORMS = (edition, imprint, extent, series)
