"""What a document stands in, and where in it: relatedItem and part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.records.marc.described import named

if TYPE_CHECKING:
    from bibliographe.export.records.mods.record import ModsRecord
    from bibliographe.model.entry import Issue, Periodical

_GENRES = {
    "periodical": "periodical",
    "magazine": "magazine",
    "newspaper": "newspaper",
    "journal": "academic journal",
    "website": "web site",
}
"""Terms of MODS's list of genres (marcgt) and, for what it has none, those of Zotero's records."""


def hosts(one: ModsRecord) -> None:
    """Write the periodical and its issue, the book, the series, and what stands in it."""
    citation = one.citation
    if citation.periodical:
        _periodical(one, citation.periodical)
    if citation.host:
        with one.element("relatedItem", type="host"):
            one.title(citation.host.title, "bibo:EditedBook/dcterms:title")
            with one.element("originInfo"):
                one.leaf("issuance", "monographic")
            for _, value in citation.host.identifiers:
                one.leaf("identifier", value, "bibo:EditedBook/bibo:isbn13", type="isbn")
            if not citation.periodical:
                part(one, None)
    if citation.series:
        with one.element("relatedItem", type="series"), one.element("titleInfo"):
            one.leaf("title", citation.series.title, "bibo:Series/dcterms:title")
            one.leaf("partNumber", citation.series.number, "bibo:number")
    for title in one.said("dcterms:hasPart"):
        with one.element("relatedItem", type="constituent"):
            one.title(title, "dcterms:hasPart")


def _periodical(one: ModsRecord, periodical: Periodical) -> None:
    path = "bibo:Website" if periodical.kind == "website" else "bibo:Periodical"
    with one.element("relatedItem", type="host"):
        one.title(periodical.title, f"{path}/dcterms:title")
        one.leaf("genre", _GENRES[periodical.kind])
        with one.element("originInfo"):
            publisher = periodical.publisher
            one.leaf("publisher", named(publisher) if publisher else None, f"{path}/dcterms:publisher")
            one.leaf("issuance", "integrating resource" if periodical.kind == "website" else "serial")
        one.leaf("identifier", periodical.issn, f"{path}/bibo:issn", type="issn")
        if periodical.url:
            with one.element("location"):
                one.leaf("url", periodical.url, f"{path}/schema:url")
        part(one, one.citation.issue)


def part(one: ModsRecord, issue: Issue | None) -> None:
    """Write volume and issue, pages, and the issue's date."""
    pages = one.citation.pages
    if issue is None and pages is None:
        return
    with one.element("part"):
        if issue:
            _issue(one, issue)
        if pages:
            with one.element("extent", unit="pages"):
                one.leaf("start", pages.start, "bibo:pages")
                one.leaf("end", pages.end, "bibo:pages")
                if pages.verbatim not in (pages.start, f"{pages.start}-{pages.end}"):
                    one.leaf("list", pages.verbatim, "bibo:pages")
        if issue:
            one.date("date", issue.date, "bibo:Issue/bibl:verbatimDate")


def _issue(one: ModsRecord, issue: Issue) -> None:
    if issue.volume:
        with one.element("detail", type="volume"):
            one.leaf("number", issue.volume, "bibo:Issue/bibo:volume")
    if issue.number or issue.title:
        with one.element("detail", type="issue"):
            one.leaf("number", issue.number, "bibo:Issue/bibo:issue")
            one.leaf("title", issue.title, "bibo:Issue/dcterms:title")
