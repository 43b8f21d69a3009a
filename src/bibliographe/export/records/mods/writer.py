"""The writer of MODS.

Source: MODS 3.8, <https://www.loc.gov/standards/mods/v3/mods-3-8.xsd>, and the MODS User Guidelines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from bibliographe.export.records.held import one_line
from bibliographe.export.records.marc.described import kind_label
from bibliographe.export.records.marc.tables import language_code
from bibliographe.export.records.marc.transforms.titles import nonfiling, statements
from bibliographe.export.records.mods.hosts import hosts, part
from bibliographe.export.records.mods.names import names, subject_name
from bibliographe.export.records.mods.publication import language, origin, physical
from bibliographe.export.records.mods.record import ModsRecord
from bibliographe.export.records.xml_stream import XmlStream
from bibliographe.export.records.zotero_types import zotero_type
from bibliographe.graph.terms import TYPE
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.writing import Job

NAMESPACE = "http://www.loc.gov/mods/v3"
VERSION = "3.8"
_SUBTITLE = " : "
_ISBD = (":", "/", ";", "=", ",")
_TYPES = {
    "txt": "text",
    "tdi": "moving image",
    "spw": "sound recording-nonmusical",
    "cod": "software, multimedia",
}
_FLAT = Text("les niveaux du sommaire ne sont pas dits", "levels of the contents are not told")


class ModsWriter:
    """Writes a collection of records of MODS."""

    carries = frozenset(
        {
            "dcterms:title", "dcterms:title/other", "dcterms:type", "dcterms:language", "dcterms:creator",
            "prov:qualifiedAttribution", "foaf:Agent", "bibl:hasOtherAuthors", "dcterms:publisher", "bibo:issuer",
            "bibl:placeOfPublication", "dcterms:date", "bibl:verbatimDate", "dcterms:available", "fabio:hasAccessDate",
            "bibl:verbatimAccessDate", "bibo:edition", "bibo:numPages", "bibo:pages", "bibl:mediumStatement",
            "bibl:degreeStatement", "dcterms:abstract", "dcterms:tableOfContents", "dcterms:subject", "skos:Concept",
            "schema:keywords", "schema:mentions", "bibo:Periodical", "bibo:Website", "bibo:Issue", "bibo:Series",
            "bibo:number", "bibo:EditedBook", "dcterms:hasPart", "bibo:isbn10", "bibo:isbn13",
            "bibo:issn", "bibo:doi", "schema:url", "schema:Event/dcterms:title", "schema:Event/bibo:edition",
            "schema:Event/schema:location", "schema:Event/dcterms:date", "schema:Event/bibl:verbatimDate",
            "schema:Event/schema:organizer",
        }
    )  # fmt: skip

    def write(self, entries: Iterable[Catalogued], stream: BinaryIO, job: Job) -> None:
        """Write a record for each entry."""
        out = XmlStream(stream)
        with out.element("modsCollection", {"xmlns": NAMESPACE}):
            for catalogued in entries:
                write_record(ModsRecord(out, catalogued, job.opened.catalogue, job.losses))


def write_record(one: ModsRecord, **attributes: str) -> None:
    """Write the element of one record; `attributes` declare its namespace where it stands in no collection."""
    with one.element("mods", version=VERSION, **attributes):
        _titles(one)
        names(one)
        one.leaf("typeOfResource", _TYPES[one.codes.content])
        uri = TYPE[one.entry.kind].value
        label = kind_label(one.entry.kind, one.language)
        one.leaf("genre", label, "dcterms:type", authorityURI=TYPE.iri.rstrip("/"), valueURI=uri)
        one.leaf("genre", zotero_type(one.entry), authority="local")  # as Zotero writes and reads it
        origin(one)
        language(one)
        physical(one)
        _texts(one)
        _subjects(one)
        hosts(one)
        _identifiers(one)
        if not one.stands_in:
            part(one, None)
        _record_info(one)


def _titles(one: ModsRecord) -> None:
    title = one_line(one.entry.title)
    proper, _, other = title.partition(_SUBTITLE)
    if proper.endswith(_ISBD):  # which would be taken for the punctuation before a subtitle
        proper, other = title, ""
    unsorted = nonfiling(proper, one.entry.language)
    with one.element("titleInfo"):
        one.leaf("nonSort", proper[:unsorted])
        one.leaf("title", proper[unsorted:], "dcterms:title")
        one.leaf("subTitle", other, "dcterms:title")
    for title in one.said("dcterms:title/other"):
        one.title(title, "dcterms:title/other", type="alternative")


def _texts(one: ModsRecord) -> None:
    for paragraph in re.split(r"\n\s*\n", one.entry.annotation or ""):
        one.leaf("abstract", paragraph, "dcterms:abstract")
    for line in one.entry.contents:
        if line.depth:
            one.lose("dcterms:tableOfContents", "  " * line.depth + line.text, _FLAT)
    lines = " -- ".join(one_line(line.text) for line in one.entry.contents)
    one.leaf("tableOfContents", lines, "dcterms:tableOfContents")
    first, more = statements(one)
    said = " ; ".join(filter(None, (first, *more)))
    one.leaf("note", said, "dcterms:creator", type="statement of responsibility")
    one.leaf("note", one.citation.degree, "bibl:degreeStatement", type="thesis")


def _subjects(one: ModsRecord) -> None:
    for topic in one.catalogued.topics:
        with one.element("subject", authority="local"):
            for label in topic.path:
                one.leaf("topic", label, "dcterms:subject")
    for keyword in one.entry.keywords:
        with one.element("subject"):
            one.leaf("topic", keyword, "schema:keywords")
    for agent in one.entry.mentions:
        subject_name(one, agent)
    for topic in one.catalogued.topics:
        one.leaf("classification", topic.notation, "skos:Concept/skos:notation", authority="local")


def _identifiers(one: ModsRecord) -> None:
    for key, value in one.citation.identifiers:
        if key != "url":
            one.leaf("identifier", value, f"bibo:{key}", type=key)
    addresses = [link.url for link in one.entry.links]
    addresses += [value for key, value in one.citation.identifiers if key == "url"]
    seen = one.citation.accessed
    if addresses:
        with one.element("location"):
            for address in addresses:
                one.leaf("url", address, "schema:url", dateLastAccessed=seen.edtf if seen else None)


def _record_info(one: ModsRecord) -> None:
    catalogue = one.catalogue
    with one.element("recordInfo"):
        one.leaf("recordContentSource", catalogue.publisher.name)
        one.leaf("recordCreationDate", one.catalogued.created, encoding="w3cdtf")
        one.leaf("recordChangeDate", one.catalogued.modified, encoding="w3cdtf")
        one.leaf("recordIdentifier", one.catalogued.iri, source=catalogue.base)
        with one.element("languageOfCataloging"):
            code = language_code(one.language)
            one.leaf("languageTerm", code, type="code", authority="iso639-2b")
