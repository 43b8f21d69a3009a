"""Dublin Core in XML: the fifteen elements as OAI-PMH lists them, and the qualified ones.

Source: OAI-PMH 2.0, `oai_dc`; Dublin Core Metadata Initiative, Guidelines for implementing Dublin Core in XML (2003).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pyoxigraph import Literal, QuerySolutions

from bibliographe.export.records.facts import COMMON, inverted_name, lose_date_of_issue
from bibliographe.export.records.held import UNHELD, held
from bibliographe.export.records.keywords import keywords_of
from bibliographe.export.records.oai_names import OaiNames
from bibliographe.export.records.wording import citation_in_words
from bibliographe.export.records.xml_stream import XmlStream
from bibliographe.i18n import Text
from bibliographe.ingest.records.labels import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.losses import Losses
    from bibliographe.export.records.writing import Job
    from bibliographe.model.entry import Agent, Contribution, Entry

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_OAI = "http://www.openarchives.org/OAI/2.0/"
_OAI_DC = f"{_OAI}oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_DCMI_TYPES = {
    "video": "MovingImage", "webinar": "MovingImage", "conference": "MovingImage", "podcast": "Sound",
    "dataset": "Dataset", "selection": "Collection",
}  # fmt: skip
_ROLE = Text("le nom est dit, sa fonction ne l'est pas", "the name is said, its role is not")
_NO_CITATION = Text(
    "seule la référence de ce qui paraît dans autre chose le dit", "only the citation of what stands in another says it"
)
_NEWEST = "SELECT (MAX(?moment) AS ?newest) { ?record <http://purl.org/dc/terms/modified> ?moment }"
_NEVER = "1970-01-01T00:00:00Z"
_IN_WORDS = frozenset(
    {
        "bibo:Periodical/dcterms:title", "bibo:Website/dcterms:title", "bibo:Issue/bibo:issue",
        "bibo:Issue/bibo:volume", "bibo:Issue/dcterms:date", "bibo:EditedBook/dcterms:title", "bibo:pages",
        "bibl:verbatimDate", "bibo:Issue/bibl:verbatimDate",
    }
)  # fmt: skip
"""What is said in the words of a citation, for people."""


class Said(NamedTuple):
    """One element: its name, its text, its language and, in qualified Dublin Core, the encoding scheme of its text."""

    name: str
    text: str
    language: str = ""
    scheme: str = ""


class OaiDcWriter:
    """Writes records as an OAI-PMH repository lists them, with identifiers and dates of change."""

    carries = (
        (COMMON - {"bibo:Periodical/rdf:type", "bibo:Periodical/bibo:issn", "bibo:Website/bibo:issn", "bibo:number",
                   "bibl:degreeStatement", "fabio:hasAccessDate", "bibo:edition", "bibl:placeOfPublication"})
        | _IN_WORDS
        | {"dcterms:title/other", "dcterms:tableOfContents", "prov:qualifiedAttribution", "bibl:mediumStatement"}
    )  # fmt: skip

    def write(self, entries: Iterable[Catalogued], stream: BinaryIO, job: Job) -> None:
        """Write one answer to `ListRecords`, dated by the newest change of the catalogue."""
        out, catalogue = XmlStream(stream), job.opened.catalogue
        schema = f"{_OAI} {_OAI}OAI-PMH.xsd"
        with out.element("OAI-PMH", {"xmlns": _OAI, "xmlns:xsi": _XSI, "xsi:schemaLocation": schema}):
            out.leaf("responseDate", _newest(job))
            out.leaf("request", catalogue.base, {"verb": "ListRecords", "metadataPrefix": "oai_dc"})
            with out.element("ListRecords"):
                for catalogued in entries:
                    with out.element("record"):
                        with out.element("header"):
                            out.leaf("identifier", OaiNames(catalogue.base).identifier(catalogued.iri))
                            out.leaf("datestamp", catalogued.modified or _NEVER)
                        with out.element("metadata"):
                            write_dc(out, simple_elements(catalogued, job), job.losses)


class QualifiedDcWriter:
    """Writes records with the refinements and encoding schemes of DCMI, each in its element `qualifieddc`."""

    carries = (
        OaiDcWriter.carries | {"dcterms:available", "bibo:Series/dcterms:title", "bibo:Periodical/bibo:issn",
                               "bibo:Website/bibo:issn", "dcterms:hasPart", "dcterms:references"}
    )  # fmt: skip

    def write(self, entries: Iterable[Catalogued], stream: BinaryIO, job: Job) -> None:
        """Write a list of records."""
        out = XmlStream(stream)
        namespaces = {"xmlns:dc": _DC, "xmlns:dcterms": _DCTERMS, "xmlns:xsi": _XSI}
        with out.element("records", namespaces):
            for catalogued in entries:
                with out.element("qualifieddc"):
                    for said in qualified_elements(catalogued, job):
                        _write(out, said.name, said, job.losses)


_NAMESPACES = {
    "xmlns:oai_dc": _OAI_DC, "xmlns:dc": _DC, "xmlns:xsi": _XSI,
    "xsi:schemaLocation": f"{_OAI_DC} {_OAI}oai_dc.xsd",
}  # fmt: skip


def write_dc(out: XmlStream, elements: Iterable[Said], losses: Losses) -> None:
    """Write elements of simple Dublin Core in the container of OAI-PMH."""
    with out.element("oai_dc:dc", _NAMESPACES):
        for said in elements:
            _write(out, f"dc:{said.name}", said, losses)


def simple_elements(catalogued: Catalogued, job: Job) -> Iterator[Said]:
    """Yield the elements of simple Dublin Core of an entry."""
    entry, citation, catalogue = catalogued.entry, catalogued.entry.citation, job.opened.catalogue
    yield Said("title", entry.title, entry.language)
    yield from (Said("title", text) for text in _other_titles(catalogued))
    yield from _people(entry.contributions, job.losses)
    yield from (Said("publisher", one.name) for one in _publishers(entry))
    date = citation.issued or citation.available
    if date:
        yield Said("date", date.edtf or date.verbatim)
    yield Said("type", _DCMI_TYPES.get(entry.kind, "Text"))
    yield Said("type", label_of("document-types", entry.kind, catalogue.languages[0]), catalogue.languages[0])
    yield Said("language", entry.language)
    yield from (Said("subject", one, entry.language) for one in keywords_of(catalogued, job.losses))
    yield from (Said("description", one, entry.language) for one in _descriptions(entry))
    yield Said("format", _extent(entry))
    yield Said("format", citation.medium or "")
    yield Said("identifier", catalogued.iri)
    yield from (Said("identifier", one) for one in _identifiers(entry))
    yield from (Said("identifier", link.url) for link in entry.links if link.url)
    yield Said("source", _in_words(catalogued, job.losses))
    yield Said("relation", _series(entry))
    yield from (Said("relation", f"ISBN {value}") for key, value in _of_host(entry) if key == "isbn")
    yield Said("rights", catalogue.licence)


def qualified_elements(catalogued: Catalogued, job: Job) -> Iterator[Said]:
    """Yield the elements of qualified Dublin Core of an entry."""
    entry, citation, catalogue = catalogued.entry, catalogued.entry.citation, job.opened.catalogue
    yield Said("dc:title", entry.title, entry.language)
    yield from (Said("dcterms:alternative", text) for text in _other_titles(catalogued))
    yield from (said._replace(name=f"dc:{said.name}") for said in _people(entry.contributions, job.losses))
    yield from (Said("dc:publisher", one.name) for one in _publishers(entry))
    for name, date in (("issued", citation.issued), ("available", citation.available)):
        if date:
            yield Said(
                f"dcterms:{name}", date.edtf or date.verbatim, scheme="dcterms:W3CDTF" if _is_w3c(date.edtf) else ""
            )
    yield Said("dc:type", _DCMI_TYPES.get(entry.kind, "Text"), scheme="dcterms:DCMIType")
    yield Said("dc:type", label_of("document-types", entry.kind, catalogue.languages[0]), catalogue.languages[0])
    yield Said("dc:language", entry.language, scheme="dcterms:RFC3066")
    yield from (Said("dc:subject", one, entry.language) for one in keywords_of(catalogued, job.losses))
    yield Said("dcterms:abstract", entry.annotation or "", entry.language)
    yield Said("dcterms:tableOfContents", _contents(entry), entry.language)
    yield Said("dcterms:extent", _extent(entry))
    yield Said("dcterms:medium", citation.medium or "")
    yield Said("dc:identifier", catalogued.iri, scheme="dcterms:URI")
    yield from (Said("dc:identifier", one, scheme="dcterms:URI") for one in _identifiers(entry))
    yield from (Said("dc:identifier", link.url, scheme="dcterms:URI") for link in entry.links if link.url)
    yield Said("dcterms:bibliographicCitation", _in_words(catalogued, job.losses))
    yield from (Said("dcterms:isPartOf", text) for text in _wholes(entry))
    for path, name in (("dcterms:hasPart", "hasPart"), ("dcterms:references", "references")):
        yield from (Said(f"dcterms:{name}", text) for found, text in catalogued.said if found == path)
    yield Said("dcterms:license", catalogue.licence, scheme="dcterms:URI")


def _other_titles(catalogued: Catalogued) -> list[str]:
    return [text for path, text in catalogued.said if path == "dcterms:title/other"]


def _publishers(entry: Entry) -> list[Agent]:
    return [*entry.citation.publishers, *([entry.citation.institution] if entry.citation.institution else [])]


def _in_words(catalogued: Catalogued, losses: Losses) -> str:
    """Return where an entry appeared; pages of what stands in nothing, and words beside its date, have no place."""
    lose_date_of_issue(catalogued.entry, losses)
    words = citation_in_words(catalogued.entry)
    if words is not None:
        return words
    issued = catalogued.entry.citation.issued
    unsaid = {"bibo:pages", *(["bibl:verbatimDate"] if issued and issued.edtf else [])}
    for path, value in catalogued.said:
        if path in unsaid:
            losses.lose(path, value, _NO_CITATION)
    return ""


def _people(contributions: tuple[Contribution, ...], losses: Losses) -> Iterator[Said]:
    for one in contributions:
        if one.role == "author":
            yield Said("creator", inverted_name(one.agent))
        else:
            yield Said("contributor", inverted_name(one.agent))
            losses.lose(f"prov:qualifiedAttribution/{one.role}", one.agent.name, _ROLE)


def _descriptions(entry: Entry) -> Iterator[str]:
    yield from filter(None, [entry.annotation, _contents(entry)])


def _contents(entry: Entry) -> str:
    return " ; ".join(line.text for line in entry.contents)


def _identifiers(entry: Entry) -> Iterator[str]:
    for key, value in entry.citation.identifiers:
        yield f"urn:isbn:{value}" if key == "isbn" else f"https://doi.org/{value}" if key == "doi" else value


def _of_host(entry: Entry) -> tuple[tuple[str, str], ...]:
    return entry.citation.host.identifiers if entry.citation.host else ()


def _extent(entry: Entry) -> str:
    extent = entry.citation.extent or ""
    return f"{extent} p." if extent.isdecimal() else extent


def _series(entry: Entry) -> str:
    series = entry.citation.series
    return " ; ".join(filter(None, [series.title, series.number])) if series else ""


def _wholes(entry: Entry) -> Iterator[str]:
    citation = entry.citation
    yield _series(entry)
    if citation.periodical:
        yield citation.periodical.title
        yield f"urn:ISSN:{citation.periodical.issn}" if citation.periodical.issn else ""
    if citation.host:
        yield citation.host.title
    yield from (f"urn:isbn:{value}" for key, value in _of_host(entry) if key == "isbn")


def _is_w3c(edtf: str | None) -> bool:
    """Tell whether a date is one of W3C's profile of ISO 8601: a year, a month or a day of the calendar."""
    parts = (edtf or "").split("-")
    return all(map(str.isdecimal, parts)) and (len(parts) == 1 or int(parts[1]) <= len("JFMAMJJASOND"))


def _newest(job: Job) -> str:
    found = job.opened.store.query(_NEWEST)
    newest = [row["newest"] for row in found if row["newest"] is not None] if isinstance(found, QuerySolutions) else []
    return next((one.value for one in newest if isinstance(one, Literal)), _NEVER)


def _write(out: XmlStream, name: str, said: Said, losses: Losses) -> None:
    text, changed = held(said.text)
    if changed:
        losses.lose(name.replace("dc:", "dcterms:"), said.text, UNHELD)
    if text:
        scheme = {"xsi:type": said.scheme} if said.scheme else {}
        out.leaf(name, text, scheme or ({"xml:lang": said.language} if said.language else {}))
