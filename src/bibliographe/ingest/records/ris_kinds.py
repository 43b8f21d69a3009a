"""What RIS's contributors and titles mean for a type of reference.

Source: EndNote's table of reference types, by which its filter and Zotero's translator read RIS (`A3` is the editor of
a book and the advisor of a thesis); RIS Format Specifications for the others.
"""

from __future__ import annotations

_ROLES = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A3": "director", "A4": "translator"}
PEOPLE = tuple(_ROLES)
"""The tags of contributors."""
_BESIDE = {"A2": "contributor", "A3": "contributor", "A4": "contributor"}
_BY_TYPE: dict[str, dict[str, str]] = {
    "BOOK": {"A3": "editor"},
    "THES": {"A2": "contributor", "A3": "thesis-supervisor"},
    "VIDEO": {"A2": "producer", "A3": "producer", "A4": "contributor"},
    "MPCT": {"A2": "producer", "A3": "producer", "A4": "contributor"},
    "SOUND": {"A2": "speaker", "A3": "producer"},
    "SLIDE": {"A2": "speaker"},
    "CONF": {"A4": "contributor"},
    "CPAPER": {"A4": "contributor"},
    **dict.fromkeys(("BILL", "UNBILL", "HEAR", "STAT", "CASE", "LEGAL"), _BESIDE),
    **{name: {"A2": "contributor"} for name in ("ICOMM", "PCOMM", "PAT")},
}
"""Sponsors of bills and of conferences, reporters and counsels of cases, recipients and interviewers of letters and
interviews, and who issues a patent are contributors: none of them edits, directs or translates."""
OF_CONFERENCES = ("CONF", "CPAPER")
"""Types whose `C3` is the title of the proceedings, beside `T2` for the conference."""

SERIES = "SER"
"""A part of a volume of a series, where it has a last page: what names the series names no book."""


def role_of(tag: str, type_name: str, *, beside_editors: bool) -> str:
    """Return the role of whom a tag names in a record of a type.

    `beside_editors` says that the record of a book names its editors in `A3`: those in `A2` are then the series'.
    """
    if type_name == "BOOK" and tag == "A2" and beside_editors:
        return "director"
    return _BY_TYPE.get(type_name, {}).get(tag, _ROLES[tag])
