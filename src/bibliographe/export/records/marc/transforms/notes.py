"""Notes: theses, contents, abstracts, dates in words, access.

Source: UNIMARC Manual, 300, 303, 327, 328, 330; MARC 21 Format for Bibliographic Data, 500, 502, 505, 520, 588.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.export.records.edtf import as_isbd, coded, means, printed
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
_ROUGHLY = Text("la date codée en dit moins", "the coded date says less")


def date_note(one: Described, row: Row) -> Iterator[MarcField]:
    """Write a date in words where the other fields do not have them and they say more than its notation."""
    date = one.citation.issued
    if date is None:
        return
    words = printed(date)
    written = dates_imprint(one) or _stands_with_host(one)
    if date.edtf and not written and date.verbatim != date.edtf:
        if means(date.verbatim) == date.edtf:
            one.lose("bibl:verbatimDate", date.verbatim, _IN_FIGURES)
        else:
            yield from row.field(("a", one.words(_PUBLISHED).format(words)))
    if date.edtf and not _is_told(date.edtf, words):
        one.lose("dcterms:date", date.edtf, _ROUGHLY)


def _stands_with_host(one: Described) -> bool:
    """Tell whether the field of the host has the date as it is printed."""
    issue, date = one.citation.issue, one.citation.issued
    if one.format == "unimarc" or date is None:
        return bool(date and not is_figures(date.edtf))
    return bool(issue and (issue.volume or issue.number) and one.citation.periodical)


def is_figures(edtf: str | None) -> bool:
    """Tell whether the notation of a date is what the field of a host has in place of its words."""
    return coded(edtf).certainty in ("single", "detailed") and bool(re.fullmatch(r"[\d-]+", edtf or "")) and (
        (edtf or "")[5:7] < "13"
    )


def _is_told(edtf: str, words: str) -> bool:
    """Tell whether a record says all of a date, in codes or in words."""
    plain = coded(edtf)
    if plain.certainty in ("single", "detailed"):
        return is_figures(edtf) or means(words) == edtf
    return words == as_isbd(edtf) != edtf or means(words) == edtf or words == edtf


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
    if any(line.depth for line in one.entry.contents):
        one.lose("dcterms:tableOfContents", "\n".join("  " * each.depth + each.text for each in one.entry.contents), _FLAT)
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
    return row.field(("b", degree), ("c", discipline), ("e", body and named(body)), ("d", year))


def marc21_thesis(one: Described, row: Row) -> Iterable[MarcField]:
    """Write 502: degree, institution, date."""
    degree, body = one.citation.degree, one.citation.institution
    if not degree and not body:
        return ()
    year = coded(one.citation.issued.edtf).first if one.citation.issued else None
    return row.field(("b", degree), ("c", body and named(body)), ("d", year))


def abstract(one: Described, row: Row) -> Iterator[MarcField]:
    """Write the abstract, a field a paragraph; it is there only where the catalogue lets it go."""
    for paragraph in re.split(r"\n\s*\n", one.entry.annotation or ""):
        yield from row.field(("a", paragraph.strip()))


TRANSFORMS = (date_note, posted_note, access_note, contents, unimarc_thesis, marc21_thesis, abstract)
