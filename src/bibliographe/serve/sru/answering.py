"""From the parameters of a request to the XML that answers it.

Source: SRU 1.2, "searchRetrieve Operation: Response Parameters", "Scan Operation", "Diagnostics".
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from bibliographe.export.records.held import held
from bibliographe.export.records.xml_stream import XmlStream
from bibliographe.serve.search.counting import total_of
from bibliographe.serve.sru.cql import read_cql
from bibliographe.serve.sru.diagnostics import MESSAGES, URI, DiagnosticError
from bibliographe.serve.sru.explaining import write_explanation
from bibliographe.serve.sru.matching import order_of, query_of
from bibliographe.serve.sru.request import check, read_asked, read_retrieve, read_scan
from bibliographe.serve.sru.scanning import ScannedTerm, scanned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.serve.oai.formats import Source
    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.serve.sru.request import Asked, Retrieve

NAMESPACE = "http://www.loc.gov/zing/srw/"
_DIAGNOSTIC = {"xmlns": f"{NAMESPACE}diagnostic/"}
_DCTERMS = "http://purl.org/dc/terms/"
_OF_SEARCH = (
    "query", "startRecord", "maximumRecords", "recordPacking", "recordSchema", "recordXPath", "resultSetTTL",
    "sortKeys", "stylesheet",
)  # fmt: skip
_OF_SCAN = ("scanClause", "responsePosition", "maximumTerms", "stylesheet")
_FARTHEST = 100_000
"""The last record that can be asked for: the search orders as many as lie before it."""


class Searched(NamedTuple):
    """One build, as SRU reads it."""

    source: Source
    search: SearchIndex
    changed: str
    """When a record last changed."""


class _Found(NamedTuple):
    total: int
    iris: list[str]


def answer(searched: Searched, pairs: Iterable[tuple[str, str]], address: str) -> bytes:
    """Return the answer to a request that came to `address`; whatever is wrong with it is told in the XML."""
    asked = read_asked(pairs)
    try:
        check(asked)
        if asked.operation == "searchRetrieve":
            retrieve = read_retrieve(asked)
            return _retrieved(asked, retrieve, searched, _find(searched.search, retrieve))
        if asked.operation == "scan":
            return _scanned(asked, scanned(searched.search, read_scan(asked)))
    except DiagnosticError as error:
        return _refused(asked, searched, address, error)
    return _explained(asked, searched, address)


def _find(index: SearchIndex, retrieve: Retrieve) -> _Found:
    read = read_cql(retrieve.query)
    query, order = query_of(index, read.root), order_of(read)
    if retrieve.start > _FARTHEST:
        raise DiagnosticError(61, str(retrieve.start))
    limit, before = max(retrieve.most, 1), retrieve.start - 1
    if order is None:
        found = index.entries.search(query, limit, offset=before)
    else:
        found = index.entries.search(query, limit, order_by_field=order[0], offset=before, order=order[1])
    total = total_of(found)
    if total and retrieve.start > total:
        raise DiagnosticError(61, str(retrieve.start))
    return _Found(total, [index.entry(hit)["iri"] for _score, hit in found.hits[: retrieve.most]])


def _retrieved(asked: Asked, retrieve: Retrieve, searched: Searched, found: _Found) -> bytes:
    stream = BytesIO()
    out = XmlStream(stream)
    with out.element("searchRetrieveResponse", {"xmlns": NAMESPACE}):
        out.leaf("version", asked.version)
        out.leaf("numberOfRecords", str(found.total))
        if found.iris:
            with out.element("records"):
                for position, iri in enumerate(found.iris, start=retrieve.start):
                    _record(out, asked, retrieve, searched.source, iri, position)
        after = retrieve.start + len(found.iris)
        if found.iris and after <= found.total:
            out.leaf("nextRecordPosition", str(after))
        _echo(out, asked, "echoedSearchRetrieveRequest", _OF_SEARCH)
        _extra(out, searched)
    return stream.getvalue()


def _scanned(asked: Asked, terms: list[ScannedTerm], error: DiagnosticError | None = None) -> bytes:
    stream = BytesIO()
    out = XmlStream(stream)
    with out.element("scanResponse", {"xmlns": NAMESPACE}):
        out.leaf("version", asked.version)
        if terms:
            # On one line: YAZ, which most library systems stand on, takes the line ends between terms for terms.
            out.fragment(f"<terms>{''.join(map(_term, terms))}</terms>\n")
        _echo(out, asked, "echoedScanRequest", _OF_SCAN)
        if error:
            _diagnostics(out, error)
    return stream.getvalue()


def _term(term: ScannedTerm) -> str:
    said = {"value": held(term.value)[0], "numberOfRecords": str(term.records), "whereInList": term.where}
    return f"<term>{''.join(f'<{name}>{escape(text)}</{name}>' for name, text in said.items())}</term>"


def _record(out: XmlStream, asked: Asked, retrieve: Retrieve, source: Source, iri: str, position: int) -> None:
    record = retrieve.schema.record(source, iri)
    with out.element("record"):
        out.leaf("recordSchema", retrieve.schema.identifier)
        out.leaf("recordPacking", asked.packing)
        if asked.packing == "xml":
            with out.element("recordData"):
                out.fragment(record)
        else:
            out.leaf("recordData", record)
        if asked.version == "1.2":
            out.leaf("recordIdentifier", held(iri)[0])
        out.leaf("recordPosition", str(position))


def _echo(out: XmlStream, asked: Asked, name: str, parameters: tuple[str, ...]) -> None:
    with out.element(name):
        out.leaf("version", asked.version)
        for parameter in parameters:
            if parameter in asked.parameters:
                out.leaf(parameter, held(asked.parameters[parameter])[0])


def _extra(out: XmlStream, searched: Searched) -> None:
    """Tell how fresh the catalogue is."""
    if searched.changed:
        with out.element("extraResponseData"):
            out.leaf("dcterms:modified", searched.changed, {"xmlns:dcterms": _DCTERMS})


def _refused(asked: Asked, searched: Searched, address: str, error: DiagnosticError) -> bytes:
    if asked.operation == "explain":
        return _explained(asked, searched, address, error)
    if asked.operation == "scan":
        return _scanned(asked, [], error)
    stream = BytesIO()
    out = XmlStream(stream)
    with out.element("searchRetrieveResponse", {"xmlns": NAMESPACE}):
        out.leaf("version", asked.version)
        out.leaf("numberOfRecords", "0")
        _echo(out, asked, "echoedSearchRetrieveRequest", _OF_SEARCH)
        _diagnostics(out, error)
    return stream.getvalue()


def _diagnostics(out: XmlStream, error: DiagnosticError) -> None:
    with out.element("diagnostics"), out.element("diagnostic", _DIAGNOSTIC):
        out.leaf("uri", f"{URI}{error.number}")
        if error.details:
            out.leaf("details", held(error.details)[0])
        out.leaf("message", MESSAGES[error.number])


def _explained(asked: Asked, searched: Searched, address: str, error: DiagnosticError | None = None) -> bytes:
    stream = BytesIO()
    out = XmlStream(stream)
    with out.element("explainResponse", {"xmlns": NAMESPACE}):
        out.leaf("version", asked.version)
        with out.element("record"):
            out.leaf("recordSchema", "http://explain.z3950.org/dtd/2.0/")
            out.leaf("recordPacking", asked.packing)
            explanation = write_explanation(searched.source.opened.catalogue, address, asked.version)
            if asked.packing == "xml":
                with out.element("recordData"):
                    out.fragment(explanation)
            else:
                out.leaf("recordData", explanation)
        if error:
            _diagnostics(out, error)
    return stream.getvalue()
