"""The indexes that can be searched, and the context sets that name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.serve.search.fields import AUTHOR, IDENTIFIER, PERIODICAL, PUBLISHER, TITLE, TOPIC, YEAR
from bibliographe.serve.sru.cql import SERVER_CHOICE
from bibliographe.serve.sru.diagnostics import DiagnosticError

if TYPE_CHECKING:
    from bibliographe.serve.sru.cql import Clause

SETS = {
    "cql": "info:srw/cql-context-set/1/cql-v1.1",
    "dc": "info:srw/cql-context-set/1/dc-v1.1",
    "bath": "http://zing.z3950.org/cql/bath/2.0/",
}
ANYWHERE, ALL = "", "*"
"""Stand for all fields together, and for all records whatever is looked for."""


@dataclass(frozen=True, slots=True)
class Index:
    """One index: what it is called in which sets, and the field that it is of in the search."""

    field: str
    title: Text
    names: tuple[str, ...]
    """`set.name`; the first is the one that stands in `explain`."""


INDEXES = (
    Index(ANYWHERE, Text("Partout", "Anywhere"), ("cql.anywhere", "cql.anyindexes", "cql.serverchoice", "bath.any")),
    Index(ALL, Text("Toutes les notices", "All records"), ("cql.allrecords",)),
    Index(TITLE, Text("Titre", "Title"), ("dc.title", "bath.title")),
    Index(AUTHOR, Text("Auteur", "Author"), ("dc.creator", "dc.author", "dc.contributor", "bath.author", "bath.name")),
    Index(TOPIC, Text("Thème", "Subject"), ("dc.subject", "bath.subject")),
    Index(PUBLISHER, Text("Éditeur", "Publisher"), ("dc.publisher", "bath.publisher")),
    Index(PERIODICAL, Text("Revue ou site", "Periodical or site"), ("dc.source", "dc.relation")),
    Index(YEAR, Text("Année", "Year"), ("dc.date", "bath.publicationdate")),
    Index(IDENTIFIER, Text("ISBN, ISSN, DOI", "ISBN, ISSN, DOI"),
          ("dc.identifier", "bath.isbn", "bath.issn", "bath.standardidentifier")),
)  # fmt: skip
_BY_NAME = {name: index for index in INDEXES for name in index.names}
_WITHOUT_SET = {name.partition(".")[2]: index for name, index in reversed(_BY_NAME.items())}


def index_of(clause: Clause) -> Index:
    """Return the index that a clause names; raises `DiagnosticError` with 15 or 16."""
    return find_index(clause.index, clause.prefixes)


def find_index(name: str, prefixes: tuple[tuple[str, str], ...] = ()) -> Index:
    """Return an index by its name, with or without a set; raises `DiagnosticError` with 15 or 16."""
    said = dict(prefixes)
    prefix, dot, local = name.lower().rpartition(".")
    address = said.get(prefix) or (SETS.get(prefix) if dot else None)
    if address is None and dot:
        raise DiagnosticError(15, prefix)
    if address is None or name == SERVER_CHOICE:
        found = _WITHOUT_SET.get(local)
    else:
        known = next((one for one, uri in SETS.items() if uri == address), None)
        if known is None:
            raise DiagnosticError(15, address)
        found = _BY_NAME.get(f"{known}.{local}")
    if found is None:
        raise DiagnosticError(16, name)
    return found
