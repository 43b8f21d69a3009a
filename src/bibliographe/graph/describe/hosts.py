"""The books that chapters stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.graph.describe.containers import describe_isbn
from bibliographe.graph.numbers import stated_keys
from bibliographe.graph.terms import BIBO, DCTERMS, TYPED

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.graph.describe.description import Description
    from bibliographe.graph.iri import Minter
    from bibliographe.model.entry import Citation, Entry, Host

HOST = "host"


def year_of(citation: Citation) -> str:
    """Return the four digits of the year when a citation's document appeared, nothing when it does not say."""
    date = citation.issued or (citation.issue.date if citation.issue else None)
    year = (date.edtf or "")[:4] if date else ""
    return year if year.isdecimal() else ""


def mint_host(minter: Minter, host: Host, year: str) -> NamedNode:
    """Return the address of a book: its ISBN is its identity, the lowest of several; else its title and its year."""
    numbers = sorted(stated_keys(host.identifiers))
    return host_numbered(minter, numbers[0]) if numbers else host_titled(minter, host.title, year)


def host_numbered(minter: Minter, key: str) -> NamedNode:
    """Return the address of the book with this number (`isbn:9782070368228`), however its title is worded."""
    return minter.mint(HOST, key.partition(":")[2], key)


def host_titled(minter: Minter, title: str, year: str) -> NamedNode:
    """Return the address of the book with this title, of which no ISBN is known."""
    return minter.mint(HOST, f"{title} {year}".strip(), title, year)


def describe_host(description: Description, entry: Entry) -> NamedNode | None:
    """Describe the book that an entry stands in (`bibo:EditedBook`) and return its address, None where there is none.

    Where the catalogue has an entry of that book, the address is that entry's, which speaks for itself.
    """
    host = entry.citation.host
    if host is None:
        return None
    minted = mint_host(description.minter, host, year_of(entry.citation))
    iri = description.resolve(minted)
    if iri != minted:
        return iri
    if not description.says(iri):
        description.say(iri, TYPED, BIBO.EditedBook)
        description.say_text(iri, DCTERMS.title, host.title, description.language)
    for key, value in host.identifiers:
        if key == "isbn":
            describe_isbn(description, iri, value)
    return iri
