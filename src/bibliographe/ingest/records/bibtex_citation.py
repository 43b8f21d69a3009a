"""From the fields of an entry of BibTeX to a citation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.bibtex_values import listed
from bibliographe.ingest.records.dates import MONTHS, calendar_date, day_said
from bibliographe.ingest.records.fields import parted
from bibliographe.ingest.records.names import names_body
from bibliographe.ingest.records.parts import (
    host_called,
    identifiers_of,
    issue_said,
    pages_said,
    periodical_called,
    whole_title,
)
from bibliographe.ingest.records.tex import decoded
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Citation, Event, Series
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibliographe.ingest.records.bibtex_entries import RawEntry
    from bibliographe.ingest.records.fields import Fields
    from bibliographe.ingest.records.kinds import Kind
    from bibliographe.model.entry import Agent

_ARTICLE_NUMBERS = ("eid", "articleno", "article-number", "art_number", "article_number")
"""How biblatex, ACM, the Web of Science and Scopus call the number of an article."""
_NUMBERS = ("isbn", "isbn-13", "isbn13", "isbn-10", "isbn10", "issn", "eissn")
COUNTED = ("book", "report", "thesis", "dissertation")
"""Kinds of documents whose pages, where they are one number, are how many there are: as HAL and Cairn have it."""
_EXTENT = re.compile(r"([ivxlc]+\s*[+,]\s*)?\d+", re.IGNORECASE)
"""How many pages there are: `348`, and `xx + 348` with those before the first."""
WHOLE = ("book", "proceedings", "report", "guide", "brochure")
"""Kinds of documents that stand in no other: a `booktitle` of theirs is for what refers to them."""


class BibtexCitation:
    """Reads what an entry says of its publication."""

    def __init__(
        self, fields: Fields, kind: Kind, raw: RawEntry, tex: Mapping[str, tuple[str, int]], within: str | None = None
    ) -> None:
        """Use nothing yet; `raw` tells what is the entry's own, `tex` how values stand in the file.

        `within` is the periodical of a whole issue.
        """
        self.fields, self.kind, self.raw, self.tex, self.within = fields, kind, raw, tex, within

    def read(self) -> Citation:
        """Return the citation."""
        fields, kind = self.fields, self.kind
        issued = self._date()
        isbns, issns = fields.numbers(*_NUMBERS)
        places = self._places()
        bodies = self._bodies("publisher", places) or self._institutions(places)
        body = bodies[0] if bodies else None
        site = ("titleaddon", "organization") if kind.container == "website" else ()  # as Zotero writes it
        container = (
            fields.take("journaltitle", "fjournal", "journal", "shortjournal", *site) if kind.container else None
        )
        if container:
            container = whole_title(container, fields.take("journalsubtitle"))
        periodical = periodical_called(container or self.within, kind, issns, body)
        if periodical or kind.is_thesis:
            self._leave(bodies[1:])
        fields.leave_numbers(issns[1:] if periodical else issns, *_NUMBERS)
        host = host_called(None if periodical else self._host(), isbns)
        number = fields.take("number", "issue") if periodical else None
        titled = whole_title(fields.take("issuetitle"), fields.take("issuesubtitle")) if periodical else None
        series = None if periodical else fields.take("series")
        in_series = fields.take("number") if series else None
        if not (periodical or series):
            series = whole_title(fields.take("maintitle"), fields.take("mainsubtitle"))
            in_series = fields.take("volume") if series else None
        is_of_series = series and not in_series and "maintitle" not in fields
        volume = fields.take("volume") if periodical or is_of_series else None
        doi = fields.doi("doi") or fields.doi_noted("note", "annote", "annotation")
        pages, extent = self._pages(), fields.take("pagetotal")
        counted = _EXTENT.fullmatch(pages or "")
        if not extent and counted and (kind.name in COUNTED or (counted[1] and kind.name in WHOLE)):
            pages, extent = None, pages
        return Citation(
            publishers=() if kind.is_thesis or periodical else bodies,
            institution=body if kind.is_thesis else None,
            places=places,
            periodical=periodical,
            issue=issue_said(periodical, number, volume, issued, titled),
            series=Series(series, in_series or volume) if series else None,
            issued=issued,
            accessed=fields.date("urldate"),
            event=self._event(),
            pages=pages_said(pages),
            extent=extent,
            edition=fields.take("edition"),
            identifiers=identifiers_of(() if host else isbns, doi),
            degree=fields.take("type") if kind.is_thesis else None,
            form="record",
            host=host,
        )

    def _places(self) -> tuple[str, ...]:
        """Return the places: BibLaTeX's field is a list that `and` parts, unless in braces (biblatex, 2.2.1)."""
        if "address" in self.fields:
            return parted(self.fields.take("address"))
        said = self.tex["location"][0] if self.fields.take("location") else ""
        return tuple(place for one in listed(said) for place in parted(decoded(one)))

    def _bodies(self, name: str, places: tuple[str, ...]) -> tuple[Agent, ...]:
        """Return the bodies of a field, which is a list in BibLaTeX and a text in BibTeX.

        Few write the braces that `Simon and Schuster` wants there: it is a list where every part has several words, and
        a place of its own or a word of bodies.
        """
        said = self.fields.take(name)
        if not said:
            return ()
        parts = [clean(decoded(one)) for one in listed(self.tex[name][0])] if self._is_biblatex() else [said]
        are_bodies = len(places) >= len(parts) or all(map(names_body, parts))
        if len(parts) > 1 and all(" " in part for part in parts) and are_bodies:
            return tuple(map(organization, parts))
        return (organization(said),)

    def _is_biblatex(self) -> bool:
        return any(name in self.tex for name in ("location", "date", "journaltitle"))

    def _institutions(self, places: tuple[str, ...]) -> tuple[Agent, ...]:
        """Return the bodies that issued a report or a thesis; that of an article is where its author works."""
        names = () if self.kind.container else ("institution", "school", "organization")
        return next((bodies for name in names if (bodies := self._bodies(name, places))), ())

    def _leave(self, bodies: tuple[Agent, ...]) -> None:
        """Note publishers of a periodical, institutions of a thesis, that are one too many."""
        for body in bodies:
            self.fields.leave("publisher", body.name)

    def _event(self) -> Event | None:
        """Return the event; one without a title has a date, or it would be but a place."""
        title = self.fields.take("eventtitle")
        if not title and "eventdate" not in self.fields:
            return None
        return Event(title, self.fields.date("eventdate"), self.fields.take("venue"))

    def _pages(self) -> str | None:
        """Return the pages, else the number of an article that is paged by itself."""
        return self.fields.take("pages", *(_ARTICLE_NUMBERS if self.kind.container else ()))

    def _host(self) -> str | None:
        """Return the book of a chapter; a whole book has one only from the entry that it refers to.

        `booktitle` is there for its chapters; proceedings may have one that is another book's.
        """
        fields = self.fields
        if self.kind.name in WHOLE and "booktitle" in self.raw.fields:
            titles = [field.value for field in fields.named("title")]
            own = [field for field in fields.named("booktitle") if field.value in titles]
            fields.use(own)
            if own or not self.kind.may_have_host:
                return None
        titled = whole_title(fields.take("booktitle"), fields.take("booksubtitle"))
        if titled or self.kind.name != "chapter":
            return titled
        return whole_title(fields.take("maintitle"), fields.take("mainsubtitle"))

    def _date(self) -> DateStatement | None:
        """Return the date: `date`, or `year` with `month`, which may be its name, its number or `jan`."""
        fields = self.fields
        if "date" in fields:
            fields.use(field for field in fields.named("year") if field.value in fields.named("date")[0].value)
            return fields.date("date")
        year = fields.date("year")
        month, day = (next((field.value for field in fields.named(name)), "") for name in ("month", "day"))
        if not month or not year or not year.edtf or not year.edtf.isdecimal():
            return year
        number = MONTHS.get(month.casefold().rstrip(".")) or (int(month) if month.isdecimal() else 0)
        within = calendar_date([year.edtf, str(number), day]) or calendar_date([year.edtf, str(number)])
        if number and within:
            fields.use(fields.named("month", *(("day",) if within.count("-") > 1 else ())))
            return DateStatement(year.verbatim, within)
        whole = day_said(year.edtf, month)
        fields.use(fields.named("month") if whole else ())
        return whole or year
