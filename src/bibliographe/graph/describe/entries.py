"""Entries, and the places of a source where they are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.graph.describe.agents import describe_agent, describe_contributions
from bibliographe.graph.describe.containers import describe_container, describe_date, describe_isbn, describe_series
from bibliographe.graph.describe.events import describe_event
from bibliographe.graph.describe.hosts import describe_host
from bibliographe.graph.document_types import UNKNOWN, entry_class, entry_classes
from bibliographe.graph.iri import local_name
from bibliographe.graph.terms import (
    BIBL,
    BIBO,
    DCTERMS,
    FABIO,
    PROV,
    SCHEMA,
    TYPE,
    TYPED,
    address,
    sortable,
)

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.graph.describe.description import Description
    from bibliographe.model.entry import Citation, ContentsLine, Entry, Pages

_IDENTIFIERS = {"doi": BIBO.doi, "isbn10": BIBO.isbn10, "isbn13": BIBO.isbn13}
_INDENT = "  "


def entry_identity(entry: Entry) -> tuple[str, str, str]:
    """Return what tells an entry from all others: its title, where it appeared, and when."""
    citation = entry.citation
    container = citation.periodical.title if citation.periodical else ""
    if not container and citation.publishers:
        container = citation.publishers[0].name
    date = citation.issued or (citation.issue.date if citation.issue else None) or citation.accessed
    return entry.title, container, (date.edtf or "") if date else ""


def marks_of(entry: Entry) -> tuple[str, ...]:
    """Return what tells entries of one identity apart: issue, pages, place in a series, edition, numbers, authors."""
    citation = entry.citation
    issue, pages, series = citation.issue, citation.pages, citation.series
    return (
        (issue.volume or "") if issue else "",
        (issue.number or "") if issue else "",
        pages.verbatim if pages else "",
        (series.number or "") if series else "",
        citation.edition or "",
        *(f"{key}:{value}" for key, value in citation.identifiers),
        *(one.agent.name for one in entry.contributions),
    )


def mint_plainly(description: Description, entry: Entry) -> NamedNode:
    """Return the address in use for what an entry's identity alone says."""
    return description.resolve(description.minter.mint("entry", entry.title, *entry_identity(entry)))


def mint_apart(description: Description, entry: Entry) -> NamedNode:
    """Return the address of an entry whose plain one another document has."""
    identity = (*entry_identity(entry), *marks_of(entry))
    return description.resolve(description.minter.mint("entry", entry.title, *identity))


def mint_entry(description: Description, entry: Entry) -> NamedNode:
    """Return the address of an entry, the one in use when the catalogue knows it under another."""
    minted = mint_plainly(description, entry)
    if description.apart and minted in description.apart:
        minted = description.apart[minted].get(marks_of(entry), minted)
    return description.recognised.get(minted, minted) if description.recognised else minted


def describe_entry(description: Description, entry: Entry, topic: NamedNode | None) -> NamedNode:
    """Describe an entry (a subclass of `bibo:Document`) and return its address.

    `topic` is the address of the heading that it stands under.
    """
    iri = mint_entry(description, entry)
    kind = entry.kind if entry.kind in entry_classes() else UNKNOWN
    if not description.says(iri):  # the same entry under a second heading gains that heading only
        description.say(iri, TYPED, entry_class(kind))
        description.say_text(iri, DCTERMS.title, entry.title, entry.language)
        description.say(iri, DCTERMS.type, TYPE[kind])
        description.say_plain(iri, DCTERMS.language, entry.language)
        describe_contributions(
            description, iri, (*entry.contributions, *entry.citation.contributions), others=entry.others
        )
        _describe_citation(description, iri, entry.citation)
        description.say(iri, DCTERMS.isPartOf, describe_host(description, entry))
    description.say(iri, DCTERMS.subject, topic)
    for keyword in entry.keywords:
        description.say_text(iri, SCHEMA.keywords, keyword, entry.language)
    if entry.contents:
        description.say_text(iri, DCTERMS.tableOfContents, contents_text(entry.contents), entry.language)
    for link in entry.links:
        description.say(iri, SCHEMA.url, address(link.url) if link.url else None)
    for mention in entry.mentions:
        description.say(iri, SCHEMA.mentions, describe_agent(description, mention))
    return iri


def contents_text(contents: tuple[ContentsLine, ...]) -> str:
    """Return a table of contents as text: one line a line, two spaces for each level."""
    return "\n".join(_INDENT * line.depth + line.text for line in contents)


def _describe_citation(description: Description, iri: NamedNode, citation: Citation) -> None:
    description.say(iri, DCTERMS.isPartOf, describe_container(description, citation))
    issued = citation.issued or (citation.issue.date if citation.issue else None)
    describe_date(description, iri, issued)
    if citation.available:
        description.say(iri, DCTERMS.available, sortable(citation.available))
    if citation.accessed:
        description.say(iri, FABIO.hasAccessDate, sortable(citation.accessed))
        description.say_text(iri, BIBL.verbatimAccessDate, citation.accessed.verbatim, description.language)
    if citation.event:
        description.say(iri, BIBO.presentedAt, describe_event(description, citation.event, owner=iri))
    _describe_imprint(description, iri, citation)
    if citation.pages:
        _describe_pages(description, iri, citation.pages)
    for key, value in citation.identifiers:
        _describe_identifier(description, iri, key, value)


def _describe_imprint(description: Description, iri: NamedNode, citation: Citation) -> None:
    language = description.language
    for publisher in citation.publishers:
        description.say(iri, DCTERMS.publisher, describe_agent(description, publisher))
    for place in citation.places:
        description.say_text(iri, BIBL.placeOfPublication, place, language)
    if citation.series:
        description.say(iri, DCTERMS.isPartOf, describe_series(description, citation.series))
        description.say_plain(iri, BIBO.number, citation.series.number or None)
    description.say_plain(iri, BIBO.numPages, citation.extent or None)
    for predicate, statement in (
        (BIBO.edition, citation.edition),
        (BIBL.mediumStatement, citation.medium),
        (BIBL.degreeStatement, citation.degree),
    ):
        description.say_text(iri, predicate, statement or None, language)
    if citation.institution:
        description.say(iri, BIBO.issuer, describe_agent(description, citation.institution))


def _describe_pages(description: Description, iri: NamedNode, pages: Pages) -> None:
    description.say_plain(iri, BIBO.pages, pages.verbatim)
    description.say_plain(iri, BIBO.pageStart, pages.start or None)
    description.say_plain(iri, BIBO.pageEnd, pages.end or None)


def _describe_identifier(description: Description, iri: NamedNode, key: str, value: str) -> None:
    if key == "url":
        description.say(iri, SCHEMA.url, address(value))
    elif key == "isbn":
        describe_isbn(description, iri, value)
    elif key in _IDENTIFIERS:
        description.say_plain(iri, _IDENTIFIERS[key], value)


def describe_item(
    description: Description,
    entry: Entry,
    iri: NamedNode,
    *,
    source: NamedNode,
    selection: NamedNode | None,
    topic: NamedNode | None,
) -> NamedNode:
    """Say where a source lists an entry: its number, its lines and what they print (`schema:ListItem`)."""
    name = local_name(iri).rpartition("-")[0]
    identity = [description.source_id, iri.value, topic.value if topic else None]
    if entry.key:  # two records of one document are two items
        identity.append(entry.key)
    item = description.minter.mint("item", name, *identity)
    language = description.language
    description.say(item, TYPED, SCHEMA.ListItem)
    description.say(item, SCHEMA.item, iri)
    description.say_number(item, SCHEMA.position, entry.position)
    description.say(item, DCTERMS.isPartOf, selection)
    description.say(item, DCTERMS.subject, topic)
    description.say(item, PROV.wasQuotedFrom, source)
    description.say_number(item, BIBL.firstLine, entry.span.first)
    description.say_number(item, BIBL.lastLine, entry.span.last)
    description.say_plain(item, DCTERMS.identifier, entry.key or None)
    description.say_text(item, PROV.value, entry.text, language)
    for link in entry.links:
        description.say_text(item, BIBL.linkLabel, link.label, language)
    return item
