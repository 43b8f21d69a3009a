"""The page that describes the profile is what the ontology and the shapes say now."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bibliographe.export.profile_page import PAGES, write_page
from bibliographe.export.profile_shapes import Check, ShapeReader

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.i18n import Language

SHAPES = """
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/bibliographe/shapes#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

shape:Book a sh:NodeShape ;
    rdfs:label "Livre"@fr , "Book"@en ;
    sh:targetClass bibo:Book ;
    sh:property shape:title , shape:title-length , shape:pages , shape:date , shape:item ;
    sh:sparql shape:query .
shape:BookClosed a sh:NodeShape ;
    sh:targetClass bibo:Book ; sh:closed true ; sh:message "Propriété imprévue."@fr , "Unexpected property."@en .
shape:Helper a sh:NodeShape ; rdfs:label "une date"@fr , "a date"@en .
shape:title a sh:PropertyShape ;
    sh:path dcterms:title ; sh:minCount 1 ; sh:message "Sans titre."@fr , "No title."@en .
shape:title-length a sh:PropertyShape ;
    sh:path dcterms:title ; sh:maxCount 2 ; sh:severity sh:Warning ; sh:message "Trop | long."@fr , "Too | long."@en .
shape:pages a sh:PropertyShape ;
    sh:path bibo:pages ; sh:maxCount 1 ; sh:datatype xsd:string ; sh:pattern "^a|b$" .
shape:date a sh:PropertyShape ;
    sh:path dcterms:issued ; sh:minCount 1 ; sh:severity sh:Warning ; sh:node shape:Helper .
shape:item a sh:PropertyShape ;
    sh:path [ sh:inversePath schema:item ] ; sh:minCount 1 .
shape:query a sh:SPARQLConstraint ;
    sh:severity sh:Info ; sh:select "SELECT $this { $this a bibo:Book }" ;
    sh:message "Pages {?value}."@fr , "Pages {?value}."@en .
"""


written = cache(write_page)


@pytest.fixture
def reader(tmp_path: Path) -> ShapeReader:
    (tmp_path / "book.ttl").write_text(SHAPES, encoding="utf-8")
    return ShapeReader(tmp_path, {"dcterms:issued": 0, "dcterms:title": 1}, "en")


def test_constraints_on_one_property_make_one_row(reader: ShapeReader) -> None:
    (chapter,) = reader.chapters()
    assert (chapter.label, chapter.closed) == ("Book", True)
    (section,) = chapter.tables
    rows = {row.path: row for row in section.rows}
    assert list(rows) == ["dcterms:issued", "dcterms:title", "^schema:item", "bibo:pages"]
    assert [row.cardinality for row in rows.values()] == ["0..n", "1..n", "1..n", "0..1"]
    assert [row.recommended for row in rows.values()] == [1, 0, 0, 0]
    assert rows["bibo:pages"].values == ["`xsd:string`", "`^a|b$`"]
    assert rows["dcterms:issued"].values == ["a date"]
    assert set(rows["dcterms:title"].checks) == {Check("Violation", "No title."), Check("Warning", "Too | long.")}
    assert chapter.checks == (Check("Info", "Pages …."),)


def test_shapes_without_targets_make_no_section(reader: ShapeReader) -> None:
    assert [chapter.label for chapter in reader.chapters()] == ["Book"]
    assert reader.chapters(profiles=True) == []


def test_the_pages_in_docs_are_not_stale(repository: Path) -> None:
    script = [sys.executable, repository / "scripts" / "generate_profile.py", "--check"]
    run = subprocess.run(script, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("language", PAGES)
def test_every_row_of_every_table_has_as_many_cells_as_its_heading(language: Language) -> None:
    width = None
    for line in written(language).splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else None
        if cells is not None and width is not None:
            assert cells == width, line
        width = cells


def test_both_languages_say_the_same_amount() -> None:
    french, english = (written(language).splitlines() for language in ("fr", "en"))
    assert sum(line.startswith(("|", "#", "- ")) for line in french) == sum(
        line.startswith(("|", "#", "- ")) for line in english
    )


@pytest.mark.parametrize("language", PAGES)
def test_links_inside_the_page_lead_somewhere(language: Language) -> None:
    page = written(language)
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", page)) <= anchors
