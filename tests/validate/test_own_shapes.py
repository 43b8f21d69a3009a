"""Shapes of a catalogue's own that check nothing are told: pySHACL passes over them without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibliographe.config import load_catalogue
from bibliographe.resources import data_directory
from bibliographe.validate.own_shapes import own_shapes
from bibliographe.validate.shapes import read_shapes
from bibliographe.validate.validation import validate
from tests.shapes.small import SMALL
from tests.validate.conformance.adapter import data_of, triples_of

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.config import Catalogue

PROLOGUE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix e: <http://example.org/> .
"""
TOLD = {
    # what is said: what is told, by check and value, with its line
    "e:s a sh:NodeShape ; sh:targetClass skos:Concept ;\n sh:property [ sh:path e:p ; sh:mincount 1 ] .": [
        ("shape-term", "sh:mincount", 7)
    ],
    "e:s a sh:NodeShape ; sh:targetclass skos:Concept .": [
        ("shape-term", "sh:targetclass", 6)
    ],
    "e:s a sh:NodeShape ; sh:targetClass skos:Concept ; sh:property [ sh:path dcterms:tittle ] .": [
        ("shape-term", "dcterms:tittle", 6)
    ],
    "skos:Collection a sh:NodeShape ; sh:closed true .\ne:s sh:targetClass skos:Collection .": [
        ("shape-unasked", "skos:Collection", 6)
    ],
    'e:s a sh:NodeShape ; sh:targetClass skos:Concept ; sh:property [ sh:path e:p ; sh:minCount 1 ] ,\n'
    ' [ sh:path e:q ;\n sh:minCount "1" ] .': [
        ("shape-value", "sh:minCount", 8)
    ],
    "e:s a sh:NodeShape ; sh:targetClass 'skos:Concept' .": [
        ("shape-value", "sh:targetClass", 6)
    ],
    "e:s a sh:NodeShape ; sh:targetClass skos:Concept ; sh:severity\n sh:Info , sh:Warning .": [
        ("shape-value", "sh:severity", 6)
    ],
    "e:s a sh:NodeShape ; sh:targetClass skos:Concept ; sh:nodeKind sh:Iri .": [
        ("shape-term", "sh:Iri", 6)
    ],
    # A shape may be called by others, be a class, be put off, or have a name in a vocabulary.
    "e:s a sh:NodeShape ; sh:targetObjectsOf e:p ; sh:or ( e:t e:u ) . e:t a sh:NodeShape . e:u a sh:NodeShape .": [],
    "skos:Concept a sh:NodeShape , rdfs:Class . e:t a sh:NodeShape ; sh:deactivated true .": [],
    "skos:BookShape a sh:NodeShape ; sh:targetNode e:x . e:t e:what sh:NodeShape .": [],
}  # fmt: skip


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    (tmp_path / "catalogue.toml").write_text((SMALL / "catalogue.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "shapes" / "sub").mkdir(parents=True)
    (tmp_path / "shapes" / "profiles").mkdir()
    return load_catalogue(tmp_path)


@pytest.mark.parametrize("said", TOLD)
def test_what_checks_nothing_is_told_with_its_line(said: str, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(f"{PROLOGUE}{said}\n", "utf-8")
    report = validate(data_of(triples_of("e:x e:p e:y .")), read_shapes([path]))
    told = [result for result in report.files if result.constraint.startswith("shape-")]
    places = [result.place for result in told]
    assert [(result.constraint, result.value) for result in told] == [(check, value) for check, value, _ in TOLD[said]]
    assert [place and (place.file, place.line) for place in places] == [(path, line) for _, _, line in TOLD[said]]


def test_what_is_not_read_is_told(catalogue: Catalogue) -> None:
    folder = catalogue.directory
    (folder / "ontology").mkdir()
    (folder / "queries" / "sub").mkdir(parents=True)
    read = (
        "queries/mine.rq",
        "queries/sub/mine.rq",
        "queries/notes.txt",
        "shapes/own.ttl",
        "shapes/profiles/portal.ttl",
        "shapes/README.md",
        "shapes/.hidden.ttl",
    )
    unread = (
        "queries/mine.sparql",
        "queries/sub/mine.RQ",
        "ontology/mine.ttl",
        "shapes/own.shacl",
        "shapes/own.TTL",
        "shapes/sub/own.ttl",
    )
    for name in (*read, *unread):
        (folder / name).write_text("", "utf-8")
    found = list(own_shapes([folder / "shapes" / "own.ttl"], catalogue))
    assert sorted((one.check.name, one.focus) for one in found) == [("folder-unread", name) for name in sorted(unread)]


def test_what_comes_with_the_program_is_not_looked_at(catalogue: Catalogue) -> None:
    shipped = data_directory("shapes") / "entry.ttl"
    (catalogue.directory / "shapes" / "profiles" / "oai-dc.ttl").write_text("", "utf-8")
    assert list(own_shapes([shipped, data_directory("ontology") / "prefixes.ttl"], catalogue)) == []
