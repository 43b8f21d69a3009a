"""The page of crosswalks: what readers of MARC make of each field, and in which field the writers say each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.records.marc.tables import FORMATS, kinds, roles, rows
from bibliographe.ingest.records.marc.crosswalk_page import make_page as reading_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.export.records.marc.tables import Row

_INTRODUCTION = """
# What exports write

<!-- Written from the tables of bibliographe.export.records.marc. -->

The fields of a record in the order in which `export unimarc`, `unimarc-xml`, `marc21` and `marcxml` write them, and
what the catalogue says in each (`→`). Paths are those of the loss report: `bibo:Issue/bibo:volume` is the volume of the
issue that an entry stands in. What stands here nowhere is listed by `--loss-report`.
"""
_CHOICES = {
    "unimarc": """
Publication is written in 210 and not in 214, which UNIMARC has had since 2019 for statements that are parted by what
they are of (production, publication, distribution, manufacture, copyright): a catalogue has one, and a record has one
of the two fields. PMB's list of what its import reads has 210 alone, and so had Zotero until 2020; Koha shows either,
and 214 alone where both stand. Reading takes both, 214 by its second indicator.

Titles are written without marks of non-sorting, as the Sudoc gives them in MARCXML: Koha takes off those of ISO 6630
and of Unicode, PMB knows those of ISO 6630 only. `mark_articles = true` in `catalogue.toml` puts U+0098 and U+009C
around the article that 200 `$a` begins with; the first indicator of 200 says something else (whether the title is an
access point). Reading takes the marks off in any field: those of ISO 6630, which the Italian SBN writes in UTF-8 too,
those of Unicode, and what is left of these where somebody read them as Windows-1252 (`˜Le œbureau`).
""",
    "marc21": "",
}
_NAMES = {"unimarc": "UNIMARC", "marc21": "MARC 21"}
_HEAD = ("field", "indicators", "subfields", "", "what the catalogue says", "how", "what it is")


def make_page() -> str:
    """Return the page, in Markdown."""
    written = [
        f"## {_NAMES[name]}, written\n\n{_table(_HEAD, map(_row, rows(name)))}{_CHOICES[name]}" for name in FORMATS
    ]
    return "\n".join([reading_page().rstrip("\n"), _INTRODUCTION, *written, _roles(), _kinds()])


def _row(row: Row) -> tuple[str, ...]:
    subfields = "" if row.subfields == "-" else " ".join(f"`${code}`" for code in row.subfields)
    indicators = f"`{row.indicators.replace(' ', '#')}`" if row.indicators else ""
    said = ", ".join(f"`{path}`" for path in row.paths)
    how = f"{row.transform} `{row.argument}`" if row.argument else row.transform
    return f"`{row.tag}`", indicators, subfields, "→", said, how, row.note


def _roles() -> str:
    lines = []
    for name, role in roles().items():
        near = ", ".join(_NAMES[one] for one in role.near)
        lines.append((name, f"`{role.unimarc}`", f"`{role.marc21}`", role.term, role.fr, role.en, near))
    return (
        "## Roles, written\n\nThe code of `$4`, MARC 21's term of `$e`, and the words of the statement of "
        "responsibility. Where no code says a role, the nearest one is written and the loss report tells.\n\n"
        + _table(("role", "UNIMARC", "MARC 21", "term", "in French", "in English", "says less in"), lines)
    )


def _kinds() -> str:
    lines = [(name, *(f"`{code}`" if code else "" for code in codes)) for name, codes in kinds().items()]
    head = ("type", "UNIMARC leader/06", "MARC 21 leader/06", "level", "105/4", "008/24", "conference", "content")
    return (
        "## Types of documents, written\n\nA `part` is analytic (in MARC 21 `b` in a periodical, `a` in a book), a "
        "`whole` monographic, a `site` integrating; whatever stands in something is a part. The type itself is said in "
        "words in 608 and 655, with the source `local`.\n\n" + _table(head, lines)
    )


def _table(head: Iterable[str], lines: Iterable[tuple[str, ...]]) -> str:
    names = tuple(head)
    cells = [names, tuple("---" for _ in names), *lines]
    return "".join("| " + " | ".join(line) + " |\n" for line in cells)
