"""What entries appear in: periodicals and their issues, websites, collections of books."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.graph.describe.agents import describe_agent
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, SCHEMA, TYPED, address, edtf, sortable

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.graph.describe.description import Description
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Citation, Issue, Periodical, Series

_CLASSES = {
    "periodical": BIBO.Periodical,
    "magazine": BIBO.Magazine,
    "newspaper": BIBO.Newspaper,
    "journal": BIBO.Journal,
    "website": BIBO.Website,
}
_ISBN_10_LENGTH = 10


def describe_container(description: Description, citation: Citation) -> NamedNode | None:
    """Describe the periodical or site of a citation, and its issue where it names one.

    Returns the address that the entry is `dcterms:isPartOf`: the issue, else the periodical or site, else None.
    """
    if citation.periodical is None:
        return None
    container = citation.periodical
    if citation.issue is None:
        return describe_periodical(description, container)
    if container.kind == "website":  # what has numbered issues is a periodical, wherever it is read
        container = replace(container, kind="periodical")
    return _describe_issue(description, describe_periodical(description, container), container, citation.issue)


def describe_periodical(description: Description, periodical: Periodical) -> NamedNode:
    """Describe a periodical or a website and return its address; its title is its identity."""
    kind = "website" if periodical.kind == "website" else "periodical"
    minted = description.minter.mint(kind, periodical.title)
    iri = description.resolve(minted)
    if iri != minted:
        return iri
    if not description.says(iri):
        description.say(iri, TYPED, _CLASSES[periodical.kind])
        description.say_text(iri, DCTERMS.title, periodical.title, description.language)
    if periodical.issn:
        description.say_plain(iri, BIBO.issn, periodical.issn)
    if periodical.url:
        description.say(iri, SCHEMA.url, address(periodical.url))
    if periodical.publisher:
        description.say(iri, DCTERMS.publisher, describe_agent(description, periodical.publisher))
    return iri


def _describe_issue(description: Description, periodical: NamedNode, container: Periodical, issue: Issue) -> NamedNode:
    """One issue is one node, however many entries stand in it.

    Volume, number and year are its identity (numbers may start again each year); the whole date without a number.
    """
    date = issue.date.edtf if issue.date else None
    numbered = issue.number or issue.volume
    identity = (issue.volume, issue.number, (date or "")[:4]) if numbered else (date,)
    name = " ".join(part for part in (container.title, issue.volume, issue.number, (date or "")[:4]) if part)
    iri = description.resolve(description.minter.mint("issue", name, periodical.value, *identity))
    if description.says(iri):
        return iri
    description.say(iri, TYPED, BIBO.Issue)
    description.say(iri, DCTERMS.isPartOf, periodical)
    description.say_plain(iri, BIBO.issue, issue.number or None)
    description.say_plain(iri, BIBO.volume, issue.volume or None)
    description.say_text(iri, DCTERMS.title, issue.title or None, description.language)
    describe_date(description, iri, issue.date)
    return iri


def describe_series(description: Description, series: Series) -> NamedNode:
    """Describe a collection of books and return its address."""
    minted = description.minter.mint("series", series.title)
    iri = description.resolve(minted)
    if iri == minted:
        description.say(iri, TYPED, BIBO.Series)
        description.say_text(iri, DCTERMS.title, series.title, description.language)
    return iri


def describe_isbn(description: Description, thing: NamedNode, value: str) -> None:
    """Say an ISBN of `thing`, without hyphens, by its length."""
    bare = value.replace("-", "").replace(" ", "").upper()
    description.say_plain(thing, BIBO.isbn10 if len(bare) == _ISBN_10_LENGTH else BIBO.isbn13, bare)


def describe_date(description: Description, thing: NamedNode, date: DateStatement | None) -> None:
    """Say a date three ways: as printed, as EDTF, and to sort by (design.md, section 4)."""
    if date is None:
        return
    description.say_text(thing, BIBL.verbatimDate, date.verbatim, description.language)
    description.say(thing, DCTERMS.date, edtf(date))
    description.say(thing, DCTERMS.issued, sortable(date))
