"""An entry as a COinS: an OpenURL in the `title` of an empty element, which reference managers look for.

Sources: ANSI/NISO Z39.88-2004 (OpenURL), the matrices `info:ofi/fmt:kev:mtx:` of journals, books, dissertations and
Dublin Core; COinS 1.0, <https://archive.org/details/ocoins-info>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bibliographe.export.records.facts import inverted_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.model.entry import Agent, Citation

_CHAPTERS, _THESES = frozenset({"chapter"}), frozenset({"thesis", "dissertation"})
_BOOKS = frozenset({"book", "guide", "brochure", "report", "study", "proceedings", "standard", *_CHAPTERS})


def coins(catalogued: Catalogued, date: str) -> str:
    """Return the context object, `date` being that of the entry as programs understand it."""
    entry, citation = catalogued.entry, catalogued.entry.citation
    matrix = _matrix(entry.kind, citation)
    doi = dict(citation.identifiers).get("doi")
    said = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{matrix}"),
        ("rfr_id", "info:sid/bibliographe"),
        ("rft_id", f"info:doi/{doi}" if doi else catalogued.iri),
        *_matter(catalogued, matrix),
        ("rft.date", date),
        *((_author(one.agent, matrix), inverted_name(one.agent))
          for one in entry.contributions if one.role == "author"),
        ("rft.language", entry.language),
    ]  # fmt: skip
    return urlencode([(name, value) for name, value in said if value])


def _author(agent: Agent, matrix: str) -> str:
    """Return what an author is called: a body has a name of its own where the matrix knows bodies."""
    if matrix == "dc":
        return "rft.creator"
    return "rft.aucorp" if agent.kind == "organization" and matrix in ("journal", "book") else "rft.au"


def _matrix(kind: str, citation: Citation) -> str:
    if kind in _THESES:
        return "dissertation"
    if citation.periodical:
        return "journal"
    return "book" if kind in _BOOKS or citation.host else "dc"


def _matter(catalogued: Catalogued, matrix: str) -> Iterator[tuple[str, str]]:
    entry, citation = catalogued.entry, catalogued.entry.citation
    publisher = citation.publishers[0].name if citation.publishers else ""
    if matrix == "journal":
        yield from (("rft.genre", "article"), ("rft.atitle", entry.title))
        if citation.periodical:
            yield from (("rft.jtitle", citation.periodical.title), ("rft.issn", citation.periodical.issn or ""))
        if citation.issue:
            yield from (("rft.volume", citation.issue.volume or ""), ("rft.issue", citation.issue.number or ""))
    elif matrix == "book":
        within = citation.host
        yield "rft.genre", "bookitem" if within else "report" if entry.kind in ("report", "study") else "book"
        yield from ((("rft.atitle", entry.title), ("rft.btitle", within.title)) if within
                    else (("rft.btitle", entry.title),))  # fmt: skip
        yield "rft.place", citation.places[0] if citation.places else ""
        yield "rft.edition", citation.edition or ""
        yield "rft.tpages", citation.extent if citation.extent and citation.extent.isdecimal() else ""
        yield "rft.series", citation.series.title if citation.series else ""
        yield from (("rft.pub", publisher), *(("rft.isbn", one) for key, one in citation.identifiers if key == "isbn"))
    elif matrix == "dissertation":
        yield from (("rft.title", entry.title), ("rft.inst", citation.institution.name if citation.institution else ""))
    else:
        yield from (("rft.title", entry.title), ("rft.publisher", publisher), ("rft.type", entry.kind))
    if citation.pages and matrix in ("journal", "book"):
        whole = "" if citation.pages.start else citation.pages.verbatim
        yield from (("rft.spage", citation.pages.start or ""), ("rft.epage", citation.pages.end or ""))
        yield "rft.pages", whole
