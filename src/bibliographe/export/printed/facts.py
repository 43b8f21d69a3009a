"""What a selection and its entries say, as values by property: to see what a printed document gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bibliographe.graph.describe.entries import contents_text
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Citation, Entry, Event, Selection

Facts = dict[str, list[str]]
_Values = Mapping[str, Sequence[str | None]]


def entry_facts(entry: Entry, labels: Iterable[str] = ()) -> Facts:
    """Return what an entry says, in the words of a loss report; `labels` are those of its links."""
    citation = entry.citation
    people: dict[str, list[str | None]] = {}
    for one in (*entry.contributions, *citation.contributions):
        path = "dcterms:creator" if one.role == "author" else f"prov:qualifiedAttribution/{one.role}"
        if one.agent.name not in people.setdefault(path, []):
            people[path].append(one.agent.name)
    identifiers = [(key, value.replace("-", "").replace(" ", "")) for key, value in citation.identifiers]
    urls = {link.url for link in entry.links if link.url}
    return _filled(
        {
            "dcterms:title": [entry.title],
            "dcterms:type": [entry.kind],
            "dcterms:language": [entry.language],
            **people,
            "bibl:hasOtherAuthors": ["true"] if entry.others else [],
            **_containers(citation),
            **_event("schema:Event", citation.event),
            "dcterms:publisher": sorted(one.name for one in citation.publishers),
            "bibl:placeOfPublication": sorted(citation.places),
            "dcterms:date": [_date(citation.issued or (citation.issue.date if citation.issue else None))],
            "dcterms:available": [_sortable(citation.available)],
            "fabio:hasAccessDate": [_sortable(citation.accessed)],
            "bibo:pages": [citation.pages.verbatim if citation.pages else None],
            "bibo:numPages": [citation.extent],
            "bibo:edition": [citation.edition],
            "bibl:mediumStatement": [citation.medium],
            "bibl:degreeStatement": [citation.degree],
            "bibo:issuer": [citation.institution.name if citation.institution else None],
            "bibo:isbn": sorted(value.upper() for key, value in identifiers if key == "isbn"),
            "bibo:doi": sorted(value for key, value in citation.identifiers if key == "doi"),
            "schema:keywords": sorted(entry.keywords),
            "dcterms:tableOfContents": [contents_text(entry.contents)],
            "schema:url": sorted(urls),
            "schema:ListItem/bibl:linkLabel": sorted(set(labels) - urls - {_bare(url) for url in urls}),
            "schema:mentions": sorted(one.name for one in entry.mentions),
            "dcterms:abstract": [entry.annotation],
        }
    )


def selection_facts(selection: Selection) -> Facts:
    """Return what a title block says."""
    return _filled(
        {
            "dcterms:title": [" : ".join(part for part in (selection.title, selection.subtitle) if part)],
            "dcterms:language": [selection.language],
            "bibo:edition": [selection.edition],
            "bibl:compilationStatement": [selection.statement],
            "dcterms:date": [_date(selection.issued)],
            "dcterms:creator": sorted(one.name for one in selection.compilers),
            **_event("schema:Event", selection.event),
        }
    )


def differences(given: Facts, found: Facts) -> dict[str, tuple[list[str], list[str]]]:
    """Return what came back otherwise, by path: what was given and what was found."""
    return {
        path: (given.get(path, []), found.get(path, []))
        for path in sorted({*given, *found})
        if given.get(path, []) != found.get(path, [])
    }


def _bare(url: str) -> str:
    """Return an address as it is printed without its scheme: as a label it says no more than the address."""
    return url.removeprefix("https://").removeprefix("http://")


def _filled(facts: _Values) -> Facts:
    return {path: [clean(value) for value in values if value] for path, values in facts.items() if any(values)}


def _containers(citation: Citation) -> _Values:
    found: dict[str, Sequence[str | None]] = {}
    periodical, issue = citation.periodical, citation.issue
    if periodical:
        site = periodical.kind == "website" and issue is None
        name = "bibo:Website" if site else "bibo:Periodical"
        found |= {
            f"{name}/dcterms:title": [periodical.title],
            f"{name}/rdf:type": [None if site or periodical.kind == "website" else periodical.kind],
            f"{name}/bibo:issn": [periodical.issn],
            f"{name}/schema:url": [periodical.url],
            f"{name}/dcterms:publisher": [periodical.publisher.name.casefold() if periodical.publisher else None],
        }
    if issue:
        found |= {
            "bibo:Issue/bibo:issue": [issue.number],
            "bibo:Issue/bibo:volume": [issue.volume],
            "bibo:Issue/dcterms:title": [issue.title],
        }
    if citation.series:
        found |= {"bibo:Series/dcterms:title": [citation.series.title], "bibo:number": [citation.series.number]}
    if citation.host:
        found["bibo:CollectedDocument/dcterms:title"] = [citation.host.title]
        found["bibo:CollectedDocument/bibo:isbn"] = sorted(value for _key, value in citation.host.identifiers)
    return found


def _event(path: str, event: Event | None) -> _Values:
    if event is None:
        return {}
    organizer = event.organizer.name if event.organizer else None
    title = event.title or organizer or (event.date.verbatim if event.date else None)
    return {
        f"{path}/dcterms:title": [title],
        f"{path}/dcterms:date": [_date(event.date)],
        f"{path}/schema:location": [event.place],
        f"{path}/schema:organizer": [organizer],
        f"{path}/bibo:edition": [event.edition],
    }


def _date(date: DateStatement | None) -> str | None:
    return (date.edtf or date.verbatim) if date else None


def _sortable(date: DateStatement | None) -> str | None:
    return date.sortable[0] if date and date.sortable else None
