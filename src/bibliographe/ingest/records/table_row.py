"""One row of a table as an entry: its cells by the fields that they hold."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.dates import date_said
from bibliographe.ingest.records.fields import Field, Fields, parted, split_keywords, untitled
from bibliographe.ingest.records.identifiers import numbers_in
from bibliographe.ingest.records.languages import UNKNOWN
from bibliographe.ingest.records.parts import (
    host_called,
    identifiers_of,
    issue_said,
    pages_said,
    periodical_called,
    whole_title,
)
from bibliographe.ingest.records.plain_text import unescaped, unmarked
from bibliographe.ingest.records.table_kinds import kind_of
from bibliographe.ingest.records.table_people import BRACKETS, bare, contributions_of, role_of_column
from bibliographe.ingest.records.table_source import finer, issue_told, standing_told
from bibliographe.model.entry import Citation, ContentsLine, Entry, Event, Issue, Periodical, Reading, Series
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from bibliographe.ingest.records.dublin_core_source import Standing
    from bibliographe.ingest.records.kinds import Kind
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Host, Reject, Span

LINE_SIGN = " ¶ "
"""What stands for a line end inside a cell where a row is a line."""
_NO_FORMULA = re.compile(r"^'(?=[=+@-])")
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
"""A formula that keeps a number from losing its zeros (`="0439358078"`)."""
_ISBD = re.compile(r"(?:\s+[/:;=]|,)$")
_OF_ISBD = frozenset({"title", "subtitle", "edition", "place", "publisher", "date", "extent"})
"""Fields that library systems export with the punctuation of ISBD at their end (`Titre /`)."""
_DATES = frozenset({"date", "accessed"})
_NO_DATE = re.compile(r"0000(?:[-/]00){0,2}(?: 00:00:00)?")
"""What databases write for no date."""
_OF_NUMBERS = re.compile(r"(?:n[°ºo]s?\.?|num[ée]ros?|issue|vol(?:ume)?\.?|tome|t\.)\s*(?=\d)", re.IGNORECASE)
_STANDARD = re.compile(r"(?:^|[\s;,:\[])\d[\dXx-]{6,16}(?=$|[\s;,\]])")
"""A standard number among identifiers, which is no part of another one (`hal-00001234`)."""
_SHORT_MONTH = re.compile(r"([^\W\d_]{3,9})\.?-(\d\d)")
"""A month as spreadsheets show it: `mars-23`."""
_LAST_OF_THIS_CENTURY = 29
"""Years up to here are of this century where a spreadsheet shows two figures of them."""
_TOPIC_SIGNS = re.compile(r"\s*(?:>|›|/)\s*")


def _cleaned(field: str | None, cell: str) -> str:
    """Return what a cell says, without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    kept = _KEPT_AS_TEXT.fullmatch(cell)
    cell = kept[1] if kept else _NO_FORMULA.sub("", cell)
    if field == "contents":
        return "\n".join(line.rstrip() for line in re.split(rf"\n|{LINE_SIGN}", cell) if line.strip())
    return clean(cell)


def _month_whole(cell: str) -> str:
    """Return a month with all figures of its year."""
    found = _SHORT_MONTH.fullmatch(cell)
    if found is None:
        return cell
    year = int(found[2])
    return f"{found[1]} {1900 + 100 * (year <= _LAST_OF_THIS_CENTURY) + year}"


def _as_read(field: str | None, cell: str) -> str:
    """Return what a cell says in a table of others: without the punctuation of ISBD, and marks of the web."""
    said = unescaped(unmarked(cell))
    return _ISBD.sub("", said) if field in _OF_ISBD else said


class RowReader:
    """Reads one row."""

    def __init__(
        self,
        headings: list[str],
        known: list[str | None],
        row: list[str],
        span: Span,
        position: int,
        *,
        family_first: bool = False,
    ) -> None:
        self.span, self.position, self.family_first = span, position, family_first
        self.has_sites, self.has_institutions = "website" in known, "institution" in known
        self.roles = {
            heading: role
            for heading, field in zip(headings, known, strict=True)
            if field is None and (role := role_of_column(heading))
        }
        cells = [
            (heading, field, _cleaned(field, cell)) for heading, field, cell in zip(headings, known, row, strict=False)
        ]
        self.cells = {field: cell for _heading, field, cell in cells if field}
        cells += [(f"+{at}", None, clean(cell)) for at, cell in enumerate(row[len(headings) :], start=1)]
        self.is_ours = "entry" in known
        """Whether it says exactly what a catalogue says, in a table that was exported to be corrected."""
        self.fields = Fields(
            (Field(field or heading, self._said(field, cell), span) for heading, field, cell in cells), span
        )
        if any(cell for heading, _, cell in cells[len(headings) :]):
            message = Text(
                "la ligne a plus de cases que de colonnes : un texte contient-il le séparateur sans guillemets ?",
                "the row has more cells than columns: does a text hold the separator without quotation marks?",
            )
            self.fields.doubt("record", message)
        self.printed = "\n".join(f"{heading}: {cell}" for heading, field, cell in cells if cell and field != "abstract")

    def _said(self, field: str | None, cell: str) -> str:
        if field in _DATES:
            cell = _month_whole(cell)
        return cell if self.is_ours else _as_read(field, cell)

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        fields = self.fields
        title = whole_title(fields.take("title"), fields.take("subtitle"))
        if title is None:
            remedy = Text("remplissez la colonne du titre", "fill in the column of the title")
            return untitled(self.span, self.printed, Text("de tableau", "spreadsheet"), remedy)
        kind = kind_of(fields, has_sites=self.has_sites, is_exact=self.is_ours)
        contributions = tuple(contributions_of(fields, self.roles, family_first=self.family_first))
        citation = self._citation(kind)
        topic = tuple(filter(None, _TOPIC_SIGNS.split(fields.take("topic") or "")))
        return Entry(
            title=title,
            kind=kind.name,
            position=self.position,
            span=self.span,
            text=self.printed,
            language=fields.language("language") or UNKNOWN,
            contributions=contributions,
            citation=citation,
            topic=topic or None,
            keywords=tuple(dict.fromkeys(word for said in fields.take_all("keyword") for word in split_keywords(said))),
            annotation=fields.take("abstract"),
            contents=_contents(fields.take("contents")),
            links=fields.links("url"),
            readings=(Reading("citation", self.span, self.printed),),
            doubts=tuple(fields.doubts),
            key=fields.key("identifier"),
            unread=fields.unread(),
        )

    def _citation(self, kind: Kind) -> Citation:
        fields = self.fields
        told = None if self.is_ours else standing_told(fields, kind)
        issued = finer(self._date(), told.date if told else None)
        numbered = [field for field in fields.named("identifier") if _STANDARD.search(field.value)]
        isbns, issns = fields.numbers("isbn", "issn", *(("identifier",) if numbered else ()))
        bodies = tuple(map(organization, parted(bare(fields, "publisher", fields.take("publisher") or ""))))
        institution = self._institution()
        if institution is None and kind.is_thesis and not self.has_institutions and bodies:
            institution, *others = bodies
            bodies = tuple(others)
        host = self._host(kind, isbns, issns)
        periodical = None if host else self._periodical(kind, issns, bodies[0] if bodies else None, told)
        fields.leave_numbers(issns[1:] if periodical else issns, "issn", "isbn", "identifier")
        series = fields.take("series")
        in_series = fields.take("series-number") if series else None
        volume = self._number("volume") if periodical or series else None
        number = self._number("issue") if periodical else None
        doi = fields.doi("doi") or fields.doi("identifier") or fields.doi_noted("Extra")
        event = fields.take("event")
        return Citation(
            publishers=() if periodical else bodies,
            institution=institution,
            places=parted(fields.take("place")),
            periodical=periodical,
            issue=issue_told(told, issued) if told else self._issue(periodical, number, volume, issued),
            series=Series(series, in_series or (None if periodical else volume)) if series else None,
            issued=issued,
            accessed=fields.date("accessed"),
            event=Event(event) if event else None,
            pages=told.pages if told else pages_said(fields.take("pages") or self._pages()),
            extent=fields.take("extent"),
            edition=fields.take("edition"),
            identifiers=identifiers_of(() if host else isbns, doi),
            medium=fields.take("medium"),
            degree=fields.take("degree") or (fields.take("type") if kind.is_thesis else None),
            form="record",
            host=host,
        )

    def _date(self) -> DateStatement | None:
        """Take the date that says most, of columns of years and of dates; what says less of the same is used too."""
        fields = self.fields
        said = [field for field in fields.named("date") if not _NO_DATE.fullmatch(field.value)]
        found = [(field, date) for field in said if (date := date_said(field.value))]
        if not found:
            return None
        _, best = max(found, key=lambda one: len(one[1].edtf or ""))
        fields.use(field for field, date in found if date is best or (best.edtf or "").startswith(date.edtf or "-"))
        fields.check_date(best)
        return best

    def _issue(
        self, periodical: Periodical | None, number: str | None, volume: str | None, date: DateStatement | None
    ) -> Issue | None:
        if not self.is_ours:
            return issue_said(periodical, number, volume, date)
        return Issue(number, volume, date) if periodical and (number or volume) else None

    def _number(self, field: str) -> str | None:
        """Return a number without what it is called: `n° 368` is 368."""
        said = self.fields.take(field)
        return _OF_NUMBERS.sub("", said, count=1) if said and not self.is_ours and _OF_NUMBERS.match(said) else said

    def _pages(self) -> str | None:
        """Return the pages of columns for the first and the last one; else the number of an article without any."""
        first, last = self.fields.take("first-page"), self.fields.take("last-page")
        pages = f"{first}-{last}" if first and last and first != last else first or last
        return pages or self.fields.take("article-number")

    def _institution(self) -> Agent | None:
        said = self.fields.take("institution")
        return organization(said) if said else None

    def _host(self, kind: Kind, isbns: list[str], issns: list[str]) -> Host | None:
        """Return the book of a chapter, which tables of Zotero have in the column of periodicals."""
        fields = self.fields
        is_part = kind.name == "chapter" and not (issns or "volume" in fields or "issue" in fields)
        if is_part and "host" not in fields and "periodical" in fields:
            said = fields.take("periodical") or ""
            behind = numbers_in(BRACKETS.findall(said))[0]
            title = BRACKETS.sub("", said) if behind else bare(fields, "periodical", said)
            return host_called(title, [*isbns, *behind])
        is_free = not ("periodical" in fields or "website" in fields)
        return host_called(fields.take("host"), isbns) if is_free else None

    def _periodical(
        self, kind: Kind, issns: list[str], publisher: Agent | None, told: Standing | None
    ) -> Periodical | None:
        if told:
            return replace(told.periodical, issn=next(iter(issns), None), publisher=publisher)
        site = self.fields.take("website")
        if site:
            return Periodical(site, "website", next(iter(issns), None))
        said = self.fields.take("periodical")
        if not said:
            return None
        behind = numbers_in(BRACKETS.findall(said))[1]
        for more in behind if issns else behind[1:]:
            self.fields.leave("periodical[]", more)
        return periodical_called(BRACKETS.sub("", said), kind, [*issns, *behind], publisher)


def _contents(cell: str | None) -> tuple[ContentsLine, ...]:
    """Return a table of contents: a line a line, two spaces for each level."""
    lines = (cell or "").split("\n")
    return tuple(ContentsLine(clean(line), (len(line) - len(line.lstrip(" "))) // 2) for line in lines if line.strip())
