"""Of what a catalogue says twice, in two languages or of two series, a format has the second where it says so."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from pyoxigraph import RdfFormat, Store

from bibliographe.export.formats import export_formats
from bibliographe.export.records.reading import EntryReader
from bibliographe.export.records.said import is_other
from bibliographe.export.records.writing import EntryWriter, Job, write_entries
from tests.export.records.written import CATALOGUE, Told

if TYPE_CHECKING:
    from bibliographe.store.access import OpenedStore

FORMATS = sorted(name for name, one in export_formats().items() if isinstance(one.load(), EntryWriter))
IRI = "https://example.org/catalogue/id/entry/deux-fois"
SAID = """
prefix bibl: <https://w3id.org/bibliographe/ns#>
prefix bibo: <http://purl.org/ontology/bibo/>
prefix dcterms: <http://purl.org/dc/terms/>
prefix foaf: <http://xmlns.com/foaf/0.1/>
prefix schema: <https://schema.org/>
prefix type: <https://w3id.org/bibliographe/ns/type/>
base <https://example.org/catalogue/>

<id/item/a> schema:item <id/entry/deux-fois> ; schema:position 1 .
<id/entry/deux-fois> a bibo:%s ; dcterms:type type:%s ; dcterms:language "fr" ;
  dcterms:title "Titre"@fr, "OTHER-TITLE"@en ;
  bibo:edition "2e édition"@fr, "OTHER-EDITION"@en ;
  bibl:mediumStatement "Livre"@fr, "OTHER-MEDIUM"@en ;
  bibl:degreeStatement "Thèse"@fr, "OTHER-DEGREE"@en ;
  dcterms:tableOfContents "Un"@fr, "OTHER-CONTENTS"@en ;
  bibl:verbatimDate "mai 2020"@fr, "OTHER-DATE"@en ; dcterms:date "2020-05" ;
  bibo:number "1", "OTHER-NUMBER" ;
  bibo:presentedAt <id/event/a>, <id/event/b> ;
  bibo:issuer <id/organization/a>, <id/organization/b> ;
  dcterms:isPartOf %s .
<id/organization/a> a foaf:Organization ; foaf:name "Université" .
<id/organization/b> a foaf:Organization ; foaf:name "OTHER-ISSUER" .
<id/series/a> a bibo:Series ; dcterms:title "Verte"@fr, "OTHER-SERIES-TITLE"@en .
<id/series/b> a bibo:Series ; dcterms:title "OTHER-SERIES" .
<id/host/a> a bibo:EditedBook ; dcterms:title "Livre"@fr, "OTHER-BOOK-TITLE"@en .
<id/host/b> a bibo:EditedBook ; dcterms:title "OTHER-BOOK" .
<id/issue/a> a bibo:Issue ; bibo:issue "3" ; dcterms:title "Numéro"@fr, "OTHER-ISSUE-TITLE"@en ;
  dcterms:isPartOf <id/periodical/a> .
<id/periodical/a> a bibo:Journal ; dcterms:title "Revue"@fr, "OTHER-PERIODICAL-TITLE"@en ;
  dcterms:publisher <id/organization/a>, <id/organization/c> .
<id/organization/c> a foaf:Organization ; foaf:name "OTHER-PUBLISHER" .
<id/event/a> a schema:Event ; dcterms:title "Journées"@fr, "OTHER-EVENT-TITLE"@en ; schema:location "Lyon" .
<id/event/b> a schema:Event ; dcterms:title "OTHER-EVENT" ; schema:location "OTHER-PLACE" .
"""
KINDS = {
    "book": ("Book", "book", "<id/series/a>, <id/series/b>"),
    "chapter": ("Chapter", "chapter", "<id/host/a>, <id/host/b>"),
    "article": ("Article", "article", "<id/issue/a>"),
}


def opened(kind: str) -> OpenedStore:
    store = Store()
    store.load(SAID % KINDS[kind], RdfFormat.TURTLE)
    given = SimpleNamespace(store=store, catalogue=CATALOGUE, progress=SimpleNamespace(advance=int), abstracts=[])
    return cast("OpenedStore", given)


def text_of(data: bytes) -> str:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as package:
            return "".join(package.read(name).decode() for name in package.namelist())
    return data.decode()


def others(kind: str) -> list[tuple[str, str]]:
    (one,) = EntryReader(opened(kind)).entries()
    return [(path, value) for path, value in one.said if is_other(path)]


def test_what_the_hub_has_no_place_for_is_told_apart() -> None:
    said = [pair for kind in KINDS for pair in others(kind)]
    assert all(value.startswith("OTHER-") for _path, value in said)
    assert {value for _path, value in said} == set(re.findall("OTHER-[A-Z-]*", SAID))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FORMATS)
def test_others_stand_in_the_output_or_are_told_as_lost(name: str, kind: str) -> None:
    writer, stream, told, given = export_formats()[name].load(), BytesIO(), Told(), opened(kind)
    assert isinstance(writer, EntryWriter)
    told.iri = IRI
    write_entries(writer, stream, Job(given, told))
    text, lost = text_of(stream.getvalue()), set(told.told.get(IRI, ()))
    assert {pair for pair in others(kind) if pair[1] in text} == {pair for pair in others(kind) if pair not in lost}
