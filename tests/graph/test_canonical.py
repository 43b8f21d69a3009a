"""Canonical Turtle: one way to write a graph, and nothing lost by it."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib.compare import isomorphic

from bibliographe.errors import GraphError
from bibliographe.graph import terms
from bibliographe.graph.canonical import write_ntriples, write_turtle
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.terms import BIBO, DCTERMS, TYPED, XSD, Statement

BASE = "https://example.org/c/"
EXPECTED = '''\
@base <https://example.org/c/> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .

<id/entry/a-00000000>
    a bibo:Book ;
    dcterms:creator
        <id/agent/x-11111111> ,
        <id/agent/y-22222222> ;
    dcterms:tableOfContents """Un
  « Deux »"""@fr ;
    dcterms:title "L'\\"essai\\""@fr .

<id/entry/b-00000000>
    a bibo:Article ;
    <http://example.com/other> 12 .
'''


def entry(name: str) -> NamedNode:
    return NamedNode(f"{BASE}id/entry/{name}")


@pytest.fixture
def statements() -> list[Statement]:
    a, b = entry("a-00000000"), entry("b-00000000")
    return [
        Statement(b, NamedNode("http://example.com/other"), Literal("12", datatype=XSD.integer)),
        Statement(a, DCTERMS.creator, NamedNode(BASE + "id/agent/y-22222222")),
        Statement(a, DCTERMS.creator, NamedNode(BASE + "id/agent/x-11111111")),
        Statement(a, DCTERMS.title, Literal('L\'"essai"', language="fr")),
        Statement(a, DCTERMS.tableOfContents, Literal("Un\n  « Deux »", language="fr")),
        Statement(b, TYPED, BIBO.Article),
        Statement(a, TYPED, BIBO.Book),
    ]


def test_the_form(statements: list[Statement]) -> None:
    assert write_turtle(statements, BASE) == EXPECTED


def test_the_order_of_the_input_does_not_count(statements: list[Statement]) -> None:
    assert write_turtle(reversed(statements), BASE) == write_turtle([*statements, *statements], BASE) == EXPECTED


def test_a_blank_node_is_refused_with_a_remedy() -> None:
    with pytest.raises(GraphError) as caught:
        write_turtle([Triple(BlankNode("b"), TYPED, BIBO.Book)], BASE)
    assert caught.value.remedy is not None


_local = st.text(st.characters(codec="utf-8", exclude_characters='<>"{}|\\^` ', min_codepoint=33), max_size=12)
_iris = st.one_of(
    st.builds(lambda name: f"{BASE}id/{name}", _local),
    st.builds(lambda name: f"{BASE}{name}", _local),
    st.builds(lambda name: f"http://purl.org/dc/terms/{name}", _local),
).map(lambda iri: "".join(c for c in iri if c.isprintable()))
_texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)))
_literals = st.one_of(
    st.builds(Literal, _texts),
    st.builds(lambda value: Literal(value, language="fr"), _texts),
    st.builds(lambda value: Literal(value, datatype=XSD.integer), _texts),
    st.builds(lambda value: Literal(str(value), datatype=XSD.integer), st.integers()),
    st.builds(lambda value: Literal(value, datatype=XSD.boolean), st.sampled_from(["true", "false", "1", "oui"])),
    st.builds(lambda value: Literal(value, datatype=XSD.date), _texts),
)


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None


_nodes = _iris.map(_node).filter(bool)
_graphs = st.lists(st.builds(Statement, _nodes, _nodes, st.one_of(_nodes, _literals)), max_size=8)


_DOTS = NamedNode(f"{BASE}id/entry/..")


@given(_graphs)
@example([Statement(_DOTS, _DOTS, NamedNode(f"{BASE}id/."))])
def test_what_is_written_is_read_back(graph: list[Statement]) -> None:
    for content, form in ((write_turtle(graph, BASE), RdfFormat.TURTLE), (write_ntriples(graph), RdfFormat.N_TRIPLES)):
        back = {Statement(q.subject, q.predicate, q.object) for q in parse(content.encode(), format=form)}
        assert back == set(graph)


def test_rdflib_reads_the_same(statements: list[Statement]) -> None:
    by_turtle = rdflib.Graph().parse(data=write_turtle(statements, BASE), format="turtle")
    by_ntriples = rdflib.Graph().parse(data=write_ntriples(statements), format="nt")
    assert isomorphic(by_turtle, by_ntriples)


def test_the_namespaces_are_those_of_the_prefix_list() -> None:
    known = set(prefixes().values())
    used = {value.iri for value in vars(terms).values() if isinstance(value, terms.Namespace)}
    assert used <= known
