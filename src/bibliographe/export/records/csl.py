"""CSL-JSON. Source: <https://github.com/citation-style-language/schema>, csl-data.json, version 1.0.2."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bibliographe.export.records.facts import (
    COMMON,
    NEAREST,
    doi_of,
    first_of,
    isbns_of,
    key_of,
    places_joined,
    publisher_said,
    role_written,
    type_of,
)
from bibliographe.export.records.keywords import keywords_joined
from bibliographe.export.records.losses import Losses
from bibliographe.export.records.writing import TextEntryWriter
from bibliographe.i18n import Text
from bibliographe.ingest.records.kinds import CSL

if TYPE_CHECKING:
    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.writing import Job
    from bibliographe.ingest.records.kinds import Kind
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Citation, Entry

    Json = str | dict[str, "Json"] | list["Json"] | int | bool | None

_TYPES = {
    "article/magazine": "article-magazine", "article/newspaper": "article-newspaper", "article/website": "post-weblog",
    "article": "article-journal", "academic-article": "article-journal", "press-article": "article-newspaper",
    "press-article/magazine": "article-magazine", "web-article": "post-weblog", "interview": "interview",
    "opinion": "article-journal", "opinion/newspaper": "article-newspaper", "opinion/magazine": "article-magazine",
    "opinion/website": "post-weblog", "webpage": "webpage", "book": "book", "chapter": "chapter", "report": "report",
    "study": "report", "brochure": "pamphlet", "guide": "book", "thesis": "thesis", "dissertation": "thesis",
    "proceedings": "book", "legislation": "legislation", "standard": "standard", "dataset": "dataset",
    "video": "motion_picture", "webinar": "motion_picture", "conference": "speech", "podcast": "broadcast",
    "document/": "document", "document/host": "chapter", "document/website": "webpage",
    "document/magazine": "article-magazine", "document/newspaper": "article-newspaper",
    "document/journal": "article-journal", "document/periodical": "article-journal",
}  # fmt: skip
_ROLES = frozenset(
    {
        "author", "editor", "director", "translator", "interviewer", "illustrator", "compiler", "producer",
        "organizer", "contributor",
    }
)  # fmt: skip
"""Roles that are variables of CSL."""
_FILMS = ("motion_picture", "broadcast")
"""Types of which a director is one in the sense of CSL and of programs: of others they make an author of him."""
_EDTF = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(~)?")
_SEASONS = range(21, 25)
_MONTHS = 12
_MARKS = re.compile(r"</?(?:i|b|sup|sub|span|sc)[\s>]")
_PATHS = {
    "title": "dcterms:title", "abstract": "dcterms:abstract", "medium": "bibl:mediumStatement",
    "genre": "bibl:degreeStatement", "event-title": "schema:Event/dcterms:title", "edition": "bibo:edition",
    "event-place": "schema:Event/schema:location", "publisher": "dcterms:publisher", "keyword": "schema:keywords",
    "publisher-place": "bibl:placeOfPublication", "collection-title": "bibo:Series/dcterms:title",
    "number-of-pages": "bibo:numPages",
}  # fmt: skip
_MARKED = Text("CSL y voit une mise en forme", "CSL takes it for markup")
_DATE = Text("une date que CSL ne sait pas écrire", "a date that CSL cannot write")


class CslWriter(TextEntryWriter):
    """Writes one list of items."""

    carries = COMMON | {
        "schema:Event/dcterms:title", "schema:Event/schema:location", "schema:Event/dcterms:date",
        "bibl:mediumStatement", *(f"prov:qualifiedAttribution/{role}" for role in {*_ROLES, *NEAREST}),
    }  # fmt: skip

    def head(self, job: Job) -> str:
        """Return the beginning of the list."""
        return "["

    def between(self) -> str:
        """Return what parts two items."""
        return ","

    def record(self, catalogued: Catalogued, job: Job) -> str:
        """Return one item on a line."""
        return "\n" + json.dumps(csl_item(catalogued, job.losses), ensure_ascii=False)

    def foot(self, job: Job) -> str:
        """Return the end of the list."""
        return "\n]\n"


def csl_item(catalogued: Catalogued, losses: Losses | None = None) -> dict[str, Json]:
    """Return an entry as an item of CSL, which citation processors take; what it has no place for goes to `losses`."""
    losses = losses or Losses()
    entry, citation = catalogued.entry, catalogued.entry.citation
    said = type_of(entry, _TYPES, CSL, losses)
    kind = CSL[said]
    item: dict[str, Json] = {
        "id": key_of(catalogued),
        "type": said,
        "title": entry.title,
        **_people(entry, said, losses),
        **_container(citation, kind),
        "issued": _date(citation.issued, "dcterms:date", losses),
        "accessed": _date(citation.accessed, "fabio:hasAccessDate", losses),
        **_event(citation, losses),
        "publisher": publisher_said(entry, losses),
        "publisher-place": places_joined(entry, losses),
        "edition": citation.edition,
        "page": citation.pages.verbatim if citation.pages else None,
        "number-of-pages": citation.extent,
        "medium": citation.medium,
        "genre": citation.degree,
        "ISBN": " ".join(isbns_of(entry, kind)),
        "ISSN": citation.periodical.issn if citation.periodical else None,
        "DOI": doi_of(entry, losses),
        "URL": first_of((link.url for link in entry.links if link.url), "schema:url", losses),
        "keyword": keywords_joined(catalogued, "; ", losses),
        "language": entry.language,
        "abstract": entry.annotation,
    }
    _lose_marked(item, citation, losses)
    return {name: value for name, value in item.items() if value}


def _lose_marked(item: dict[str, Json], citation: Citation, losses: Losses) -> None:
    """Tell of texts that hold what CSL takes for markup, and takes out."""
    within = "bibo:EditedBook" if citation.host else "bibo:Periodical"
    if citation.periodical and citation.periodical.kind == "website":
        within = "bibo:Website"
    paths = {**_PATHS, "container-title": f"{within}/dcterms:title"}
    for name, value in item.items():
        if isinstance(value, str) and _MARKS.search(value):
            losses.lose(paths.get(name, name), value, _MARKED)


def variables(said: str) -> frozenset[str]:
    """Return the variables that are for names in an item of a type."""
    return _ROLES if said in _FILMS else _ROLES - {"director"}


def _people(entry: Entry, said: str, losses: Losses) -> dict[str, Json]:
    people: dict[str, list[Json]] = {}
    for one in entry.contributions:
        role = role_written(one, variables(said), losses)
        if role:
            people.setdefault(role, []).append(_name(one.agent))
    return {**people}


def _name(agent: Agent) -> Json:
    if agent.kind == "person" and agent.family and agent.given:
        return {"family": agent.family, "given": agent.given}
    return {"literal": agent.name}


def _container(citation: Citation, kind: Kind) -> dict[str, Json]:
    host = citation.host.title if citation.host and kind.may_have_host else None
    return {
        "container-title": citation.periodical.title if citation.periodical and kind.container else host,
        "volume": citation.issue.volume if citation.issue else None,
        "issue": citation.issue.number if citation.issue else None,
        "collection-title": citation.series.title if citation.series else None,
        "collection-number": citation.series.number if citation.series else None,
    }


def _event(citation: Citation, losses: Losses) -> dict[str, Json]:
    event = citation.event
    if event is None:
        return {}
    date = _date(event.date, "schema:Event/dcterms:date", losses)
    return {"event-title": event.title, "event-place": event.place, "event-date": date}


def _date(date: DateStatement | None, path: str, losses: Losses) -> Json:
    """Return a date in parts, one that EDTF does not say in its own words."""
    if date is None:
        return None
    if not date.edtf:
        return {"literal": date.verbatim}
    bounds = [_EDTF.fullmatch(bound) for bound in date.edtf.split("/")]
    if not all(bounds) or len(bounds) > 2:
        losses.lose(path, date.edtf, _DATE)
        return {"literal": date.verbatim}
    found = [bound for bound in bounds if bound]
    if any(int(bound[2] or 0) > _MONTHS and (len(found) > 1 or int(bound[2]) not in _SEASONS) for bound in found):
        losses.lose(path, date.edtf, _DATE)
        return {"literal": date.verbatim}
    seasons = [int(bound[2]) for bound in found if bound[2] and int(bound[2]) in _SEASONS]
    parts: list[Json] = [[int(part) for part in bound.groups()[:3] if part] for bound in found]
    if seasons and len(found) == 1:
        return {"date-parts": [[int(found[0][1])]], "season": seasons[0] - 20}
    if any(bound[4] for bound in found):
        if len(found) > 1:
            losses.lose(path, date.edtf, _DATE)
        return {"date-parts": parts, "circa": True}
    return {"date-parts": parts}
