"""What several formats of records say alike: types, names, dates, pages, and what of these they cannot say."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.export.records.marc.described import named
from bibliographe.graph.iri import last_part
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.losses import Losses
    from bibliographe.ingest.records.kinds import Kind
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Contribution, Entry, Periodical

COMMON = frozenset(
    {
        "dcterms:title", "dcterms:type", "dcterms:language", "dcterms:creator", "dcterms:publisher", "dcterms:date",
        "dcterms:abstract", "dcterms:subject", "bibl:placeOfPublication", "bibl:degreeStatement", "bibo:issuer",
        "bibo:Periodical/rdf:type", "bibo:Periodical/dcterms:title",
        "bibo:Periodical/bibo:issn",
        "bibo:Website/dcterms:title", "bibo:Website/bibo:issn",
        "bibo:Issue/bibo:issue", "bibo:Issue/bibo:volume", "bibo:Issue/dcterms:date", "bibo:Series/dcterms:title",
        "bibo:EditedBook/dcterms:title", "bibo:EditedBook/bibo:isbn10",
        "bibo:EditedBook/bibo:isbn13", "bibo:number", "bibo:pages", "bibo:numPages", "bibo:edition",
        "bibo:isbn10", "bibo:isbn13", "bibo:doi", "schema:url", "schema:keywords", "fabio:hasAccessDate",
    }
)  # fmt: skip
"""What the formats of reference managers all have a place for."""
NEAREST = {"director": "editor", "coordinator": "editor", "compiler": "editor"}
"""The role of formats and programs that know few of them, for those who lead others."""
_SIMPLE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_ONE = Text("le format n'en a qu'un", "the format has one only")
_KIND = Text("le format n'a pas ce type", "the format does not have this type")
_CONTAINER = Text(
    "un document de ce type n'a ni revue ni site dans ce format",
    "a document of this type has no periodical and no site in this format",
)
_HOST = Text(
    "un document de ce type ne fait pas partie d'un livre dans ce format",
    "a document of this type is no part of a book in this format",
)
_SEPARATOR = Text("la valeur contient le séparateur du champ", "the value holds the separator of the field")
_NEAR = Text(
    "le format n'a pas cette fonction : le nom y est avec la plus proche",
    "the format does not have this role: the name has the nearest one",
)
_DATE = Text("le format n'a que des jours, des mois ou des années", "the format has days, months or years only")


class Parts(NamedTuple):
    """Year, month and day of a date, as many as it has."""

    year: str
    month: str = ""
    day: str = ""


def key_of(catalogued: Catalogued) -> str:
    """Return a key for the record: the last part of the entry's address."""
    return last_part(catalogued.iri)


def type_of(entry: Entry, types: Mapping[str, str], read: Mapping[str, Kind], losses: Losses) -> str:
    """Return what a format calls the type of an entry; what is read of it must be the same type, else it is lost.

    `types` is by type and, where it depends on the container, by `type/container`.
    """
    periodical = entry.citation.periodical
    container = periodical.kind if periodical else "host" if entry.citation.host else ""
    found = types.get(f"{entry.kind}/{container}") or types.get(entry.kind) or types[f"document/{container}"]
    if periodical and read[found].container and not read[found].stands_in(periodical.kind):
        # Where it appeared matters more than what it is called.
        found = types.get(f"article/{container}") or types[f"document/{container}"]
    lose_date_of_issue(entry, losses)
    if read[found].name != entry.kind:
        losses.lose("dcterms:type", entry.kind, _KIND)
    if periodical:
        _lose_periodical(entry, periodical, read[found], losses)
    if entry.citation.host and not read[found].may_have_host:
        losses.lose("bibo:EditedBook/dcterms:title", entry.citation.host.title, _HOST)
        for _key, value in entry.citation.host.identifiers:
            losses.lose("bibo:EditedBook/bibo:isbn13", value, _HOST)
    return found


def lose_date_of_issue(entry: Entry, losses: Losses) -> None:
    """Tell of the date of an issue where it is not the document's: formats of references have one date."""
    issue, issued = entry.citation.issue, entry.citation.issued
    if issue and issue.date and issue.date.edtf and (issued is None or issue.date.edtf != issued.edtf):
        losses.lose("bibo:Issue/dcterms:date", issue.date.edtf, _ONE)


def _lose_periodical(entry: Entry, periodical: Periodical, read: Kind, losses: Losses) -> None:
    """Tell what is lost of a periodical or site that entries of a type do not have, or have of another sort."""
    is_site = periodical.kind == "website"
    if read.stands_in(periodical.kind):
        if read.container != periodical.kind:
            losses.lose("bibo:Periodical/rdf:type", periodical.kind, _KIND)
        return
    issue = entry.citation.issue
    for path, value in (
        (f"bibo:{'Website' if is_site else 'Periodical'}/dcterms:title", periodical.title),
        ("bibo:Periodical/rdf:type", None if is_site else periodical.kind),
        (f"bibo:{'Website' if is_site else 'Periodical'}/bibo:issn", periodical.issn),
        ("bibo:Issue/bibo:issue", issue.number if issue else None),
        ("bibo:Issue/bibo:volume", issue.volume if issue else None),
    ):
        if value:
            losses.lose(path, value, _CONTAINER)


@cache
def language_name(code: str) -> str:
    """Return what a language is called in English, in small letters, as TeX's babel has it; else its code."""
    from babel import Locale  # slow to import

    return str(Locale("en").languages.get(code, code)).lower()


def simple_date(date: DateStatement | None, path: str, losses: Losses) -> Parts | None:
    """Return a date that is a day, a month or a year; of any other its first year, and the rest is lost."""
    if date is None or not date.edtf:
        if date is not None:
            losses.lose(path, date.verbatim, _DATE)
        return None
    if _SIMPLE.fullmatch(date.edtf):
        return Parts(*date.edtf.split("-"))
    losses.lose(path, date.edtf, _DATE)
    return Parts(date.sortable[0][:4]) if date.sortable else None


def first_of(values: Iterable[str], path: str, losses: Losses) -> str | None:
    """Return the first of several values; the others are lost."""
    found = list(values)
    for value in found[1:]:
        losses.lose(path, value, _ONE)
    return found[0] if found else None


def publisher_said(entry: Entry, losses: Losses) -> str | None:
    """Return the name of the first publisher, else that of the institution of a thesis; the others are lost."""
    publishers, institution = entry.citation.publishers, entry.citation.institution
    for agent in publishers[1:]:
        losses.lose("dcterms:publisher", named(agent), _ONE)
    if publishers and institution:
        losses.lose("bibo:issuer", named(institution), _ONE)
    first = publishers[0] if publishers else institution
    return first.name if first else None


def role_written(one: Contribution, known: Container[str], losses: Losses) -> str | None:
    """Return the role that a name is written with: its own where a format knows it, the nearest one, else None.

    Of a role that is the nearest only, it is told that it is lost; of one that is written nowhere, `carries` tells.
    """
    if one.role in known:
        return one.role
    near = NEAREST.get(one.role)
    if near is None or near not in known:
        return None
    losses.lose(f"prov:qualifiedAttribution/{one.role}", one.agent.name, _NEAR)
    return near


def inverted_name(agent: Agent) -> str:
    """Return a person's name as fields have it, `Family, Given, Suffix`; any other as it is."""
    if not agent.family or not agent.given:
        return agent.name
    family, _, suffix = agent.family.partition(", ")
    return ", ".join(filter(None, [family, agent.given, suffix]))


def places_joined(entry: Entry, losses: Losses) -> str:
    """Return the places of publication in one field."""
    for place in entry.citation.places:
        if ";" in place:
            losses.lose("bibl:placeOfPublication", place, _SEPARATOR)
    return "; ".join(entry.citation.places)


def isbns_of(entry: Entry, kind: Kind) -> list[str]:
    """Return the ISBN of an entry, or of the book that one of a kind stands in."""
    host = entry.citation.host
    pairs = host.identifiers if host and kind.may_have_host else entry.citation.identifiers
    return [value for key, value in pairs if key == "isbn"]


def doi_of(entry: Entry, losses: Losses) -> str | None:
    """Return the first DOI."""
    return first_of((value for key, value in entry.citation.identifiers if key == "doi"), "bibo:doi", losses)
