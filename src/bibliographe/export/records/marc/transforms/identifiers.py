"""Numbers, identifiers and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.marc.described import Described
    from bibliographe.export.records.marc.record import MarcField
    from bibliographe.export.records.marc.tables import Row


def control_number(one: Described, row: Row) -> Iterable[MarcField]:
    """Write 001: the last part of the entry's address."""
    return row.control(one.control_number)


def persistent_identifier(one: Described, row: Row) -> Iterable[MarcField]:
    """Write the entry's address: UNIMARC 003, MARC 21 024 with its source."""
    iri = one.catalogued.iri
    return row.field(("a", iri), ("2", "uri")) if row.subfields != "-" else row.control(iri)


def whose_number(one: Described, row: Row) -> Iterable[MarcField]:
    """Write MARC 21's 003: whose number 001 is, for want of an organisation's code the catalogue's address."""
    return row.control(one.catalogue.base)


def identifier(one: Described, row: Row) -> Iterator[MarcField]:
    """Write the identifiers of the sort that the argument names, those of the entry itself."""
    for key, value in one.citation.identifiers:
        if key == row.argument:
            yield from row.field(("a", value), ("2", key if "2" in row.subfields else None))


def links(one: Described, row: Row) -> Iterator[MarcField]:
    """Write the addresses where the document is, with what its link is called where the source says it."""
    for link in one.entry.links:
        yield from row.field(("u", link.url), ("z", link.label if link.label != link.url else None))
    for key, value in one.citation.identifiers:
        if key == "url":
            yield from row.field(("u", value))


def link_of_host(one: Described, row: Row) -> Iterator[MarcField]:
    """Write the address of the periodical or site."""
    periodical = one.citation.periodical
    if periodical and periodical.url:
        yield from row.field(("3", periodical.title), ("u", periodical.url))


TRANSFORMS = (control_number, persistent_identifier, whose_number, identifier, links, link_of_host)
