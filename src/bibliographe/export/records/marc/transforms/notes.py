"""Notes: theses, contents, abstracts, dates in words, access.

Source: UNIMARC Manual, 300, 303, 327, 328, 330; MARC 21 Format for Bibliographic Data, 500, 502, 505, 520, 588.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.export.records.edtf import ROUGHLY, coded, is_plain, means, printed, tells
from bibliographe.export.records.held import one_line
from bibliographe.export.records.marc.described import named
from bibliographe.export.records.marc.transforms.publication import dates_imprint
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.marc.described import Described
    from bibliographe.export.records.marc.record import MarcField
    from bibliographe.export.records.marc.tables import Row

_PUBLISHED = Text("Date de publication : {}", "Date of publication: {}")
_POSTED = Text("Mis en ligne le {}", "Posted on {}")
_SEEN = Text("Description d'après la consultation, {}", "Description based on online resource; title viewed on {}")
_IN_FIGURES = Text(
    "la même date est écrite en chiffres, sans ses mots", "the same date is written in figures, without its words"
)
_FLAT = Text("les niveaux du sommaire ne sont pas dits", "levels of the contents are not told")


def date_note(one: Described, row: Row) -> Iterator[MarcField]:
    """Write a date in words where UNIMARC's host field has it in figures, and these say less."""
    date = one.citation.issued
    if date is None or date.edtf is None:
        return
    words = printed(date)
    in_figures = one.format == "unimarc" and is_plain(date.edtf) and not dates_imprint(one)
    if in_figures and date.verbatim != date.edtf:
        if means(date.verbatim) == date.edtf:
            for path in _paths(one, "bibl:verbatimDate"):
                one.lose(path, date.verbatim, _IN_FIGURES)
        else:
            yield from row.field(("a", one.words(_PUBLISHED).format(words)))
    if not is_plain(date.edtf) and not tells(words, date.edtf):
        for path in _paths(one, "dcterms:date"):
            one.lose(path, date.edtf, ROUGHLY)


def _paths(one: Described, path: str) -> tuple[str, ...]:
    """Return where a date is said: of the entry, and of its issue, which has the same."""
    issue = one.citation.issue
    return (path, f"bibo:Issue/{path}") if issue and issue.date == one.citation.issued else (path,)


def posted_note(one: Described, row: Row) -> Iterator[MarcField]:
    """Write when a recording was posted."""
    date = one.citation.available
    if date:
        yield from row.field(("a", one.words(_POSTED).format(date.verbatim)))


def access_note(one: Described, row: Row) -> Iterator[MarcField]:
    """Write when a page was looked at."""
    date = one.citation.accessed
    if date is None:
        return
    if date.edtf and date.verbatim != date.edtf and means(date.verbatim) != date.edtf:
        yield from row.field(("a", one.words(_SEEN).format(f"{date.edtf} ({date.verbatim})")))
    else:
        yield from row.field(("a", one.words(_SEEN).format(date.verbatim)))


def contents(one: Described, row: Row) -> Iterator[MarcField]:
    """Write the table of contents: in UNIMARC a subfield a line, in MARC 21 parted by dashes."""
    lines = [one_line(line.text) for line in one.entry.contents]
    for each in one.entry.contents:
        if each.depth:
            one.lose("dcterms:tableOfContents", "  " * each.depth + each.text, _FLAT)
    if one.format == "unimarc":
        yield from row.field(*(("a", line) for line in lines))
    else:
        yield from row.field(("a", " -- ".join(lines)))


def unimarc_thesis(one: Described, row: Row) -> Iterable[MarcField]:
    """Write 328: degree, discipline, institution, date."""
    degree, _, discipline = (one.citation.degree or "").partition(" : ")
    body = one.citation.institution
    if not degree and not body:
        return ()
    year = coded(one.citation.issued.edtf).first if one.citation.issued else None
    return row.field(("b", degree), ("c", discipline), ("e", named(body) if body else None), ("d", year))


def marc21_thesis(one: Described, row: Row) -> Iterable[MarcField]:
    """Write 502: degree, institution, date."""
    degree, body = one.citation.degree, one.citation.institution
    if not degree and not body:
        return ()
    year = coded(one.citation.issued.edtf).first if one.citation.issued else None
    return row.field(("b", degree), ("c", named(body) if body else None), ("d", year))


def abstract(one: Described, row: Row) -> Iterator[MarcField]:
    """Write the abstract, a field a paragraph; it is there only where the catalogue lets it go."""
    for paragraph in re.split(r"\n\s*\n", one.entry.annotation or ""):
        yield from row.field(("a", paragraph.strip()))


TRANSFORMS = (date_note, posted_note, access_note, contents, unimarc_thesis, marc21_thesis, abstract)
