"""What shapes without an address are called in reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import rdflib

from bibliographe.validate.formats import writer
from bibliographe.validate.reading import read_file
from bibliographe.validate.shape_names import ShapeNames
from bibliographe.validate.shapes import read_shapes
from bibliographe.validate.validation import validate

if TYPE_CHECKING:
    from bibliographe.validate.results import Report

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://example.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""
SHAPES = f"""{PREFIXES}
ex:BookShape a sh:NodeShape ; sh:targetClass ex:Book ;
  sh:property [ sh:path dcterms:title ; sh:minCount 1 ] ,
    [ sh:path dcterms:title ; sh:maxLength 9 ] ,
    [ sh:path ( dcterms:isPartOf [ sh:inversePath dcterms:subject ] ) ; sh:minCount 1 ] ;
  sh:or ( [ sh:not [ sh:class ex:Bad ] ] [ sh:node [ sh:nodeKind sh:IRI ] ] ) ;
  sh:sparql [ sh:select "SELECT $this WHERE {{ $this <http://example.org/p> 1 }}" ] .
[] a sh:NodeShape ; sh:targetClass ex:Map , ex:Plan ; sh:closed true .
[] a sh:NodeShape ; sh:targetClass ex:Map , ex:Plan ; sh:nodeKind sh:IRI .
_:round sh:node _:round .
"""
CALLED = {
    "BookShape", "BookShape/dcterms:title", "BookShape/dcterms:title-2",
    "BookShape/dcterms:isPartOf/^(dcterms:subject)", "BookShape/or-1", "BookShape/or-1/not",
    "BookShape/or-2", "BookShape/or-2/node", "BookShape/sparql",
    "[ex:Map,ex:Plan]", "[ex:Map,ex:Plan]-2",
}  # fmt: skip
DATA = f"""{PREFIXES}
ex:b a ex:Book ; dcterms:title "A title that is long", "Short" .
ex:c a ex:Book .
"""


def named() -> list[tuple[str, str]]:
    """Return what all nodes of a new reading are called, with what they say but for blank nodes."""
    graph = rdflib.Graph().parse(data=SHAPES, format="turtle")
    names = ShapeNames(graph)
    found = []
    for node in set(graph.subjects()):
        said = (value for _, value in graph.predicate_objects(node) if not isinstance(value, rdflib.BNode))
        found.append((names.name(node), " ".join(sorted(map(str, said)))))
    return sorted(found)


def test_names_are_those_of_the_places() -> None:
    assert {name.replace("http://example.org/", "ex:") for name, _said in named()} >= CALLED


def test_names_are_the_same_at_each_reading() -> None:
    first = named()
    assert all(named() == first for _ in range(5))


def test_a_shape_that_stands_in_itself_has_a_name() -> None:
    graph = rdflib.Graph().parse(data=f"{PREFIXES}_:round sh:node _:round .", format="turtle")
    (node,) = graph.subjects()
    assert ShapeNames(graph).name(node) == "…/node"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Report]:
    """Return the reports of two readings."""
    folder = tmp_path_factory.mktemp("named")
    shapes, data = folder / "shapes.ttl", folder / "data.ttl"
    shapes.write_text(SHAPES.replace("_:round sh:node _:round .", ""), encoding="utf-8")
    data.write_text(DATA, encoding="utf-8")
    return validate(read_file(data), read_shapes([shapes])), validate(read_file(data), read_shapes([shapes]))


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "csv", "html"])
def test_reports_are_the_same_at_each_reading(reports: tuple[Report, Report], form: str) -> None:
    first, second = (writer(form)(report, "en") for report in reports)
    assert first == second
    assert "BookShape/dcterms:title" in first


def test_totals_are_by_name(reports: tuple[Report, Report]) -> None:
    assert json.loads(writer("json")(reports[0], "en"))["totals"]["constraints"] == {
        "BookShape/dcterms:title": {"shown": 1, "found": 1},
        "BookShape/dcterms:title-2": {"shown": 1, "found": 1},
        "BookShape/dcterms:isPartOf/^(dcterms:subject)": {"shown": 2, "found": 2},
    }
