"""A row of an exported table against its entry: what a person changed in it, and the entry with that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.export.records.shown import is_shown
from bibliographe.export.records.table import COLUMNS, cells_of
from bibliographe.model.entry import Host, Issue
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.model.entry import Citation, Contribution, Entry

_LINES = "contents"
_ENTRY = {
    "title": "title", "type": "kind", "language": "language", "topic": "topic", "keyword": "keywords",
    "abstract": "annotation", "contents": "contents", "url": "links",
}  # fmt: skip
_CITATION = {
    "pages": "pages", "publisher": "publishers", "place": "places", "edition": "edition", "institution": "institution",
    "degree": "degree", "extent": "extent", "accessed": "accessed", "date": "issued", "series": "series",
    "series-number": "series",
}  # fmt: skip
_DOUBTED = {"kind": "type", "contributor": "contributor"}
"""Fields by what a reader's doubts are about. A date in words is none: that is how some are."""
_ROLES = {"author": {"author"}, "editor": {"editor"}, "translator": {"translator"}}


def changed_cells(catalogued: Catalogued, cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a row that are not as the table says the entry is now, in French or in English.

    What a spreadsheet has made of a cell by itself is no correction.
    """
    now = [cells_of(catalogued, "fr"), cells_of(catalogued, "en")]
    return {
        field: cell
        for field, cell in cells.items()
        if field in COLUMNS and not _is_as(field, cell, {_compared(field, known[field]) for known in now})
    }


def not_understood(read: Entry, changed: Mapping[str, str]) -> str | None:
    """Return the field of a changed cell that is filled and was read as nothing, or as what it does not say."""
    unread = {one.field for one in read.unread} | {_DOUBTED.get(doubt.field, "") for doubt in read.doubts}
    return next((field for field, cell in changed.items() if cell and field in unread), None)


def _is_as(field: str, cell: str, known: set[str]) -> bool:
    said = _compared(field, cell)
    return said in known or any(is_shown(one, said) for one in known)


def with_changes(before: Entry, read: Entry, fields: set[str]) -> Entry:
    """Return an entry with what some fields of another say; everything else stays as it is."""
    citation = replace(
        before.citation,
        **{_CITATION[field]: getattr(read.citation, _CITATION[field]) for field in fields & _CITATION.keys()},
    )
    for names, change in _CHANGES:
        if fields & names:
            citation = change(citation, read.citation, fields)
    return replace(
        before,
        citation=citation,
        contributions=_contributions(before, read, fields),
        **{_ENTRY[field]: getattr(read, _ENTRY[field]) for field in fields & _ENTRY.keys()},
    )


def _compared(field: str, cell: str) -> str:
    return "\n".join(map(str.rstrip, cell.splitlines())).strip() if field == _LINES else clean(cell).rstrip(";")


def _contributions(before: Entry, read: Entry, fields: set[str]) -> tuple[Contribution, ...]:
    named = set().union(*(_ROLES[field] for field in fields & _ROLES.keys()))
    known = set().union(*_ROLES.values())

    def is_changed(role: str) -> bool:
        return role in named or (role not in known and "contributor" in fields)

    kept = [one for one in before.contributions if not is_changed(one.role)]
    new = [one for one in read.contributions if is_changed(one.role)]
    if not new and len(kept) == len(before.contributions):
        return before.contributions
    return tuple(sorted([*kept, *new], key=lambda one: one.role != "author"))


def _periodical(citation: Citation, read: Citation, fields: set[str]) -> Citation:
    """Return a citation in another periodical, or with another ISSN of its own."""
    now, said = citation.periodical, read.periodical
    if now and said and not fields & {"periodical", "website"}:
        return replace(citation, periodical=replace(now, issn=said.issn))
    return replace(citation, periodical=said, issue=citation.issue if said else None)


def _issue(citation: Citation, read: Citation, fields: set[str]) -> Citation:
    """Return a citation of another issue: one that has another number is dated as the entry is."""
    said = read.issue
    if said is None:
        return replace(citation, issue=None)
    now = citation.issue
    numbers = {"volume", "issue"} & fields
    if now and not numbers:
        return citation
    return replace(citation, issue=Issue(said.number, said.volume, citation.issued, now.title if now else None))


def _identifiers(citation: Citation, read: Citation, fields: set[str]) -> Citation:
    keys = {"isbn", "doi"} & fields
    kept = tuple(pair for pair in citation.identifiers if pair[0] not in keys)
    return replace(citation, identifiers=(*kept, *(pair for pair in read.identifiers if pair[0] in keys)))


def _host(citation: Citation, read: Citation, fields: set[str]) -> Citation:
    del fields
    said = read.host
    host = Host(said.title, said.identifiers) if said else None
    return replace(citation, host=host)


_CHANGES: tuple[tuple[set[str], Callable[[Citation, Citation, set[str]], Citation]], ...] = (
    ({"periodical", "website", "issn"}, _periodical),
    ({"volume", "issue", "periodical"}, _issue),
    ({"isbn", "doi"}, _identifiers),
    ({"host", "isbn"}, _host),
)
