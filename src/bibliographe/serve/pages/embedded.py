"""What an entry's page says to programs that read pages: search engines, Zotero.

Sources: schema.org; Google Scholar's inclusion guidelines (`citation_*`); DCMI, Expressing Dublin Core in HTML
(`DC.*`), <https://www.dublincore.org/specifications/dublin-core/dcq-html/>.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from bibliographe.export.records.facts import inverted_name
from bibliographe.export.records.zotero_types import zotero_type
from bibliographe.serve.things.forms import record_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import NamedNode

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.model.entry import Citation
    from bibliographe.serve.site import Snapshot

_REMEMBERED = 5_000
"""Entries whose data are kept: their making is half of the time that a page takes."""
_SCHOLARLY = frozenset({"thesis", "dissertation"})


def structured(snapshot: Snapshot) -> Callable[[NamedNode], Markup]:
    """Return what writes entries for search engines, and remembers the last ones: `snapshot.once(structured)`."""
    return lru_cache(_REMEMBERED)(partial(structured_data, snapshot))


def structured_data(snapshot: Snapshot, entry: NamedNode) -> Markup:
    """Return the entry in schema.org as JSON-LD, fit to stand in a `script` element.

    A block of data is no script: no policy has to let it run.
    """
    form = next(one for one in record_forms() if one.suffix.startswith("schema-org"))
    text = form.write(snapshot, entry).decode()
    # Inside of strings only do these stand in JSON: no text can end the element.
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704


def meta(catalogued: Catalogued) -> list[tuple[str, str]]:
    """Return pairs of name and content, the values of one name in their order."""
    entry = catalogued.entry
    said = [
        *_citation(catalogued),
        ("DC.title", entry.title),
        ("z:itemType", zotero_type(entry)),
        *(("DC.creator", inverted_name(one.agent)) for one in entry.contributions if one.role == "author"),
        *(("DC.contributor", inverted_name(one.agent)) for one in entry.contributions if one.role != "author"),
        *(("DC.publisher", one.name) for one in entry.citation.publishers),
        ("DC.date", sortable_date(entry.citation)),
        ("DC.language", entry.language),
        *(("DC.subject", topic.label) for topic in catalogued.topics),
        ("DC.identifier", catalogued.iri),
    ]
    return [(name, value) for name, value in said if value]


def _citation(catalogued: Catalogued) -> Iterator[tuple[str, str]]:
    entry, citation = catalogued.entry, catalogued.entry.citation
    yield "citation_title", entry.title
    for one in entry.contributions:
        if one.role in ("author", "editor"):
            yield f"citation_{one.role}", inverted_name(one.agent)
    yield "citation_publication_date", sortable_date(citation).replace("-", "/")
    yield from _container(citation)
    for publisher in citation.publishers:
        yield "citation_publisher", publisher.name
    if citation.institution:
        name = "dissertation" if entry.kind in _SCHOLARLY else "technical_report"
        yield f"citation_{name}_institution", citation.institution.name
    if citation.series:
        yield "citation_series_title", citation.series.title
    yield from ((f"citation_{key}", value) for key, value in citation.identifiers if key in ("isbn", "doi"))
    yield "citation_language", entry.language
    yield from (("citation_keywords", keyword) for keyword in entry.keywords)
    yield from (("citation_public_url", link.url or "") for link in entry.links[:1])


def _container(citation: Citation) -> Iterator[tuple[str, str]]:
    if citation.periodical:
        yield "citation_journal_title", citation.periodical.title
        yield "citation_issn", citation.periodical.issn or ""
    if citation.host:
        yield "citation_inbook_title", citation.host.title
    if citation.issue:
        yield "citation_volume", citation.issue.volume or ""
        yield "citation_issue", citation.issue.number or ""
    if citation.pages:
        yield "citation_firstpage", citation.pages.start or citation.pages.verbatim
        yield "citation_lastpage", citation.pages.end or ""


def sortable_date(citation: Citation) -> str:
    """Return the day, month or year to sort by: what these programs understand of dates."""
    issued = citation.issued or (citation.issue.date if citation.issue else None)
    return issued.sortable[0] if issued and issued.sortable else ""
