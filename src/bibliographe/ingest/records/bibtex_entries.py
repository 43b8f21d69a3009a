"""Entries of BibTeX as they stand, and what they have from the entries that they refer to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.records.bibtex_values import Strings, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibtexparser.model import Block, Entry

_OF_ITS_OWN = frozenset(
    """
    crossref xdata title subtitle titleaddon url doi abstract keywords note annotation annote ids pages pagetotal
    volumes file label shorthand shorttitle sorttitle indextitle indexsorttitle options related relatedtype
    relatedstring
    """.split()  # noqa: SIM905 - a list to read
)
"""What an entry does not take from the one that it refers to."""
_OF_BOOK = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_OF_SET = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_OF_PERIODICAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}
_BECOMES = {
    **dict.fromkeys(("mvbook", "mvcollection", "mvproceedings", "mvreference"), _OF_SET),
    "periodical": _OF_PERIODICAL,
}
"""What the titles of an entry are for those that refer to it, by its type; else they are those of a book."""
_SAME = (
    ("date", "year", "month", "day"),
    ("location", "address"),
    ("journaltitle", "journal"),
    ("institution", "school"),
    ("number", "issue"),
)
"""Fields that say the same: an entry that has one of them has none of the others from elsewhere."""
_MOST = 100
"""Entries that one entry has fields from, directly or by others."""


class RawEntry(NamedTuple):
    """One entry as it stands: its type, its key, and its fields by their names in small letters, in TeX."""

    type: str
    key: str
    fields: dict[str, tuple[str, int]]
    """Value, and the line where the field begins."""
    again: list[tuple[str, str, int]]
    """Fields that come a second time, which BibTeX passes over."""


def first_lines(blocks: Iterable[Block], text: str) -> list[int]:
    r"""Return the number of the line that each block begins in.

    bibtexparser counts one too few for each end of a line behind a backslash (`\LaTeX\` and the next line).
    """
    at, line, found = 0, 1, []
    for block in blocks:
        raw = block.raw or ""
        begins = max(at, text.find(raw, at))
        line += text.count("\n", at, begins)
        found.append(line)
        at, line = begins + len(raw), line + raw.count("\n")
    return found


def raw_entry(block: Entry, strings: Strings, first: int) -> RawEntry:
    """Return an entry as bibtexparser has cut it, with strings put in their place; it begins in the line `first`."""
    short = first - (block.start_line or 0)
    fields: dict[str, tuple[str, int]] = {}
    again: list[tuple[str, str, int]] = []
    for field in block.fields:
        name, value, line = field.key.casefold(), value_of(str(field.value), strings), (field.start_line or 0) + short
        if name in fields:
            again.append((name, value, line))
        else:
            fields[name] = value, line
    return RawEntry(block.entry_type.casefold(), block.key, fields, again)


def with_inherited(raw: RawEntry, known: dict[str, RawEntry]) -> dict[str, tuple[str, int]]:
    """Return the fields of an entry, and those that it has from the ones that it refers to (`crossref`, `xdata`).

    These have theirs in the same way. Source: The biblatex Package, appendix B.
    """
    return _resolved(raw, known, {raw.key.casefold()})


def _resolved(raw: RawEntry, known: dict[str, RawEntry], seen: set[str]) -> dict[str, tuple[str, int]]:
    """Return the fields of an entry with those of others; each other one, noted in `seen`, is looked at once."""
    fields = dict(raw.fields)
    said = {one for group in _SAME if not fields.keys().isdisjoint(group) for one in group}
    for name in ("xdata", "crossref"):
        for key in re.split(r"\s*,\s*", raw.fields.get(name, ("", 0))[0].casefold()):
            parent = known.get(key)
            if parent is None or key in seen or len(seen) > _MOST:
                continue
            seen.add(key)
            becomes = _BECOMES.get(parent.type, _OF_BOOK)
            for theirs, value in _resolved(parent, known, seen).items():
                if theirs in said:
                    continue
                if name == "xdata":
                    fields.setdefault(theirs, value)
                elif theirs in becomes:
                    fields.setdefault(becomes[theirs], value)
                elif theirs not in _OF_ITS_OWN:
                    fields.setdefault(theirs, value)
    return fields
