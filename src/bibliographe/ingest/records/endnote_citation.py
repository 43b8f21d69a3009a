"""From the fields of a record of EndNote to a citation: what they mean depends on the type of reference.

Source: EndNote's table of reference types (Preferences, Reference Types), by the generic names of their fields.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.dates import date_said, day_said
from bibliographe.ingest.records.identifiers import bare_doi
from bibliographe.ingest.records.kinds import Kind
from bibliographe.ingest.records.parts import host_called, identifiers_of, pages_said, periodical_called
from bibliographe.model.entry import Citation, Issue, Series

if TYPE_CHECKING:
    from bibliographe.ingest.records.xml_fields import NodeFields
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Periodical

_WHOLE = ("book", "thesis", "report", "brochure", "guide", "legislation", "standard", "proceedings", "document")
_EXTENT = re.compile(r"[ivxlcdm]*[\s,+-]*\d+\s*(?:p\.?|pages)?", re.IGNORECASE)


class EndnoteCitation:
    """Reads what a record says of its publication."""

    def __init__(self, fields: NodeFields, type_name: str, kind: Kind) -> None:
        """Use nothing yet; `kind` becomes that of a paper where proceedings are only what it stands in."""
        self.fields = fields
        if type_name == "conference proceedings" and "titles/secondary-title" in fields:
            kind = Kind("chapter")
        if kind == Kind("document") and "periodical/full-title" in fields:
            kind = Kind("document", "periodical")
        self.kind = kind

    def read(self) -> Citation:
        """Return the citation."""
        fields, kind = self.fields, self.kind
        issued = self._issued()
        isbns, issns = fields.numbers("isbn", "issn")
        said = fields.take("publisher")
        body = organization(said) if said else None
        periodical = self._periodical(issns, body)
        fields.leave_numbers(issns if periodical is None else issns[1:], "isbn", "issn")
        container = None if periodical else self._host()
        host = host_called(container, isbns)
        volume = fields.take("volume") if periodical else None
        issue_number = fields.take("issue", "number") if periodical else None
        fields.use(field for field in fields.named("number", "issue") if field.value == issue_number)
        series = self._series(in_host=host is not None) if not periodical else None
        place, doi = fields.take("pub-location"), self._doi()
        pages, extent = self._pages()
        return Citation(
            publishers=(body,) if body and not kind.is_thesis and not periodical else (),
            institution=body if kind.is_thesis else None,
            places=(place,) if place else (),
            periodical=periodical,
            issue=Issue(issue_number, volume, issued) if periodical and (issue_number or volume) else None,
            series=series,
            issued=issued,
            accessed=fields.date("access-date"),
            pages=pages_said(pages),
            extent=extent,
            edition=fields.take("edition"),
            identifiers=identifiers_of(() if host else isbns, doi),
            degree=fields.take("work-type", "volume") if kind.is_thesis else None,
            form="record",
            host=host,
        )

    def _periodical(self, issns: list[str], publisher: Agent | None) -> Periodical | None:
        """Return the periodical, whose name EndNote writes up to three times."""
        if self.kind.container is None:
            return None
        fields = self.fields
        title = fields.take("titles/secondary-title", "periodical/full-title", "alt-periodical/full-title")
        title = title or fields.take("titles/alt-title", "periodical/abbr-1")
        names = fields.named(
            "titles/secondary-title", "titles/alt-title", "periodical/full-title", "alt-periodical/full-title"
        )
        fields.use(field for field in names if field.value == title)
        return periodical_called(title, self.kind, issns, publisher)

    def _host(self) -> str | None:
        """Return the book that a chapter or a paper stands in; of a conference, its own name is that of the book."""
        if self.kind.name != "chapter":
            return None
        fields = self.fields
        title = fields.take("titles/secondary-title", "periodical/full-title")
        fields.use(field for field in fields.named("periodical/full-title", "titles/alt-title") if field.value == title)
        return title

    def _series(self, *, in_host: bool) -> Series | None:
        """Return the series: the secondary title of a book, the tertiary one of what stands in a book."""
        fields = self.fields
        if in_host:
            title = fields.take("titles/tertiary-title")
        elif self.kind.name in ("book", "proceedings", "report", "brochure"):
            title = fields.take("titles/secondary-title", "titles/tertiary-title")
            fields.use(field for field in fields.named("periodical/full-title") if field.value == title)
        else:
            title = None
        return Series(title, fields.take("number", "volume")) if title else None

    def _doi(self) -> str | None:
        """Take the DOI; what is none is left."""
        for field in self.fields.named("electronic-resource-num"):
            doi = bare_doi(field.value)
            if doi:
                self.fields.use([field])
                return doi
        return None

    def _pages(self) -> tuple[str | None, str | None]:
        """Return pages, or the extent that stands in their place where a document is whole."""
        said = self.fields.take("pages")
        if said and self.kind.name in _WHOLE and not self.kind.container and _EXTENT.fullmatch(said):
            return None, said
        return said, None

    def _issued(self) -> DateStatement | None:
        """Return the date: `pub-dates` where it has a year, or says month and day of `year`."""
        fields = self.fields
        year = fields.take("dates/year")
        day = next((field for field in fields.named("dates/pub-dates/date")), None)
        whole = day_said(year or "", day.value) if day else None
        if day and whole and whole.edtf:
            fields.use([day])
            if whole.verbatim != day.value:
                fields.as_one([day, *fields.named("dates/year")[:1]], whole.verbatim)
            return whole
        found = date_said(year or "")
        if found:
            fields.check_date(found)
        return found
