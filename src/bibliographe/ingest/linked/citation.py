"""The citation of one document of a graph: what it stands in, its imprint, dates, pages and numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from bibliographe.ingest.linked.imprint import (
    DATES,
    ISSUE_NUMBERS,
    PLACES,
    VOLUMES,
    container_of,
    date_of_imprint,
    first_title,
    imprint,
    taken_date,
)
from bibliographe.ingest.linked.numbers import Numbers
from bibliographe.ingest.linked.people import agents_of
from bibliographe.ingest.linked.terms import compact, local
from bibliographe.ingest.records.parts import host_called, identifiers_of, pages_said
from bibliographe.model.entry import Citation, Event, Issue, Periodical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.linked.imprint import Container
    from bibliographe.ingest.linked.resource import Value
    from bibliographe.ingest.records.fields import Fields
    from bibliographe.ingest.records.kinds import Kind
    from bibliographe.model.entry import Agent, Contribution, Pages, Series

_PAGES = ("bibo:pages", "bib:pages", "prism:pageRange", "schema:pagination", "swrc:pages")
_STARTS = ("bibo:pageStart", "prism:startingPage", "schema:pageStart")
_ENDS = ("bibo:pageEnd", "prism:endingPage", "schema:pageEnd")
_EXTENTS = ("bibo:numPages", "z:numPages", "prism:pageCount", "schema:numberOfPages", "dcterms:extent", "isbd:P1053")
_FORMATS = ("dc:format", "dcterms:format")
_WHOLE = ("book", "report", "thesis")
_COUNTS = re.compile(r"\d\s*(?:p\b|pages?\b|f\b|vol\b|min\b|h\b|cm\b|leaves|Seiten|S\.)", re.IGNORECASE)
"""What a format states that is an extent."""
_DEFENDED = ("dcterms:dateAccepted",)
"""Of a thesis, the day when it was defended."""


def citation_of(
    tree: Value, kind: Kind, fields: Fields, accessed: Sequence[str]
) -> tuple[Citation, list[str], tuple[Contribution, ...]]:
    """Use what a document's citation is made of; return it, the document's links, and who made the book it is in."""
    numbers = Numbers()
    numbers.take(tree)
    within = container_of(tree, kind, fields)
    publishers, places = imprint(tree, fields)
    granting = ("bibo:issuer", *(("relators:dgg",) if kind.is_thesis else ()))
    issuers = [agent for one in tree.named(*granting) for agent in agents_of(one, fields, bodies=True)]
    bodies = list(dict.fromkeys([*publishers, *within.publishers]))
    institution = next(iter([*issuers, *bodies]), None) if kind.is_thesis else None
    bodies = [body for body in [*bodies, *issuers] if body != institution]
    issued = taken_date(tree, fields, *DATES, *(_DEFENDED if kind.is_thesis else ()))
    issued = issued or date_of_imprint(tree, fields) or within.date
    periodical = _periodical(within, numbers, bodies, fields)
    isbns = list(dict.fromkeys([*within.numbers.isbns, *numbers.isbns]))
    host = host_called(within.host, isbns)
    extent = _extent(tree) or (_counted_pages(tree) if kind.name in _WHOLE else None)
    citation = Citation(
        publishers=tuple(bodies) if not periodical else (),
        institution=institution,
        places=tuple(dict.fromkeys([*places, *within.places])),
        periodical=periodical,
        issue=_issue(tree, within) if periodical else None,
        series=_series(tree, within.series),
        issued=issued,
        available=taken_date(tree, fields, "dcterms:available"),
        accessed=taken_date(tree, fields, *accessed),
        event=_event(tree, fields),
        pages=_pages(tree),
        extent=extent,
        edition=tree.take("bibo:edition", "prism:edition", "schema:bookEdition", "isbd:P1008"),
        identifiers=identifiers_of(() if host else isbns, _doi(within, numbers, fields)),
        medium=_worded(tree, "dcterms:medium", *_FORMATS),
        degree=_degree(tree) if kind.is_thesis else None,
        form="record",
        host=host,
    )
    inherited = within.numbers.links[1 if periodical else 0 :]
    return citation, list(dict.fromkeys([*numbers.links, *inherited])), within.people


def _periodical(within: Container, numbers: Numbers, bodies: list[Agent], fields: Fields) -> Periodical | None:
    issns = list(dict.fromkeys([*within.numbers.issns, *numbers.issns]))
    for spare in issns[1:] if within.periodical else issns:
        fields.leave("bibo:issn", spare)
    if not within.periodical:
        return None
    for body in bodies[1:]:
        fields.leave("dcterms:publisher", body.name)
    url = next(iter(within.numbers.links), None)
    publisher = next(iter(bodies), None)
    return Periodical(within.periodical, within.kind, issns[0] if issns else None, url, publisher)


def _issue(tree: Value, within: Container) -> Issue | None:
    volume, number = within.volume or tree.take(*VOLUMES), within.issue or tree.take(*ISSUE_NUMBERS)
    if not (volume or number or within.issue_title):
        return None
    return (
        Issue(number, volume, within.date, within.issue_title)
        if within.date
        else Issue(number, volume, None, within.issue_title)
    )


def _series(tree: Value, series: Series | None) -> Series | None:
    if series is None or series.number:
        return series
    return replace(series, number=tree.take("bibo:number", *VOLUMES, *ISSUE_NUMBERS))


def _doi(within: Container, numbers: Numbers, fields: Fields) -> str | None:
    # Zotero says the DOI of an article on its journal.
    found = list(dict.fromkeys([*numbers.dois, *within.numbers.dois]))
    for spare in found[1:]:
        fields.leave("bibo:doi", spare)
    return found[0] if found else None


def _pages(tree: Value) -> Pages | None:
    said = tree.take(*_PAGES)
    starts, ends = tree.named(*_STARTS), tree.named(*_ENDS)
    start, end = tree.take(*_STARTS), tree.take(*_ENDS)
    between = f"{start}-{end}" if start and end and start != end else start or end
    if said is None:
        return pages_said(between)
    for one in (*starts, *ends):  # what the range says already
        one.used = one.text in said
    return pages_said(said)


def _extent(tree: Value) -> str | None:
    said = tree.take(*_EXTENTS) or _worded(tree, *_EXTENTS)
    for one in tree.named(*_FORMATS):
        if said is None and isinstance(one.term, Literal) and _COUNTS.search(one.text):
            one.used, said = True, one.text
    return said


def _counted_pages(tree: Value) -> str | None:
    """Return the number of pages of a whole document, which Zotero has as its pages."""
    said = tree.named("bib:pages")
    return tree.take("bib:pages") if said and all(one.text.isdecimal() for one in said) else None


def _worded(tree: Value, *names: str) -> str | None:
    """Use the words of a literal, or the label of a thing."""
    for one in tree.named(*names):
        if one.used:
            continue
        said = one.text if isinstance(one.term, Literal) else first_title(one)
        if said:
            one.used = True
            return said
    return None


def _degree(tree: Value) -> str | None:
    found = _worded(tree, "bibo:degree", "z:type", "z:thesisType")
    for one in tree.named("bibo:degree"):
        if found is None and one.text:
            one.used = True
            found = local(compact(one.text)).rpartition("/")[2]
    return found


def _event(tree: Value, fields: Fields) -> Event | None:
    for one in tree.named("bibo:presentedAt", "bib:presentedAt"):
        title = one.text if isinstance(one.term, Literal) else first_title(one)
        if title:
            one.used = True
            date = taken_date(one, fields, "event:time", "schema:startDate", *DATES)
            place = one.take(*PLACES)
            for inner in one.named("event:place", "schema:location"):
                place = place or _worded(one, inner.name)
            return Event(title, date, place)
    name = tree.take("z:meetingName", "z:conferenceName")
    return Event(name) if name else None
