"""From the fields of a record of RIS to a citation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.citation.numbering import bare_pages
from bibliographe.ingest.records.dates import date_said, day_said
from bibliographe.ingest.records.identifiers import bare_doi
from bibliographe.ingest.records.kinds import Kind
from bibliographe.ingest.records.parts import (
    host_called,
    identifiers_of,
    issue_said,
    pages_said,
    periodical_called,
    without_mark,
)
from bibliographe.ingest.records.ris_kinds import OF_CONFERENCES, SERIES
from bibliographe.model.entry import Citation, Event, Pages, Series

if TYPE_CHECKING:
    from bibliographe.ingest.records.fields import Fields
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Link, Periodical

_PERIODICAL = ("JF", "T2", "JO", "C3", "JA", "J2", "J1")
"""Fields that name a periodical; Scopus has the one of a conference's paper in `C3`."""
_DATES = ("DA", "PY", "Y1")
_EXTENT = re.compile(r"[ivxlcdm]*[\s,+-]*\d+\s*(?:p\.?|pages|s\.|seiten|sider)?", re.IGNORECASE)
_MONTHS = re.compile(r"\d{4}-\d\d/\d{4}-\d\d")
_NUMBER_OF_JOURNAL = re.compile(r"(?<!\d)\d{7,9}(?!\d)")
"""NLM's number of a journal, which no issue has: `101676033`, `eag, 7805975`."""
_DEGREE = re.compile(r"[A-Za-z]\.|[^\W\d_]{4,}")
_NO_PAGES = re.compile(r"no(?: pagination)? specified(?: none)?", re.IGNORECASE)
"""What PsycINFO writes in `SP` and `EP`."""
_ISSUE = re.compile(r"[1-9]\d{0,5}(?:[-/]\d{1,6})?")


class RisCitation:
    """Reads what a record says of its publication."""

    def __init__(self, fields: Fields, type_name: str, kind: Kind, links: tuple[Link, ...]) -> None:
        """Use nothing yet; `links` may hold the DOI."""
        self.fields, self.type_name, self.kind, self.links = fields, type_name, kind, links

    def read(self) -> Citation:
        """Return the citation."""
        fields, kind = self.fields, self.kind
        issued = self._issued()
        isbns, issns = fields.numbers("SN")
        publisher = fields.take("PB", "PU")
        body = organization(publisher) if publisher else None
        periodical = self._periodical(issns, body)
        fields.leave_numbers(issns[1:] if periodical else issns, "SN")
        number = self._number() if periodical else None
        event, host = self._event(), host_called(self._host(), isbns)
        series = None if periodical else fields.take("T3", "T2", *(("C3",) if self.type_name == SERIES else ()))
        in_series = fields.take("M1" if self.type_name == "BOOK" else "SV") if series else None
        volume = fields.take("VL") if periodical or (series and not in_series) else None
        fields.use(field for field in fields.named("VO") if field.value == volume)
        is_extent = self._is_extent()
        return Citation(
            publishers=(body,) if body and not kind.is_thesis and not periodical else (),
            institution=body if kind.is_thesis else None,
            places=tuple(dict.fromkeys(fields.take_all("CY", "PP", "PI") or self._place_of_papers())),
            periodical=periodical,
            issue=issue_said(periodical, number, volume, issued),
            series=Series(series, in_series or volume) if series else None,
            issued=issued,
            accessed=fields.date("Y2"),
            event=event,
            pages=None if is_extent else self._pages(),
            extent=fields.take("SP") if is_extent else None,
            edition=None if periodical else fields.take("ET"),
            identifiers=identifiers_of(() if host else isbns, self._doi()),
            degree=self._degree() if kind.is_thesis else None,
            form="record",
            host=host,
        )

    def _issued(self) -> DateStatement | None:
        """Return the date that is the fullest: `DA`, else one that says more of the same year, such as its month.

        Fields that state it once more, or the year of it, count as read, as does a day or a month without its year
        (`DA  - Jun`, as EndNote and the Web of Science have it).
        """
        fields = self.fields
        dates = [(field, date_said(field.value)) for name in _DATES for field in fields.named(name)]
        said_in = [(field, said) for field, said in dates if said]
        understood = [pair for pair in said_in if pair[1].edtf]
        if not said_in:
            return None
        first, date = (understood or said_in)[0]
        for _, said in understood:
            date = said if _says_more(said, date) else date
        for field, said in said_in:
            within = day_said(date.edtf or "", said.verbatim) if not said.edtf else None
            if within and within.edtf:
                date = within
                fields.use([field])
        fields.use([first, *(field for field, said in said_in if said == date or _begins(date, said))])
        fields.use([field for field, said in dates if said is None])
        fields.check_date(date)
        return date

    def _event(self) -> Event | None:
        """Return the conference of a paper whose proceedings have a title of their own."""
        if self.type_name in OF_CONFERENCES and "C3" in self.fields and (name := self.fields.take("T2")):
            return Event(name)
        return None

    def _host(self) -> str | None:
        is_part = self.kind == Kind("document") and "EP" in self.fields
        if (self.kind.name != "chapter" and not is_part) or self.type_name == SERIES:
            return None
        return self.fields.take(*(("C3",) if self.type_name in OF_CONFERENCES else ()), "T2", "BT")

    def _place_of_papers(self) -> list[str]:
        """Return the place of publication of a paper, which EndNote and Zotero write in `C1`."""
        return self.fields.take_all("C1") if self.type_name in OF_CONFERENCES else []

    def _doi(self) -> str | None:
        """Return the DOI, which some write in `M3`, or only as a link."""
        fields = self.fields
        doi = fields.doi("DO") or self._doi_of_links()
        again = [field for field in fields.named("M3") if (said := bare_doi(field.value)) and said == (doi or said)]
        fields.use(again)
        return doi or next((bare_doi(field.value) for field in again), None) or fields.doi_noted("N1", "M2")

    def _doi_of_links(self) -> str | None:
        return next((doi for link in self.links if (doi := bare_doi(link.label))), None)

    def _number(self) -> str | None:
        """Return the number of an issue; EndNote writes it in `M1`, others anything else, Ovid that of the journal."""
        is_number = any(_ISSUE.fullmatch(field.value) for field in self.fields.named("M1"))
        if any(_NUMBER_OF_JOURNAL.search(field.value) for field in self.fields.named("IS")):
            return None
        return self.fields.take("IS", "M1") if is_number else self.fields.take("IS")

    def _degree(self) -> str | None:
        """Return the degree of a thesis, which EBSCO writes in `M1`."""
        in_m1 = any(_DEGREE.search(field.value) for field in self.fields.named("M1"))
        return self.fields.take("M3", "M1") if in_m1 else self.fields.take("M3")

    def _periodical(self, issns: list[str], publisher: Agent | None) -> Periodical | None:
        if self.kind.container is None:
            return None
        title = self.fields.take(*_PERIODICAL)
        if title is None:
            return None
        # One title is often said in several fields.
        self.fields.use(field for field in self.fields.named(*_PERIODICAL) if field.value == title)
        return periodical_called(title, self.kind, issns, publisher)

    def _pages(self) -> Pages | None:
        first, last = without_mark(self.fields.take("SP")), self.fields.take("EP")
        if not first and not last and self.kind.container is not None:
            first = self.fields.take("C7")  # the number of an article that is paged by itself
        if _NO_PAGES.fullmatch(f"{first} {last}"):
            return None
        if not first or not last or last == first:
            return pages_said(first or last)
        said = f"{first}-{last}"
        return bare_pages(said) or Pages(said, first, last)  # `EP  - 86` behind `SP  - 377` is 386

    def _is_extent(self) -> bool:
        """Tell whether `SP` of a whole book is the number of its pages, as EndNote has it; a case stands on a page."""
        has_pages = self.kind.container is not None or self.kind.name == "chapter" or self.type_name == "CASE"
        is_whole = not has_pages and "EP" not in self.fields
        return is_whole and any(_EXTENT.fullmatch(field.value) for field in self.fields.named("SP"))


def _says_more(said: DateStatement | None, date: DateStatement) -> bool:
    """Tell whether a date is within another one: its month, its months or its day."""
    if said is None or said.edtf is None or said == date or not _begins(said, date):
        return False
    return "/" not in said.edtf or bool(_MONTHS.fullmatch(said.edtf))


def _begins(whole: DateStatement, part: DateStatement) -> bool:
    return bool(whole.edtf and part.edtf and whole.edtf.startswith(part.edtf))
