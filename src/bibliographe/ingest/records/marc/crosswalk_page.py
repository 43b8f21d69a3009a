"""The page that says what becomes of each field of MARC 21 and UNIMARC, written from the tables that do it."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from bibliographe.ingest.records.marc.tables import (
    CONTROL,
    FORMATS,
    kind_rows,
    mappings,
    relator_rows,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.ingest.records.marc.tables import Mapping

_INTRODUCTION = """# Crosswalks

<!-- Written by scripts/generate_crosswalks.py from the tables of bibliographe.ingest.records.marc: edit those. -->

What becomes of the fields of MARC 21 and UNIMARC, read from ISO 2709 or MARCXML. This page is written from the tables
that the readers go by, so it says what they do. A field or a subfield that no row names is kept in the text of its
record, and named as unread by the import.

Indicators: `#` is a blank, `*` is any. `←` is read, `↔` is meant for both directions. A row without a property says why
there is none.
"""
_NAMES = {"marc21": "MARC 21", "unimarc": "UNIMARC"}
_ARROWS = {"read": "←", "write": "→", "both": "↔"}


def make_page() -> str:
    """Return the page, in Markdown."""
    formats = (
        f"## {_NAMES[name]}\n\n{title_of(name)}\n\n{_table(_HEAD, map(_row, mappings(name)))}" for name in FORMATS
    )
    return "\n".join([_INTRODUCTION, *formats, _roles(), _kinds()])


_HEAD = ("field", "indicators", "subfields", "", "property of the entry", "how", "what it is")


def _row(row: Mapping) -> tuple[str, ...]:
    tags = ", ".join(f"`{tag}`" for tag in row.tags)
    subfields = "" if row.subfields == CONTROL else " ".join(f"`${code}`" for code in row.subfields)
    how = " ".join(filter(None, (row.transform, f"`{row.argument}`" if row.argument.strip() else "")))
    indicators = ", ".join(f"`{one}`" for one in row.indicators.split(",") if one)
    arrow = _ARROWS[row.direction] if row.property else ""
    return tags, indicators, subfields, arrow, row.property, how.replace("|", "\\|"), row.note


def _table(head: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    names = tuple(head)
    lines = [names, tuple("---" for _ in names), *rows]
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines)


def _roles() -> str:
    rows = [
        (role, _codes(unimarc), _codes(marc21), terms.replace(" | ", ", "), "" if nearness == "exact" else "says more")
        for role, unimarc, marc21, terms, nearness in relator_rows()
    ]
    return (
        "## Roles\n\nCodes of `$4`, and in MARC 21 terms of `$e`, whatever their case and accents. The first code is "
        "the one to write. A code that says more than the role is named as unread; one that stands here nowhere makes "
        "a contributor, likewise.\n\n" + _table(("role", "UNIMARC", "MARC 21", "terms", ""), rows)
    )


def _codes(said: str) -> str:
    return ", ".join(f"`{code}`" for code in said.split())


def _kinds() -> str:
    return (
        "## Types of documents\n\nWhat counts most, the highest rank, decides. A part of something (leader/07 `a` or "
        "`b`, or a host with a place in it) is an article where its host is a periodical, else a chapter, unless "
        "something of rank 3 or more says otherwise.\n\n"
        + _table(("format", "place", "code", "type", "rank", "what it is"), _kinds_grouped())
    )


def _kinds_grouped() -> Iterator[tuple[str, ...]]:
    """Yield the rows; forms and degrees that make the same are one row."""
    for place, rows in groupby(kind_rows(), key=lambda row: (row[0], row[1])):
        if place[1] not in ("form", "degree"):
            yield from ((_NAMES.get(row[0], "both"), row[1], f"`{row[2]}`", *row[3:]) for row in rows)
            continue
        words = defaultdict(list)
        for row in rows:
            words[row[3], row[4]].append(row[2])
        yield from (("both", place[1], ", ".join(found), kind, rank, "") for (kind, rank), found in words.items())
