"""Inference: what is read off the lines against owlrl over the whole catalogue, and what is kept of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, RdfFormat, Triple, parse

from bibliographe.config import Catalogue, load_catalogue
from bibliographe.infer.schema import APPLIED, WITHOUT_CONSEQUENCE
from bibliographe.infer.terms import OWL, RDFS, SAME_AS, TYPE, is_kept
from bibliographe.store.access import open_store
from bibliographe.store.names import ONTOLOGY, inferred_graph
from tests.infer.references import found_by_owlrl
from tests.infer.stores import triples_of
from tests.sampling import some

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.store.access import OpenedStore

BASE = "https://w3id.org/bibliographe/catalogue/"
MORE = """
@base <https://w3id.org/bibliographe/catalogue/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<id/topic/a> skos:broader <id/topic/b> . <id/topic/b> skos:broader <id/topic/c> .
<id/topic/d> skos:narrower <id/topic/c> .
<id/topic/d> skos:broader <id/topic/e> . <id/topic/e> skos:broader <id/topic/d> .
<id/agent/a> org:subOrganizationOf <id/agent/b> . <id/agent/c> org:hasSubOrganization <id/agent/b> .
<id/entry/a> dcterms:hasPart <id/entry/b> . <id/entry/b> a <http://purl.org/ontology/bibo/Chapter> .
"""
IDENTITY = (
    MORE + "<id/agent/a> owl:sameAs <https://isni.example/1> . <id/agent/z> owl:sameAs <https://isni.example/1> ."
)


def copy(repository: Path, folder: Path, more: str) -> Catalogue:
    shutil.copytree(
        repository / "tests/fixtures/catalogue-small", folder, ignore=shutil.ignore_patterns(".bibliographe")
    )
    if more:
        (folder / "graph" / "more.ttl").write_text(more, encoding="utf-8")
    return load_catalogue(folder)


def statements(opened: OpenedStore, *graphs: NamedNode | DefaultGraph) -> set[Triple]:
    return {triple for graph in graphs for triple in triples_of(opened.store, graph)}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> OpenedStore:
    return open_store(copy(repository, tmp_path_factory.mktemp("infer") / "c", MORE), notify=lambda _stage: None)


# The first holds what the others do.
@pytest.mark.parametrize("more", some([pytest.param(IDENTITY, id="same-as"), pytest.param(MORE, id="chains"), ""], 3))
def test_what_is_read_off_the_lines_is_what_owlrl_finds(tmp_path: Path, repository: Path, more: str) -> None:
    catalogue = copy(repository, tmp_path / "catalogue", more)
    with open_store(catalogue) as opened:
        said = statements(opened, DefaultGraph(), ONTOLOGY)
        inferred = statements(opened, inferred_graph(catalogue))
    expected = found_by_owlrl(said)
    assert inferred - expected == set()
    assert expected - inferred == set()
    assert len(inferred) > 300


def test_no_inferred_triple_is_said_or_trivial(opened: OpenedStore) -> None:
    inferred = statements(opened, inferred_graph(opened.catalogue))
    assert not inferred & statements(opened, DefaultGraph(), ONTOLOGY)
    assert all(is_kept(*statement) for statement in inferred)
    everything = {NamedNode(f"{OWL}Thing"), NamedNode(f"{RDFS}Resource")}
    assert not [triple for triple in inferred if triple.predicate == SAME_AS or triple.object in everything]
    assert opened.manifest.inferred == len(inferred)
    assert inferred_graph(opened.catalogue).value not in opened.manifest.graphs


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("id/entry/travailler-autrement-en-mediatheque-61c3dd7d", TYPE.value, "http://purl.org/ontology/bibo/Document"),
        ("id/entry/b", TYPE.value, "http://purl.org/ontology/bibo/Document"),
        ("id/entry/b", "http://purl.org/dc/terms/isPartOf", "id/entry/a"),
        ("id/topic/a", "http://www.w3.org/2004/02/skos/core#broaderTransitive", "id/topic/e"),
        ("id/topic/d", "http://www.w3.org/2004/02/skos/core#narrowerTransitive", "id/topic/a"),
        ("id/agent/a", "http://www.w3.org/ns/org#transitiveSubOrganizationOf", "id/agent/c"),
        ("id/agent/anne-delcourt-be37342c", TYPE.value, "http://xmlns.com/foaf/0.1/Agent"),
    ],
)  # fmt: skip
def test_what_a_reader_expects_to_follow(opened: OpenedStore, subject: str, predicate: str, value: str) -> None:
    wanted = Triple(NamedNode(BASE + subject), NamedNode(predicate), NamedNode(urljoin(BASE, value)))
    assert wanted in statements(opened, inferred_graph(opened.catalogue))


def test_plain_queries_do_not_see_it(opened: OpenedStore) -> None:
    result = opened.store.query("ASK { ?s a <http://xmlns.com/foaf/0.1/Agent> }")
    assert not bool(result)
    graphs = [DefaultGraph(), inferred_graph(opened.catalogue)]
    assert bool(opened.store.query("ASK { ?s a <http://xmlns.com/foaf/0.1/Agent> }", default_graph=graphs))


def test_abstracts_have_no_part_in_it(tmp_path: Path, repository: Path) -> None:
    catalogue = copy(repository, tmp_path / "catalogue", "")
    with open_store(catalogue) as opened:
        before = statements(opened, inferred_graph(catalogue))
    folder = catalogue.graph / "abstracts"
    folder.mkdir()
    said = f'<{BASE}id/x> <http://purl.org/dc/terms/abstract> "x"@fr ; <http://purl.org/ontology/bibo/pages> "1" .'
    (folder / "a.ttl").write_text(said, encoding="utf-8")
    with open_store(catalogue, notify=lambda _stage: None) as opened:
        assert statements(opened, inferred_graph(catalogue)) == before


def test_the_ontology_has_no_axiom_that_the_rules_leave_out(repository: Path) -> None:
    used = {
        term.value
        for path in (repository / "ontology").glob("*.ttl")
        for quad in parse(path=path, format=RdfFormat.TURTLE)
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith((OWL, RDFS))
    }
    assert f"{RDFS}subClassOf" in used
    assert not used - APPLIED - WITHOUT_CONSEQUENCE


def test_the_profile_has_no_blank_node_that_would_be_called_otherwise_in_what_follows(repository: Path) -> None:
    terms = [
        term
        for path in (repository / "ontology").rglob("*.ttl")
        for quad in parse(path=path, format=RdfFormat.TURTLE)
        for term in quad.triple
    ]
    assert terms
    assert not any(isinstance(term, BlankNode) for term in terms)
