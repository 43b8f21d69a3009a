"""A citation in the making: the facts of a line, gathered from its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.dates import read_when
from bibliographe.ingest.citation.numbering import (
    read_extent,
    read_identifier,
    read_numbering,
    read_pages,
)
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Citation, Doubt, Host, Issue, Series

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.ingest.citation.facts import Fact
    from bibliographe.ingest.citation.parts import Line, Part
    from bibliographe.model.entry import Agent, Contribution, Event, Pages, Periodical

_IMPOSSIBLE = Text("la date « {date} » n'existe pas dans le calendrier", "the date '{date}' is not in the calendar")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATED_NUMBER = re.compile(r"(?P<number>[^()]+?)\s*\((?P<date>(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d))\)")
"""`24 (11/2013)`: a number and its month."""
_TWICE = Text("deux indications pour un seul champ : « {text} »", "one field is said twice: '{text}'")


@dataclass(slots=True)
class Draft:
    """What has been gathered so far; the fields are those of `bibliographe.model.entry.Citation`."""

    line: Line
    publishers: list[Agent] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    periodical: Periodical | None = None
    host: str | None = None
    number: str | None = None
    volume: str | None = None
    numbered_year: str | None = None
    issue_title: str | None = None
    series: Series | None = None
    issued: DateStatement | None = None
    available: DateStatement | None = None
    accessed: DateStatement | None = None
    event: Event | None = None
    pages: Pages | None = None
    extent: str | None = None
    edition: str | None = None
    identifiers: list[tuple[str, str]] = field(default_factory=list)
    medium: str | None = None
    degree: str | None = None
    institution: Agent | None = None
    contributions: list[Contribution] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    online: bool = False
    """It is only said to be online: `En ligne, consulté le 3 mai 2024`."""
    bare: bool = False
    """A number or pages stand without their mark."""
    reissued: bool = False
    """It is said when the work first appeared."""
    twice: int = 0
    """How many fields were said a second time."""
    precise: bool = False
    """A day is given, possible or not."""

    def add(self, part: Part) -> None:
        """Add a fact; a second one of the same kind is kept out and doubted."""
        if part.fact is not None:
            gather = _GATHER.get(part.fact.name)
            if gather is not None:
                gather(self, part, part.fact)

    def doubt(self, name: str, message: Text) -> None:
        """Note that a person should look at a field."""
        self.doubts.append(Doubt(name, message))

    def date(self, part: Part, name: str = "issued") -> DateStatement:
        """Read the date of a part, doubting it when the calendar does not have it."""
        if part.fact is None:
            return DateStatement(part.text)
        when = read_when(part.fact.tree, self.line.words_of(part.fact))
        self.precise = self.precise or not when.possible or (when.edtf or "").split("/")[0].count("-") == 2
        if not when.possible:
            self.doubt(name, _IMPOSSIBLE.format(date=part.text))
        return DateStatement(part.text, when.edtf)

    def citation(self, form: str) -> Citation:
        """Return what was gathered as a citation of this form."""
        issue = None
        if self.issued is None and self.edition and (year := _YEAR.search(self.edition)):
            self.issued = DateStatement(self.edition, year.group())
        if self.issued is None and self.volume and self.number and _YEAR.fullmatch(self.number):
            self.issued, self.number = DateStatement(self.number, self.number), None  # `Annales 68 (1999), 12-35`
        issn = next((value for kind, value in self.identifiers if kind == "issn"), None)
        if self.periodical is not None and issn is not None:
            self.periodical = replace(self.periodical, issn=issn)
        if self.number or self.volume or self.issue_title or (self.periodical and form == "periodical"):
            issued = self.issued or (
                DateStatement(self.numbered_year, self.numbered_year) if self.numbered_year else None
            )
            self.issued = issued
            issue = Issue(self.number, self.volume, issued, self.issue_title)
        return Citation(
            publishers=tuple(self.publishers),
            places=tuple(self.places),
            periodical=self.periodical,
            issue=issue,
            series=self.series,
            issued=self.issued,
            available=self.available,
            accessed=self.accessed,
            event=self.event,
            pages=self.pages,
            extent=self.extent,
            edition=self.edition,
            identifiers=tuple(said for said in self.identifiers if not (self.host and said[0] == "isbn")),
            medium=self.medium,
            degree=self.degree,
            institution=self.institution,
            contributions=tuple(self.contributions),
            form=form,
            host=Host(self.host, tuple(said for said in self.identifiers if said[0] == "isbn")) if self.host else None,
        )

    def said_twice(self, name: str, part: Part) -> None:
        """Note that a line says a field a second time."""
        self.twice += 1
        self.doubt(name, _TWICE.format(text=part.text))


def _date(draft: Draft, part: Part, _fact: Fact) -> None:
    """Keep the first date; a copyright date after it says nothing new."""
    if draft.issued is None or draft.issued.edtf is None:
        draft.issued = draft.date(part)
    elif not any(word.is_a("STAMP") for word in draft.line.words_of(_fact)):
        draft.said_twice("issued", part)


def _bare_date(draft: Draft, part: Part, name: str) -> DateStatement:
    said = draft.date(part, name)
    return DateStatement(said.verbatim.strip("[]() "), said.edtf)


def _accessed(draft: Draft, part: Part, _fact: Fact) -> None:
    draft.accessed = draft.accessed or _bare_date(draft, part, "accessed")


def _available(draft: Draft, part: Part, _fact: Fact) -> None:
    draft.available = draft.available or _bare_date(draft, part, "available")


def _published(draft: Draft, part: Part, _fact: Fact) -> None:
    draft.issued = draft.issued or _bare_date(draft, part, "issued")


def _issue(draft: Draft, part: Part, fact: Fact) -> None:
    said = read_numbering(draft.line.text, draft.line.words_of(fact), fact.tree)
    dated = _DATED_NUMBER.fullmatch(said.number or "")
    if dated:
        said = said._replace(number=dated["number"])
        draft.issued = draft.issued or DateStatement(dated["date"], f"{dated['year']}-{int(dated['month']):02}")
    if said.number and draft.number and said.year and not draft.volume:
        draft.volume = said.number  # `n° 370, 2019/3`: the third of its year
    elif said.number and draft.number and draft.numbered_year and not draft.volume:
        draft.number, draft.volume = said.number, draft.number  # `2019/3, n° 370`: the same, the other way round
    elif said.number and draft.number:
        draft.said_twice("issue", part)
    draft.number = draft.number or said.number
    draft.volume = draft.volume or said.volume
    draft.numbered_year = draft.numbered_year or said.year


def _report(draft: Draft, part: Part, fact: Fact) -> None:
    """Keep `Rapport n° 123` as what it is, a series and a number in it."""
    said = read_numbering(draft.line.text, draft.line.words_of(fact), fact.tree)
    draft.series = draft.series or Series(draft.line.words_of(fact)[0].text, said.number)


def _pages(draft: Draft, part: Part, fact: Fact) -> None:
    if draft.pages is not None:
        draft.said_twice("pages", part)
    draft.pages = draft.pages or read_pages(draft.line.text, draft.line.words_of(fact), fact.tree)


def _extent(draft: Draft, part: Part, fact: Fact) -> None:
    if draft.extent is not None:
        draft.said_twice("extent", part)
    draft.extent = draft.extent or read_extent(draft.line.text, draft.line.words_of(fact), fact.tree)


def _edition(draft: Draft, part: Part, _fact: Fact) -> None:
    draft.edition = draft.edition or part.text


def _medium(draft: Draft, part: Part, _fact: Fact) -> None:
    draft.medium = draft.medium or part.text.strip("[]() ")


def _identifier(draft: Draft, _part: Part, fact: Fact) -> None:
    said = read_identifier(draft.line.text, draft.line.words_of(fact), fact.tree)
    if said not in draft.identifiers:
        draft.identifiers.append(said)


_GATHER: dict[str, Callable[[Draft, Part, Fact], None]] = {
    "date": _date,
    "issue": _issue,
    "volume": _issue,
    "pages": _pages,
    "extent": _extent,
    "edition": _edition,
    "medium": _medium,
    "report": _report,
    "accessed": _accessed,
    "available": _available,
    "published": _published,
    "identifier": _identifier,
}
