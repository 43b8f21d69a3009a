"""The concept schemes: every key, every label in both languages, every code and mapping well placed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

if TYPE_CHECKING:
    from pathlib import Path

BIBL = Namespace("https://w3id.org/bibliographe/ns#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
TYPES = """
    article academic-article press-article web-article webpage book chapter report study guide brochure thesis
    dissertation dossier special-issue interview opinion conference proceedings webinar podcast video legislation
    standard dataset press-release selection document
""".split()  # noqa: SIM905
ROLES = """
    author editor director coordinator translator preface-writer interviewee interviewer speaker moderator
    illustrator compiler producer publisher thesis-supervisor organizer contributor
""".split()  # noqa: SIM905
SCHEMES = {"type": ("document-types", TYPES), "role": ("roles", ROLES)}
UNIMARC = {
    "author": "070", "preface-writer": "080", "compiler": "220", "editor": "340", "illustrator": "440",
    "interviewee": "460", "interviewer": "470", "organizer": "557", "producer": "630", "publisher": "650",
    "director": "651", "thesis-supervisor": "727", "translator": "730", "contributor": "205",
}  # fmt: skip
"""Source: UNIMARC Manual, Bibliographic Format, appendix C."""


@pytest.fixture(scope="module", params=SCHEMES)
def scheme(request: pytest.FixtureRequest, repository: Path) -> tuple[Graph, URIRef, list[str]]:
    file, keys = SCHEMES[request.param]
    graph = Graph().parse(repository / "ontology" / "schemes" / f"{file}.ttl")
    return graph, URIRef(f"https://w3id.org/bibliographe/ns/{request.param}"), keys


def test_every_key_is_there_and_no_other(scheme: tuple[Graph, URIRef, list[str]]) -> None:
    graph, iri, keys = scheme
    assert {str(concept) for concept in graph.subjects(RDF.type, SKOS.Concept)} == {f"{iri}/{key}" for key in keys}


def test_each_concept_has_one_label_and_a_definition_in_each_language(scheme: tuple[Graph, URIRef, list[str]]) -> None:
    graph, _, _ = scheme
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            tags = sorted(
                text.language or "" for text in graph.objects(concept, predicate) if isinstance(text, Literal)
            )
            assert tags == ["en", "fr"], (concept, predicate)


def test_no_label_names_two_concepts(scheme: tuple[Graph, URIRef, list[str]]) -> None:
    graph, _, _ = scheme
    labels = list(graph.objects(None, SKOS.prefLabel))
    assert len(labels) == len(set(labels))
    for concept, label in graph.subject_objects(SKOS.altLabel):
        assert label not in set(graph.objects(concept, SKOS.prefLabel))


def test_each_concept_has_its_place(scheme: tuple[Graph, URIRef, list[str]]) -> None:
    graph, iri, _ = scheme
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert graph.value(concept, SKOS.inScheme) == iri
        broader = set(graph.objects(concept, SKOS.broader))
        assert len(broader) + len(set(graph.objects(concept, SKOS.topConceptOf))) == 1
        assert all(graph.value(above, SKOS.topConceptOf) == iri for above in broader)


def test_each_type_has_one_class_that_the_ontology_knows_as_a_document(repository: Path) -> None:
    types = Graph().parse(repository / "ontology" / "schemes" / "document-types.ttl")
    ontology = Graph().parse(repository / "ontology" / "bibliographe.ttl")
    for key in TYPES:
        (entry_class,) = types.objects(URIRef(f"https://w3id.org/bibliographe/ns/type/{key}"), BIBL.entryClass)
        assert (entry_class, RDF.type, OWL.Class) in ontology
        assert BIBO.Document in set(ontology.transitive_objects(entry_class, RDFS.subClassOf))


@pytest.mark.parametrize(("key", "code"), UNIMARC.items())
def test_unimarc_codes(repository: Path, key: str, code: str) -> None:
    assert codes(repository, key, BIBL.unimarcFunction) == {code}


@pytest.mark.parametrize("key", ROLES)
def test_each_role_has_one_code_of_each_system(repository: Path, key: str) -> None:
    assert [re.fullmatch(r"\d{3}", code) is not None for code in codes(repository, key, BIBL.unimarcFunction)] == [True]
    (marc,) = codes(repository, key, BIBL.marcRelator)
    graph = Graph().parse(repository / "ontology" / "schemes" / "roles.ttl")
    role = URIRef(f"https://w3id.org/bibliographe/ns/role/{key}")
    matched = {
        str(other)
        for kind in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)
        for other in graph.objects(role, kind)
    }
    assert f"http://id.loc.gov/vocabulary/relators/{marc}" in matched


def codes(repository: Path, key: str, datatype: URIRef) -> set[str]:
    graph = Graph().parse(repository / "ontology" / "schemes" / "roles.ttl")
    notations = graph.objects(URIRef(f"https://w3id.org/bibliographe/ns/role/{key}"), SKOS.notation)
    return {str(code) for code in notations if isinstance(code, Literal) and code.datatype == datatype}
