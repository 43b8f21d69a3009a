"""Where and when an entry appeared, as a citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bibliographe.export.records.people import agent_of
from bibliographe.export.records.said import as_others, said_below, said_values
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, FABIO, SCHEMA, TYPED
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Citation, Event, Host, Issue, Pages, Periodical, Series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from bibliographe.export.records.nodes import Node, Nodes
    from bibliographe.model.entry import PeriodicalKind

_PERIODICALS: dict[NamedNode, PeriodicalKind] = {
    BIBO.Magazine: "magazine",
    BIBO.Newspaper: "newspaper",
    BIBO.Journal: "journal",
    BIBO.Website: "website",
    BIBO.Periodical: "periodical",
}


_PATHS = {"periodical": "bibo:Periodical", "issue": "bibo:Issue", "series": "bibo:Series", "host": "bibo:EditedBook"}


class Containers(NamedTuple):
    """What an entry stands in."""

    periodical: Node | None = None
    issue: Node | None = None
    series: Node | None = None
    host: Node | None = None


def containers_of(nodes: Nodes, entry: Node) -> Containers:
    """Return what an entry stands in, the first of each sort."""
    found: dict[str, Node] = {}
    for sort, node in _containers(nodes, entry):
        found.setdefault(sort, node)
    return Containers(**found)


def _containers(nodes: Nodes, entry: Node) -> Iterator[tuple[str, Node]]:
    """Yield all that an entry stands in with the field of `Containers` that it is of."""
    for iri in entry.nodes(DCTERMS.isPartOf):
        node = nodes.shared(iri)
        classes = node.values(TYPED)
        if BIBO.Issue in classes:
            yield "issue", node
            yield from (("periodical", nodes.shared(periodical)) for periodical in node.nodes(DCTERMS.isPartOf))
        elif BIBO.Series in classes:
            yield "series", node
        elif any(one in classes for one in _PERIODICALS):
            yield "periodical", node
        else:
            yield "host", node


def citation_of(nodes: Nodes, entry: Node, within: Containers, language: str) -> Citation:
    """Return an entry's citation."""
    publishers = tuple(agent_of(nodes, value) for value in entry.values(DCTERMS.publisher))
    issuers = entry.values(BIBO.issuer)
    title = within.series.text(DCTERMS.title, language) if within.series else None
    return Citation(
        publishers=publishers,
        places=entry.texts(BIBL.placeOfPublication),
        periodical=_periodical(nodes, within.periodical, language) if within.periodical else None,
        issue=_issue(within.issue, language) if within.issue else None,
        series=Series(title, entry.text(BIBO.number)) if title else None,
        issued=date_of(entry, language),
        available=_plain_date(entry.text(DCTERMS.available)),
        accessed=_accessed(entry, language),
        event=_event(nodes, entry, language),
        pages=_pages(entry),
        extent=entry.text(BIBO.numPages),
        edition=entry.text(BIBO.edition, language),
        identifiers=identifiers_of(entry),
        medium=entry.text(BIBL.mediumStatement, language),
        degree=entry.text(BIBL.degreeStatement, language),
        institution=agent_of(nodes, issuers[0]) if issuers else None,
        form="catalogue",
        host=_host(within.host, language) if within.host else None,
    )


def date_of(node: Node, language: str) -> DateStatement | None:
    """Return the date of a node: as printed, and as EDTF."""
    edtf = node.text(DCTERMS.date) or node.text(DCTERMS.issued)
    verbatim = node.text(BIBL.verbatimDate, language)
    return DateStatement(verbatim or edtf or "", edtf) if verbatim or edtf else None


def identifiers_of(node: Node) -> tuple[tuple[str, str], ...]:
    """Return ISBN and DOI as pairs of key and value."""
    isbns = [*node.texts(BIBO.isbn13), *node.texts(BIBO.isbn10)]
    return (*(("isbn", value) for value in isbns), *(("doi", value) for value in node.texts(BIBO.doi)))


def said_of_containers(nodes: Nodes, entry: Node, within: Containers, language: str) -> Iterator[tuple[str, str]]:
    """Yield what is said of what an entry stands in, under the class of each; what the hub has not is told as other."""
    for name, node in zip(Containers._fields, within, strict=True):
        if node:
            yield from _said_of_container(nodes, name, node, language)
    if len(entry.nodes(DCTERMS.isPartOf)) > 1:
        for name, node in _containers(nodes, entry):
            if node not in within:
                yield from as_others(_said_of_container(nodes, name, node, language))


def _said_of_container(nodes: Nodes, name: str, node: Node, language: str) -> Iterator[tuple[str, str]]:
    is_site = BIBO.Website in node.values(TYPED)
    path = "bibo:Website" if is_site else _PATHS[name]
    if name == "host":
        # It may be an entry of its own, with a record of its own.
        for predicate in (DCTERMS.title, BIBO.isbn13, BIBO.isbn10):
            yield from said_values(_PATHS[name], node, predicate, nodes, language)
        return
    yield from said_below(path, node, nodes, language, without=(DCTERMS.isPartOf,))
    if name == "periodical" and not is_site:
        yield f"{path}/rdf:type", _kind(node)


def _periodical(nodes: Nodes, node: Node, language: str) -> Periodical:
    publishers = node.values(DCTERMS.publisher)
    urls = node.nodes(SCHEMA.url)
    return Periodical(
        node.text(DCTERMS.title, language) or node.iri.value,
        _kind(node),
        node.text(BIBO.issn),
        urls[0].value if urls else None,
        agent_of(nodes, publishers[0]) if publishers else None,
    )


def _kind(node: Node) -> PeriodicalKind:
    classes = node.values(TYPED)
    return next((kind for one, kind in _PERIODICALS.items() if one in classes), "periodical")


def _issue(node: Node, language: str) -> Issue:
    return Issue(
        node.text(BIBO.issue),
        node.text(BIBO.volume),
        date_of(node, language),
        node.text(DCTERMS.title, language),
    )


def _host(node: Node, language: str) -> Host | None:
    title = node.text(DCTERMS.title, language)
    return Host(title, tuple(pair for pair in identifiers_of(node) if pair[0] == "isbn")) if title else None


def _pages(entry: Node) -> Pages | None:
    verbatim = entry.text(BIBO.pages)
    return Pages(verbatim, entry.text(BIBO.pageStart), entry.text(BIBO.pageEnd)) if verbatim else None


def _event(nodes: Nodes, entry: Node, language: str) -> Event | None:
    for iri in entry.nodes(BIBO.presentedAt):
        node = nodes.shared(iri)
        organizers = node.values(SCHEMA.organizer)
        return Event(
            node.text(DCTERMS.title, language),
            date_of(node, language),
            node.text(SCHEMA.location, language),
            agent_of(nodes, organizers[0]) if organizers else None,
            node.text(BIBO.edition, language),
        )
    return None


def _plain_date(value: str | None) -> DateStatement | None:
    return DateStatement(value, value) if value else None


def _accessed(entry: Node, language: str) -> DateStatement | None:
    date, verbatim = entry.text(FABIO.hasAccessDate), entry.text(BIBL.verbatimAccessDate, language)
    return DateStatement(verbatim or date or "", date) if date or verbatim else None
