"""The formats that records are given in, by their `metadataPrefix` (OAI-PMH, section 3.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from pyoxigraph import Literal, NamedNode

from bibliographe.errors import ExportError
from bibliographe.export.rdfxml import NOT_XML, element, write_statements
from bibliographe.export.records.dublin_core import simple_elements, write_dc
from bibliographe.export.records.losses import Losses
from bibliographe.export.records.marc import writers as marc
from bibliographe.export.records.marc.records import record_of
from bibliographe.export.records.mods import writer as mods
from bibliographe.export.records.mods.record import ModsRecord
from bibliographe.export.records.reading import EntryReader
from bibliographe.export.records.writing import Job
from bibliographe.export.things import said_of
from bibliographe.graph.terms import RDF, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.xml_stream import XmlStream
    from bibliographe.store.access import OpenedStore

XSI = "http://www.w3.org/2001/XMLSchema-instance"
_OAI = "http://www.openarchives.org/OAI/2.0"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_LENGTHS = 20
"""Where a leader tells how long the parts of the directory are, which XML does not have."""


class Source:
    """What records are written from: one build, and what is kept of its people and periodicals."""

    def __init__(self, opened: OpenedStore) -> None:
        """Read nothing yet."""
        self.opened = opened
        self.reader = EntryReader(opened)

    def read(self, iri: str) -> tuple[Catalogued, Job]:
        """Return an entry as the writers take it; what a format has no place for is nobody's concern here."""
        return self.reader.read(NamedNode(iri)), Job(self.opened, Losses())


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its prefix, the address of its schema, its namespace, and what writes an entry's record."""

    prefix: str
    schema: str
    namespace: str
    write: Callable[[XmlStream, Source, str, Format], None]

    @property
    def declared(self) -> dict[str, str]:
        """Return the attributes that declare the namespace and say where its schema is."""
        return {"xmlns": self.namespace, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{self.namespace} {self.schema}"}


def _write_dc(out: XmlStream, source: Source, iri: str, _format: Format) -> None:
    catalogued, job = source.read(iri)
    write_dc(out, simple_elements(catalogued, job), job.losses)


def _write_unimarc(out: XmlStream, source: Source, iri: str, form: Format) -> None:
    """Write UNIMARC in MARCXML; UNIMARC ends its label `450 `, for which the schema of MARCXML has blanks only."""
    catalogued, job = source.read(iri)
    record = record_of(catalogued, "unimarc", job.opened.catalogue, job.losses)
    marc.write_record(out, record._replace(leader=record.leader[:_LENGTHS].ljust(len(record.leader))), form.declared)


def _write_mods(out: XmlStream, source: Source, iri: str, form: Format) -> None:
    catalogued, job = source.read(iri)
    record = ModsRecord(out, catalogued, job.opened.catalogue, job.losses)
    mods.write_record(record, **{name.replace(":", "__"): value for name, value in form.declared.items()})


def _write_rdf(out: XmlStream, source: Source, iri: str, form: Format) -> None:
    """Write what is said of an entry and of what it is shown with, as `show` and `/doc/….rdf` do."""
    said = said_of(source.opened, NamedNode(iri))
    document = etree.fromstring(write_statements(_held(one) for one in said if _can_be_said(one)).encode(), _PARSER)
    etree.cleanup_namespaces(document)
    document.set(f"{{{XSI}}}schemaLocation", f"{form.namespace} {form.schema}")
    out.fragment(etree.tostring(document, encoding="unicode") + "\n")


def _held(statement: Statement) -> Statement:
    """Return a statement without the characters that XML cannot hold."""
    value = statement.object
    if not isinstance(value, Literal) or not NOT_XML.search(value.value):
        return statement
    text = NOT_XML.sub("", value.value)
    kept = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    return statement._replace(object=kept)


def _can_be_said(statement: Statement) -> bool:
    """Tell whether RDF/XML has a name for the property; without one, the statement stays out."""
    try:
        element(_held(statement), {})
    except ExportError:
        return False
    return True


FORMATS = {
    one.prefix: one
    for one in (
        Format("oai_dc", f"{_OAI}/oai_dc.xsd", f"{_OAI}/oai_dc/", _write_dc),
        Format("marcxml", "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd", marc.NAMESPACE, _write_unimarc),
        Format("mods", "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd", mods.NAMESPACE, _write_mods),
        Format("rdf", f"{_OAI}/rdf.xsd", RDF.iri, _write_rdf),
    )
}
