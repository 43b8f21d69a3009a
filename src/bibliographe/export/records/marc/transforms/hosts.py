"""What a document stands in: 461 and 463, 773; and what stands in it.

Source: UNIMARC Manual, 4-- block, standard subfields technique; MARC 21 Format for Bibliographic Data, 773, 774.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.export.records.edtf import is_plain, printed
from bibliographe.export.records.marc.described import named
from bibliographe.export.records.marc.transforms.publication import dates_imprint
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.marc.described import Described
    from bibliographe.export.records.marc.record import MarcField
    from bibliographe.export.records.marc.tables import Row
    from bibliographe.model.entry import Issue

_CODED = re.compile(r"[\w.-]+")
_WORDED = re.compile(r"[A-ZÀ-Ý]?[a-zà-ÿ]{2}")
_VOLUME = Text("Vol. {}", "Vol. {}")
_NUMBER = {"unimarc": Text("n° {}", "no. {}"), "marc21": Text("no. {}", "no. {}")}
"""In MARC 21 as programs look for it in 773 $g, whatever the language of cataloguing."""
_YEAR = re.compile(r"\d{4}")
"""What dates have that stand in brackets behind a number; other words (`s.d.`) would be read as more of that."""


def enumeration(one: Described, issue: Issue | None) -> str | None:
    """Return volume and number as cataloguers write them: `Vol. 12, n° 3`; a number in words stays as it is."""
    if issue is None:
        return None
    volume = issue.volume and one.words(_VOLUME).format(issue.volume)
    number = issue.number
    if number and not _WORDED.match(number):
        number = one.words(_NUMBER[one.format]).format(number)
    return ", ".join(filter(None, (volume, number))) or None


def written_date(one: Described) -> str | None:
    """Return the date of an issue or a book: in UNIMARC in figures where these say all, else as printed."""
    date = one.citation.issued
    if date is None:
        return None
    return date.edtf if one.format == "unimarc" and is_plain(date.edtf) else printed(date)


def unimarc_set(one: Described, row: Row) -> Iterable[MarcField]:
    """Write 461: the periodical of an issue that has a title of its own, the site of a page."""
    periodical, issue = one.citation.periodical, one.citation.issue
    if periodical is None or (periodical.kind != "website" and not (issue and issue.title)):
        return ()
    date = None if issue else written_date(one)
    publisher = named(periodical.publisher) if periodical.publisher else None
    return row.field(
        ("t", periodical.title), ("n", publisher), ("d", date), ("u", periodical.url), ("x", periodical.issn)
    )


def unimarc_piece(one: Described, row: Row) -> Iterable[MarcField]:
    """Write 463: the issue that an article stands in."""
    periodical, issue = one.citation.periodical, one.citation.issue
    place = enumeration(one, issue)
    if issue and issue.title:
        return row.field(("t", issue.title), ("v", place), ("d", written_date(one)))
    if periodical and periodical.kind != "website":
        publisher = named(periodical.publisher) if periodical.publisher else None
        return row.field(
            ("t", periodical.title), ("v", place), ("n", publisher), ("d", written_date(one)), ("u", periodical.url),
            ("x", periodical.issn),
        )  # fmt: skip
    return ()


def unimarc_book(one: Described, row: Row) -> Iterator[MarcField]:
    """Write 463: the book that a chapter stands in."""
    host = one.citation.host
    if host:
        date = None if dates_imprint(one) else written_date(one)
        yield from row.field(("t", host.title), ("d", date), *(("y", value) for _, value in host.identifiers))


def marc21_host(one: Described, row: Row) -> Iterator[MarcField]:
    """Write 773: title, imprint, the place in it as people and as programs read it, ISSN, what it is ($7)."""
    periodical, issue = one.citation.periodical, one.citation.issue
    if periodical:
        said = enumeration(one, issue)
        date = None if dates_imprint(one) else written_date(one)
        is_placed = bool(date and said and _YEAR.search(date))
        if is_placed:
            said = f"{said} ({date})"
        pages = f"p. {one.citation.pages.verbatim}" if one.citation.pages else None
        publisher = named(periodical.publisher) if periodical.publisher else None
        titled = f"« {issue.title} »" if issue and issue.title else None
        imprint = ", ".join(filter(None, (publisher, None if is_placed else date)))
        yield from row.field(
            ("7", "nnai" if periodical.kind == "website" else "nnas"), ("t", periodical.title), ("d", imprint),
            ("g", ", ".join(filter(None, (said, titled, pages)))), ("x", periodical.issn), ("q", _coded(one)),
        )  # fmt: skip


def marc21_book(one: Described, row: Row) -> Iterator[MarcField]:
    """Write 773: the book of a chapter."""
    host, pages = one.citation.host, one.citation.pages
    if host:
        date = None if dates_imprint(one) else written_date(one)
        place = f"p. {pages.verbatim}" if pages and not one.citation.periodical else None
        yield from row.field(
            ("7", "nnam"),
            ("t", host.title),
            ("d", date),
            ("g", place),
            *(("z", value) for _, value in host.identifiers),
        )


def _coded(one: Described) -> str | None:
    """Return volume, number and first page (`12:3<18`), where they are plain numbers."""
    issue, pages = one.citation.issue, one.citation.pages
    parts = [issue and issue.volume, issue and issue.number, pages and pages.start]
    if not issue or not (issue.volume and issue.number) or any(part and not _CODED.fullmatch(part) for part in parts):
        return None
    return f"{issue.volume}:{issue.number}" + (f"<{pages.start}" if pages and pages.start else "")


def parts(one: Described, row: Row) -> Iterator[MarcField]:
    """Write the entries that stand in this one."""
    for title in one.said("dcterms:hasPart"):
        yield from row.field(("t", title))


TRANSFORMS = (unimarc_set, unimarc_piece, unimarc_book, marc21_host, marc21_book, parts)
