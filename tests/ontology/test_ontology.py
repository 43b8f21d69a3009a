"""The ontology says all it should in both languages, and entails nothing that would surprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import owlrl
import pytest
from rdflib import OWL, PROV, RDF, RDFS, SKOS, VANN, BNode, Graph, Literal, Namespace, URIRef

from bibliographe import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

ONTOLOGY = URIRef("https://w3id.org/bibliographe/ns")
BIBL = Namespace("https://w3id.org/bibliographe/ns#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SCHEMA = Namespace("https://schema.org/")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)


@pytest.fixture(scope="module")
def ontology(repository: Path) -> Graph:
    return Graph().parse(repository / "ontology" / "bibliographe.ttl")


@pytest.fixture(scope="module")
def catalogue(repository: Path) -> Graph:
    graph = Graph()
    for path in sorted((repository / "tests" / "fixtures" / "catalogue-small" / "graph").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def closure(repository: Path, ontology: Graph, catalogue: Graph) -> Graph:
    graph = Graph(store="SimpleMemory")
    for part in (ontology, catalogue):
        for triple in part:
            graph.add(triple)
    for path in (repository / "ontology" / "schemes").glob("*.ttl"):
        graph.parse(path)
    closure = owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False)
    closure.expand(graph)
    return graph


def declared(ontology: Graph) -> set[Node]:
    return {term for kind in KINDS for term in ontology.subjects(RDF.type, kind)}


def languages(graph: Graph, subject: Node, predicate: URIRef) -> set[str | None]:
    return {value.language for value in graph.objects(subject, predicate) if isinstance(value, Literal)}


def test_the_header_has_its_version_and_its_titles(ontology: Graph) -> None:
    version = str(ontology.value(ONTOLOGY, OWL.versionInfo))
    assert ontology.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert __version__.startswith(version)
    assert languages(ontology, ONTOLOGY, DCTERMS.title) == {"fr", "en"}
    assert languages(ontology, ONTOLOGY, DCTERMS.description) == {"fr", "en"}
    assert str(ontology.value(ONTOLOGY, VANN.preferredNamespaceUri)) == str(BIBL)


@pytest.mark.parametrize("predicate", [RDFS.label, RDFS.comment])
def test_each_term_is_labelled_and_described_in_both_languages(ontology: Graph, predicate: URIRef) -> None:
    assert {str(term) for term in declared(ontology) if languages(ontology, term, predicate) != {"fr", "en"}} == set()


def test_no_text_is_said_in_one_language_only(ontology: Graph) -> None:
    for predicate in (VANN.usageNote, SKOS.editorialNote):
        for term in set(ontology.subjects(predicate)):
            assert languages(ontology, term, predicate) == {"fr", "en"}, term


def test_each_own_term_says_why_none_served(ontology: Graph) -> None:
    own = {term for term in declared(ontology) if str(term).startswith(str(BIBL))}
    assert own
    assert {term for term in own if not languages(ontology, term, SKOS.editorialNote)} == set()


def test_it_imports_nothing_and_has_no_blank_node(ontology: Graph) -> None:
    assert not list(ontology.objects(None, OWL.imports))
    assert not [term for triple in ontology for term in triple if isinstance(term, BNode)]


def test_every_term_that_a_catalogue_uses_is_declared(ontology: Graph, catalogue: Graph) -> None:
    used = {predicate for predicate in catalogue.predicates() if not str(predicate).startswith(str(RDF))}
    used |= {kind for kind in catalogue.objects(None, RDF.type) if kind != RDF.Seq}
    used |= {literal.datatype for literal in catalogue.objects() if isinstance(literal, Literal) and literal.datatype
             and not str(literal.datatype).startswith("http://www.w3.org/2001/XMLSchema#")}  # fmt: skip
    assert used - declared(ontology) == set()


def test_each_written_property_has_an_example(ontology: Graph) -> None:
    for term in declared(ontology):
        kinds = set(ontology.objects(term, RDF.type))
        usage = str(ontology.value(term, VANN.usageNote))
        if kinds & {OWL.ObjectProperty, OWL.DatatypeProperty} and "jamais écrit" not in _french(ontology, term):
            assert ontology.value(term, SKOS.example) or term == DCTERMS.abstract, f"{term}: {usage}"


def _french(ontology: Graph, term: Node) -> str:
    notes = ontology.objects(term, VANN.usageNote)
    return next((str(note) for note in notes if isinstance(note, Literal) and note.language == "fr"), "")


def test_what_is_entailed_of_the_things_of_a_catalogue(closure: Graph, catalogue: Graph) -> None:
    for entry in set(catalogue.objects(None, SCHEMA.item)):
        assert (entry, RDF.type, BIBO.Document) in closure
        assert not {BIBO.Issue, BIBO.Collection, BIBO.Periodical, FOAF.Agent, SKOS.Concept} & types(closure, entry)
    for person in catalogue.subjects(RDF.type, FOAF.Person):
        assert types(closure, person) - {PROV.Agent} == {FOAF.Person, FOAF.Agent}
    for topic, broader in catalogue.subject_objects(SKOS.broader):
        assert (broader, SKOS.narrowerTransitive, topic) in closure
    for part, whole in catalogue.subject_objects(DCTERMS.isPartOf):
        assert (whole, DCTERMS.hasPart, part) in closure
    for event in catalogue.subjects(RDF.type, SCHEMA.Event):
        assert types(closure, event) == {SCHEMA.Event}


def test_nothing_is_made_one_with_something_else(closure: Graph) -> None:
    assert [(one, other) for one, other in closure.subject_objects(OWL.sameAs) if one != other] == []


def test_a_slip_is_not_made_a_fact(ontology: Graph) -> None:
    """An ISSN or an issue number on an article, or two topics of a record, must not mistype anything."""
    graph = Graph(store="SimpleMemory")
    for triple in ontology:
        graph.add(triple)
    article, record = URIRef("urn:x:article"), URIRef("urn:x:record")
    graph.add((article, RDF.type, BIBO.Article))
    graph.add((article, BIBO.issn, Literal("0378-5955")))
    graph.add((article, BIBO.issue, Literal("12")))
    graph.add((record, FOAF.primaryTopic, article))
    graph.add((record, FOAF.primaryTopic, URIRef("urn:x:other")))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    assert types(graph, article) == {BIBO.Article, BIBO.Document}
    assert (article, OWL.sameAs, URIRef("urn:x:other")) not in graph


def types(graph: Graph, node: Node) -> set[Node]:
    return set(graph.objects(node, RDF.type)) - {OWL.Thing}


def test_alignments_are_about_terms_of_the_profile(repository: Path, ontology: Graph) -> None:
    for path in (repository / "ontology" / "alignments").glob("*.ttl"):
        subjects = set(Graph().parse(path).subjects())
        assert subjects - declared(ontology) <= {DCTERMS.license}, path.name
