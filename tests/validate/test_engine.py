"""The report is pySHACL's own, however little of the graph pySHACL was shown."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from bibliographe.errors import ShapesError
from bibliographe.resources import data_directory
from bibliographe.validate.engine import find
from bibliographe.validate.formats.ttl import write
from bibliographe.validate.reading import Data, DataFile
from bibliographe.validate.running import find_directly
from bibliographe.validate.shapes import Shapes, load_shapes, read_shapes
from bibliographe.validate.terms import quiet, rdflib_graph
from bibliographe.validate.validation import validate
from tests.shapes.small import turtle

if TYPE_CHECKING:
    from bibliographe.validate.results import Finding

PREFIXES = data_directory("ontology") / "prefixes.ttl"
BROKEN = r"""
<id/entry/a-00000001> a bibo:Book , bibo:Report ; dcterms:title "Un titre " , "Autre"@fr ; dcterms:type type:livre ;
    bibo:isbn13 "9782123456804" , "978" ; bibo:pageStart "9" ; bibo:pageEnd "3" ;
    dcterms:issued "2023-02-30"^^xsd:date ; dcterms:date "2023-13"^^edtf:EDTF ; bibl:verbatimDate "mars 1999"@fr ;
    dcterms:creator <id/agent/x-00000001> ;
    bibo:authorList <id/authors/a-00000001> ; dcterms:hasPart <id/entry/a-00000001> ; schema:url "pas une adresse" ;
    bibo:pageStrat "4" ; dcterms:subject <id/topic/t-00000001> , <id/topic/nowhere-00000001> ;
    bibl:hasOtherAuthors false .
<id/authors/a-00000001> a rdf:Seq ; rdf:_2 <id/agent/x-00000001> , <id/agent/y-00000001> .
<id/agent/x-00000001> a foaf:Person , foaf:Organization ; foaf:name "Nom \\d"@fr , "Nom" ; foaf:givenName "Ã©tienne" .
<id/item/i-00000001> a schema:ListItem ; schema:item <id/entry/a-00000001> ; schema:position "01"^^xsd:integer ;
    bibl:firstLine 9 ; bibl:lastLine 3 ; prov:value "Un autre titre\nParis : Chez Nom, 2023, 12 p. ISBN"@fr .
<id/topic/t-00000001> a skos:Concept ; skos:prefLabel "Thème"@fr ; skos:broader <id/topic/t-00000001> ;
    skos:inScheme <id/scheme/nowhere-00000001> ; skos:notation "1." , "2" .
[] a foaf:Agent ; foaf:name "" .
<doc/entry/a-00000001> a dcat:CatalogRecord ; foaf:primaryTopic <id/entry/gone-00000001> ;
    dcterms:created "2025-01-01T00:00:00Z"^^xsd:dateTime ; dcterms:modified "2024-01-01T00:00:00Z"^^xsd:dateTime
"""
OWN_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix bibo: <http://purl.org/ontology/bibo/> . @prefix e: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""


def data(text: str) -> Data:
    return Data("broken", (DataFile(Path("broken.rdf"), tuple(turtle(text))),))


def own_shapes(tmp_path: Path, text: str) -> Shapes:
    path = tmp_path / "own.ttl"
    path.write_text(OWN_SHAPES + text, encoding="utf-8")
    return read_shapes([path])


@cache
def broken_data() -> Data:
    return data(BROKEN)


@cache
def broken_found() -> tuple[Finding, ...]:
    return tuple(find(broken_data(), load_shapes()))


def test_many_faults_at_once_give_the_results_of_pyshacl() -> None:
    broken, shapes, found = broken_data(), load_shapes(), broken_found()
    assert set(found) == set(find_directly(rdflib_graph(broken.triples), shapes.graph))
    assert len(found) == len(set(found))
    assert len({finding.constraint for finding in found}) > 50


def test_the_turtle_report_says_what_pyshacl_says() -> None:
    broken, shapes = data(BROKEN), load_shapes()
    with quiet():
        ours = rdflib.Graph().parse(data=write(validate(broken, shapes), "en"))
    expected = {(str(f.focus), str(f.path), str(f.value), f.component, str(f.shape)) for f in broken_found()}
    results = set(ours.objects(None, SH.result))
    assert len(list(ours.subjects(RDF.type, SH.ValidationReport))) == 1
    assert {
        (
            str(ours.value(node, SH.focusNode)),
            str(ours.value(node, SH.resultPath)),
            str(ours.value(node, SH.value)).replace("+00:00", "Z"),  # rdflib's way with times
            str(ours.value(node, SH.sourceConstraintComponent)),
            str(ours.value(node, SH.sourceShape)),
        )
        for node in results
        if not isinstance(ours.value(node, SH.focusNode), rdflib.BNode)
    } == {row for row in expected if row[0].startswith("http")}
    for node in results:
        languages = {message.language for message in ours.objects(node, SH.resultMessage)}
        assert languages == {"fr", "en"}


OWN = tomllib.loads((Path(__file__).parent / "own-shapes.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", OWN)
def test_shapes_of_ones_own_give_the_results_of_pyshacl(name: str, tmp_path: Path) -> None:
    broken, shapes = data(BROKEN), own_shapes(tmp_path, OWN[name])
    expected = find_directly(rdflib_graph(broken.triples), shapes.graph)
    assert sorted(map(_words, find(broken, shapes))) == sorted(map(_words, expected))
    assert bool(expected) == (name != "switched off")
    for result in validate(broken, shapes).results:
        assert result.message.fr


def test_a_severity_of_ones_own_counts_as_a_violation_and_keeps_its_name(tmp_path: Path) -> None:
    shapes = own_shapes(
        tmp_path, "e:s a sh:NodeShape ; sh:targetClass bibo:Book ; sh:nodeKind sh:Literal ; sh:severity e:Urgent ."
    )
    report = validate(data(BROKEN), shapes)
    assert {result.severity for result in report.shacl} == {"violation"}
    assert write(report, "en").count("sh:resultSeverity <http://example.org/Urgent>") == len(report.shacl) > 0


MESSAGES = """
e:s a sh:NodeShape ; sh:targetSubjectsOf e:p ; sh:sparql
  [ sh:prefixes e:prefixes ; sh:message "{?value} sans {?other}"@fr , "{?value} without {?other}"@en ;
    sh:select "SELECT $this ?value ?other WHERE { $this e:p ?value ; e:q ?other }" ] ;
  sh:property [ sh:path e:q ; sh:sparql [ sh:prefixes e:prefixes ; sh:message "{$PATH} of {?nobody}" ;
    sh:select "SELECT $this ?value WHERE { $this $PATH ?value . FILTER(?value = 1) }" ] ] , [ sh:path e:p ; e:most 2 ] .
e:prefixes a owl:Ontology ; sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
e:Most a sh:ConstraintComponent ; sh:parameter [ sh:path e:most ] ; sh:validator e:validator .
e:validator a sh:SPARQLAskValidator ; sh:message "More than {$most}"@en ; sh:prefixes e:prefixes ;
  sh:ask "ASK { FILTER($value <= $most) }" .
"""


def test_messages_have_the_values_of_all_variables_of_a_query_and_the_parameters_of_a_component(tmp_path: Path) -> None:
    shapes = own_shapes(tmp_path, MESSAGES)
    report = validate(
        data('<http://example.org/a> <http://example.org/p> 3 ; <http://example.org/q> 1 , 2 , "a\\\\1"'), shapes
    )
    assert sorted(result.message.en for result in report.shacl) == [
        "3 without 1", "3 without 2", "3 without a\\1", "More than 2", "http://example.org/q of {?nobody}",
    ]  # fmt: skip
    assert {result.message.fr for result in report.shacl} > {"3 sans 1", "3 sans 2"}
    assert "sh:sourceConstraint _:" in write(report, "en")


def _words(finding: object) -> str:
    """A finding without the names of blank shapes and paths, which change at each reading."""
    return " ".join(
        str(part) for part in (finding.focus, finding.path, finding.value, finding.component, finding.severity)
    )


def test_shapes_that_reach_for_the_network_are_refused(tmp_path: Path) -> None:
    service = "SELECT ?this WHERE { SERVICE <http://127.0.0.1:9/> { ?this ?p ?o } }"
    with pytest.raises(ShapesError, match="SERVICE"):
        own_shapes(
            tmp_path,
            f'e:s a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ; sh:select "{service}" ] ; sh:nodeKind sh:IRI .',
        )


def test_shapes_that_cannot_be_run_are_refused(tmp_path: Path) -> None:
    shapes = own_shapes(tmp_path, 'e:s a sh:NodeShape ; sh:targetClass foaf:Person ; sh:sparql [ sh:select "SELEC" ] .')
    with pytest.raises(ShapesError):
        list(find(data(BROKEN), shapes))


def test_shapes_that_are_not_turtle_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(ShapesError) as caught:
        read_shapes([path])
    assert caught.value.line == 1


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(ShapesError, match="oai-dc"):
        load_shapes(profile="oai")
