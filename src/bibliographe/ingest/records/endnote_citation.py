"""From the fields of a record of EndNote to a citation: what they mean depends on the type of reference.

Source: EndNote's table of reference types (Preferences, Reference Types), by the generic names of their fields.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.dates import date_said, day_said
from bibliographe.ingest.records.identifiers import bare_doi, web_address
from bibliographe.ingest.records.kinds import Kind
from bibliographe.ingest.records.parts import host_called, identifiers_of, issue_said, pages_said, periodical_called
from bibliographe.model.entry import Citation, Event, Series

if TYPE_CHECKING:
    from bibliographe.ingest.records.xml_fields import NodeFields
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Periodical

_CONFERENCES = ("conference proceedings", "conference paper")
"""Types whose `custom3` is the title of the proceedings, beside the secondary title for the conference."""
_HOLD_PARTS = ("conference proceedings", "dictionary", "encyclopedia")
"""Types of books that are said of their parts: those have a secondary title."""
_ARTICLES = ("journal article", "electronic article")
"""Types whose `edition` is a date, and whose `custom7` the number that stands for pages."""
_PERIODICAL = (
    "titles/secondary-title", "periodical/full-title", "alt-periodical/full-title", "titles/alt-title",
    "periodical/abbr-1", "alt-periodical/abbr-1",
)  # fmt: skip
"""Where EndNote writes the name of a periodical, the best first."""
_ADDRESS = re.compile(r"https?://|\bwww\.")
_WHOLE = ("book", "thesis", "report", "brochure", "guide", "legislation", "standard", "proceedings", "document")
_EXTENT = re.compile(r"[ivxlcdm]*[\s,+-]*\d+\s*(?:p\.?|pages)?", re.IGNORECASE)


class EndnoteCitation:
    """Reads what a record says of its publication."""

    def __init__(self, fields: NodeFields, type_name: str, kind: Kind) -> None:
        """Use nothing yet; `kind` becomes that of a paper where proceedings are only what it stands in."""
        self.fields, self.type_name = fields, type_name
        if type_name in _HOLD_PARTS and "titles/secondary-title" in fields:
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
        event = None if periodical else self._event()
        container = None if periodical else self._host()
        host = host_called(container, isbns)
        volume = fields.take("volume") if periodical else None
        issue_number = fields.take("issue", "number") if periodical else None
        fields.use(field for field in fields.named("number", "issue") if field.value == issue_number)
        series = self._series(in_host=host is not None) if not periodical else None
        place = fields.take("custom1" if event and "custom1" in fields else "pub-location")
        doi = self._doi()
        pages, extent = self._pages()
        edition, available = self._edition()
        return Citation(
            publishers=(body,) if body and not kind.is_thesis and not periodical else (),
            institution=body if kind.is_thesis else None,
            places=(place,) if place else (),
            periodical=periodical,
            issue=issue_said(periodical, issue_number, volume, issued),
            series=series,
            issued=issued,
            available=available,
            accessed=fields.date("access-date"),
            event=event,
            pages=pages_said(pages),
            extent=extent,
            edition=edition,
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
        names = [field for name in _PERIODICAL for field in fields.named(name) if not web_address(field.value)]
        title = names[0].value if names else None
        fields.use(field for field in names if field.value == title)
        return periodical_called(title, self.kind, issns, publisher)

    def _event(self) -> Event | None:
        """Return the conference of a paper whose proceedings have a title of their own, and a place (`custom1`)."""
        fields = self.fields
        if self.type_name not in _CONFERENCES or "custom3" not in fields:
            return None
        name = fields.take("titles/secondary-title")
        place = fields.take("pub-location") if name and "custom1" in fields else None
        return Event(name, place=place) if name else None

    def _host(self) -> str | None:
        """Return the book that a chapter or a paper stands in; of a conference, its own name is that of the book."""
        if self.kind.name != "chapter":
            return None
        fields = self.fields
        own = ("custom3",) if self.type_name in _CONFERENCES else ()
        title = fields.take(*own, "titles/secondary-title", "periodical/full-title")
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
        addressed = [field for field in self.fields.named("pages") if _ADDRESS.search(field.value)]
        if addressed:  # where a report is to be had: `EndnoteXmlReader` takes the link
            return None, None
        said = self.fields.take("pages")
        if said is None and self.type_name in _ARTICLES:
            said = self.fields.take("custom7")
        if said and self.kind.name in _WHOLE and not self.kind.container and _EXTENT.fullmatch(said):
            return None, said
        return said, None

    def _edition(self) -> tuple[str | None, DateStatement | None]:
        """Return the edition or, of an article, when it was put online, which EndNote calls its Epub Date."""
        if self.type_name not in _ARTICLES:
            return self.fields.take("edition"), None
        said = next((field for field in self.fields.named("edition")), None)
        date = date_said(said.value) if said else None
        if said is None or date is None or not date.edtf:
            return None, None
        self.fields.use([said])
        return None, date

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
