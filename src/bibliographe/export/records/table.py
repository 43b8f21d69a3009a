"""Tables for spreadsheets: a row an entry, the columns that `bibliographe import` knows."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from bibliographe.export.records.facts import (
    COMMON,
    doi_of,
    first_of,
    inverted_name,
    lose_date_of_issue,
)
from bibliographe.export.records.losses import Losses
from bibliographe.i18n import Text
from bibliographe.ingest.records.columns import names_of_columns
from bibliographe.ingest.records.labels import concept_called, label_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.writing import Job
    from bibliographe.i18n import Language
    from bibliographe.ingest.records.labels import Scheme
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Entry

COLUMNS = (
    "entry", "title", "type", "author", "editor", "translator", "contributor", "periodical", "issn", "website",
    "volume", "issue",
    "host", "pages", "date", "publisher", "place", "edition", "series", "series-number", "institution", "degree",
    "extent", "isbn", "doi", "url", "accessed", "language", "keyword", "topic", "abstract", "contents",
)  # fmt: skip
_ACRONYMS = ("isbn", "issn", "doi")
_ROLES = {"author": "author", "editor": "editor", "translator": "translator"}
_PARTED = Text("la valeur contient le séparateur de la colonne", "the value holds the separator of the column")
_DATE = Text("une date sans notation", "a date without a notation")


class CsvWriter:
    """Writes CSV as spreadsheets open it: UTF-8 with its mark, commas, headings in the catalogue's language."""

    carries = COMMON - {"bibo:Periodical/rdf:type"} | {"dcterms:tableOfContents", "prov:qualifiedAttribution"}

    def write(self, entries: Iterable[Catalogued], stream: BinaryIO, job: Job) -> None:
        """Write a line of headings and a row for each entry."""
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
        try:
            rows = csv.writer(text, lineterminator="\r\n")
            language = language_of(job)
            rows.writerow(headings(language))
            for catalogued in entries:
                rows.writerow([_no_formula(cell) for cell in cells_of(catalogued, language, job.losses).values()])
        finally:
            text.detach()


def language_of(job: Job) -> Language:
    """Return the language of headings: French, or English where the catalogue's first language is not French."""
    return "fr" if job.opened.catalogue.languages[0] == "fr" else "en"


def headings(language: Language) -> list[str]:
    """Return the headings of the columns."""
    return [_heading(field, language) for field in COLUMNS]


def cells_of(catalogued: Catalogued, language: Language, losses: Losses | None = None) -> dict[str, str]:
    """Return the cells of an entry by the fields that they hold, in the order of `COLUMNS`."""
    losses = losses or Losses()
    entry, citation = catalogued.entry, catalogued.entry.citation
    lose_date_of_issue(entry, losses)
    periodical, issue, series = citation.periodical, citation.issue, citation.series
    found: dict[str, str | None] = {
        "entry": catalogued.iri,
        "title": entry.title,
        "type": _label("document-types", entry.kind, language),
        **{
            field: _joined((inverted_name(one.agent) for one in entry.contributions if one.role == role), role, losses)
            for field, role in _ROLES.items()
        },
        "contributor": _contributors(entry, language, losses),
        "periodical": periodical.title if periodical and periodical.kind != "website" else None,
        "website": periodical.title if periodical and periodical.kind == "website" else None,
        "issn": periodical.issn if periodical else None,
        "volume": issue.volume if issue else None,
        "issue": issue.number if issue else None,
        "host": citation.host.title if citation.host else None,
        "pages": citation.pages.verbatim if citation.pages else None,
        "date": _date(citation.issued, "dcterms:date", losses),
        "publisher": _joined((one.name for one in citation.publishers), "dcterms:publisher", losses),
        "place": _joined(citation.places, "bibl:placeOfPublication", losses),
        "edition": citation.edition,
        "series": series.title if series else None,
        "series-number": series.number if series else None,
        "institution": citation.institution.name if citation.institution else None,
        "degree": citation.degree,
        "extent": citation.extent,
        "isbn": " ".join(value for key, value in _numbered(entry) if key == "isbn"),
        "doi": doi_of(entry, losses),
        "url": " ".join(link.url for link in entry.links if link.url),
        "accessed": _date(citation.accessed, "fabio:hasAccessDate", losses),
        "language": entry.language,
        "keyword": _keywords(entry, losses),
        "topic": _topic(catalogued, losses),
        "abstract": entry.annotation,
        "contents": "\n".join("  " * line.depth + line.text for line in entry.contents),
    }
    return {field: found.get(field) or "" for field in COLUMNS}


def _heading(field: str, language: Language) -> str:
    french, *others = names_of_columns()[field]
    name = french if language == "fr" or not others else others[0]
    return name.upper() if field in _ACRONYMS else name[:1].upper() + name[1:]


def _label(scheme: Scheme, concept: str, language: Language) -> str:
    """Return a label that the reader takes for the same concept."""
    candidates = (label_of(scheme, concept, one) for one in (language, "fr", "en"))
    return next((one for one in candidates if concept_called(scheme, one) == concept), concept)


def _contributors(entry: Entry, language: Language, losses: Losses) -> str:
    others = [one for one in entry.contributions if one.role not in _ROLES]
    for one in others:
        if ";" in one.agent.name:
            losses.lose(_path_of_role(one.role), one.agent.name, _PARTED)
    names = (f"{inverted_name(one.agent)} ({_label('roles', one.role, language).lower()})" for one in others)
    return "; ".join(name.replace(";", ",") for name in names)


def _joined(values: Iterable[str], path: str, losses: Losses) -> str:
    """Return values parted by semicolons; one that holds a semicolon is read back as two."""
    found = list(values)
    for value in found:
        if ";" in value:
            losses.lose(path if ":" in path else _path_of_role(path), value, _PARTED)
    return "; ".join(value.replace(";", ",") for value in found)


def _path_of_role(role: str) -> str:
    return "dcterms:creator" if role == "author" else f"prov:qualifiedAttribution/{role}"


def _keywords(entry: Entry, losses: Losses) -> str:
    joined = _joined(entry.keywords, "schema:keywords", losses)
    return f"{joined};" if "," in joined and ";" not in joined else joined


def _topic(catalogued: Catalogued, losses: Losses) -> str:
    said = first_of((" > ".join(topic.path) for topic in catalogued.topics), "dcterms:subject", losses) or ""
    if said and any(sign in label for label in catalogued.topics[0].path for sign in ">›/"):
        losses.lose("dcterms:subject", said, _PARTED)
    return said


def _date(date: DateStatement | None, path: str, losses: Losses) -> str:
    if date is None:
        return ""
    if not date.edtf:
        losses.lose(path, date.verbatim, _DATE)
    return date.edtf or date.verbatim


def _numbered(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the identifiers of an entry, those of the book for what stands in one."""
    return entry.citation.host.identifiers if entry.citation.host else entry.citation.identifiers


def _no_formula(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text: what begins as a formula has an apostrophe before it."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
