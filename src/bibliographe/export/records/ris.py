"""RIS. Source: RIS Format Specifications (Research Information Systems); page counts in `SP` as Zotero writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.export.records.facts import (
    COMMON,
    NEAREST,
    doi_of,
    first_of,
    inverted_name,
    isbns_of,
    key_of,
    publisher_said,
    role_written,
    simple_date,
    type_of,
)
from bibliographe.export.records.keywords import keywords_of
from bibliographe.export.records.writing import TextEntryWriter
from bibliographe.i18n import Text
from bibliographe.ingest.records.kinds import RIS
from bibliographe.ingest.records.plain_text import protected
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.losses import Losses
    from bibliographe.export.records.writing import Job
    from bibliographe.ingest.records.kinds import Kind
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Citation, Entry

_TYPES = {
    "article/journal": "JOUR", "article/periodical": "JOUR", "article/magazine": "MGZN", "article/newspaper": "NEWS",
    "article/website": "BLOG", "article": "JOUR", "academic-article": "JOUR", "press-article": "NEWS",
    "press-article/magazine": "MGZN", "web-article": "BLOG", "interview": "JOUR", "opinion": "JOUR",
    "interview/newspaper": "NEWS", "opinion/newspaper": "NEWS", "interview/magazine": "MGZN",
    "opinion/magazine": "MGZN", "interview/website": "BLOG", "opinion/website": "BLOG", "webpage": "ELEC",
    "book": "BOOK", "chapter": "CHAP", "report": "RPRT", "study": "RPRT", "brochure": "PAMP", "guide": "BOOK",
    "thesis": "THES", "dissertation": "THES", "proceedings": "CONF", "legislation": "STAT", "standard": "STAND",
    "dataset": "DATA", "video": "VIDEO", "webinar": "VIDEO", "conference": "VIDEO", "podcast": "SOUND",
    "document/": "GEN", "document/host": "CHAP", "document/website": "ELEC", "document/magazine": "MGZN",
    "document/newspaper": "NEWS", "document/journal": "JOUR", "document/periodical": "JOUR",
}  # fmt: skip
_ROLES = {"author": "AU", "translator": "A4"}
_KNOWN = frozenset({*_ROLES, "editor", "thesis-supervisor"})
_NO_TRANSLATORS = ("VIDEO", "MPCT", "CONF", "STAT")
"""Types whose `A4` are others: EndNote's cast and sponsors, Zotero's contributors and counsels."""
_EDITORS = {"BOOK": "A3", "CHAP": "A2", "JOUR": "A2", "CONF": "A2", "GEN": "A2"}
"""Tags of editors by type, as EndNote and Zotero read them; in other types `ED`."""
_NUMBERS = {"BOOK": "M1", "CHAP": "SV"}
"""Tags of the number in the series by type, where `VL` is the volume of a work."""
_ONE_VOLUME = Text("le champ dit déjà le volume de la revue", "the field says the volume of the periodical already")
_EDITION = Text("un article n'a pas d'édition dans ce format", "an article has no edition in this format")
_SEPARATOR = Text("un point-virgule sépare les mots-clés", "a semicolon parts keywords")
_EXTENT = Text("le format n'a qu'un nombre de pages", "the format has a number of pages only")


class RisWriter(TextEntryWriter):
    """Writes RIS, a record an entry."""

    carries = COMMON | {f"prov:qualifiedAttribution/{role}" for role in (*_KNOWN, *NEAREST)}

    def record(self, catalogued: Catalogued, job: Job) -> str:
        """Return the lines of one entry."""
        lines = [
            f"{tag}  - {protected(said)}"
            for tag, value in _fields(catalogued, job.losses)
            if tag and value and (said := clean(value))
        ]
        return "\r\n".join([*lines, "ER  - ", "", ""])


def _fields(catalogued: Catalogued, losses: Losses) -> Iterator[tuple[str, str | None]]:
    entry, citation = catalogued.entry, catalogued.entry.citation
    kind = type_of(entry, _TYPES, RIS, losses)
    yield "TY", kind
    yield "ID", key_of(catalogued)
    yield "TI", entry.title
    for one in entry.contributions:
        tag = _tag_of(role_written(one, _KNOWN, losses) or "", kind)
        yield tag, inverted_name(one.agent)
        if not tag and one.role in ("thesis-supervisor", "translator"):
            losses.lose(f"prov:qualifiedAttribution/{one.role}", one.agent.name)
    yield from _container(citation, kind, losses)
    yield from _date(citation.issued, losses)
    yield "CY", first_of(citation.places, "bibl:placeOfPublication", losses)
    yield "PB", publisher_said(entry, losses)
    if citation.edition and RIS[kind].container:
        losses.lose("bibo:edition", citation.edition, _EDITION)
    else:
        yield "ET", citation.edition
    yield "M3", citation.degree if kind == "THES" else None
    yield from _pages(entry, RIS[kind], losses)
    yield from (("SN", isbn) for isbn in isbns_of(entry, RIS[kind]))
    yield "SN", citation.periodical.issn if citation.periodical else None
    yield "DO", doi_of(entry, losses)
    yield from (("UR", link.url) for link in entry.links)
    accessed = simple_date(citation.accessed, "fabio:hasAccessDate", losses)
    yield "Y2", "/".join(accessed) if accessed else None
    for keyword in keywords_of(catalogued, losses):
        if ";" in keyword:
            path = "schema:keywords" if keyword in entry.keywords else "dcterms:subject"
            losses.lose(path, keyword, _SEPARATOR)
        yield "KW", keyword.replace(";", ",")
    yield "LA", entry.language
    yield "AB", entry.annotation


def _tag_of(role: str, kind: str) -> str:
    """Return the tag of who has a role; none where the type has no tag for it."""
    if role == "editor":
        return _EDITORS.get(kind, "ED")
    if role == "thesis-supervisor":
        return "A3" if kind == "THES" else ""
    if role == "translator" and kind in _NO_TRANSLATORS:
        return ""
    return _ROLES.get(role, "")


def _container(citation: Citation, kind: str, losses: Losses) -> Iterator[tuple[str, str | None]]:
    if citation.periodical and RIS[kind].container:  # in a record of another type, a series would be read
        yield "T2", citation.periodical.title
        if kind in ("JOUR", "MGZN", "NEWS"):
            yield "JF", citation.periodical.title
    elif citation.host and RIS[kind].may_have_host:
        yield "T2", citation.host.title
    if citation.issue:
        yield "VL", citation.issue.volume
        yield "IS", citation.issue.number
    if citation.series:
        yield ("T2" if kind == "RPRT" else "T3"), citation.series.title
        tag = _NUMBERS.get(kind, "VL")
        if tag == "VL" and citation.series.number and citation.issue and citation.issue.volume:
            losses.lose("bibo:number", citation.series.number, _ONE_VOLUME)
        else:
            yield tag, citation.series.number


def _date(issued: DateStatement | None, losses: Losses) -> Iterator[tuple[str, str | None]]:
    date = simple_date(issued, "dcterms:date", losses)
    if date:
        yield "PY", date.year
        yield "DA", f"{date.year}/{date.month}/{date.day}/"


def _pages(entry: Entry, kind: Kind, losses: Losses) -> Iterator[tuple[str, str | None]]:
    pages, extent = entry.citation.pages, entry.citation.extent
    if pages:
        yield "SP", pages.start or pages.verbatim
        yield "EP", pages.end
    is_whole = kind.container is None and kind.name != "chapter"
    if extent and (pages or not is_whole or not re.fullmatch(r"\d+", extent)):
        losses.lose("bibo:numPages", extent, _EXTENT)
    elif extent:
        yield "SP", extent
