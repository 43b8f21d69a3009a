"""Crosswalks walked over nodes construct what the engine constructs of the same entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from bibliographe.export.records.listed import listed
from bibliographe.export.records.neighbourhood import neighbourhood
from bibliographe.export.records.nodes import Nodes
from bibliographe.export.records.walked.walking import Walk, walk_of
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.terms import TYPED, XSD
from bibliographe.query.library import find_question
from bibliographe.sparql_tokens import fill
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from pyoxigraph import QueryTriples

    from bibliographe.store.access import OpenedStore

QUERY = fill(find_question("crosswalks/schema-org").text, {"licence": '"https://example.org/licence"'}, drop=True)
WALK = Walk(QUERY)
ENTRY = NamedNode("https://example.org/id/entry/a")
NAMED = {f"{prefix}:{local}": NamedNode(iri + local) for prefix, iri in prefixes().items()
         for local in re.findall(rf"\b{prefix}:(\w+)", QUERY)}  # fmt: skip
CLASSES = [node for name, node in NAMED.items() if name.partition(":")[2][0].isupper()]
PROPERTIES = [node for name, node in NAMED.items() if name.partition(":")[2][0].islower() and name != "schema:item"]
NODES = [ENTRY, *(NamedNode(f"https://example.org/id/thing/{number}") for number in range(4)), NAMED["role:editor"],
         NamedNode("https://schema.org/Book"), NamedNode("https://other.example/Book")]  # fmt: skip
TEXTS = [
    Literal("Un titre"), Literal("A title", language="en"), Literal("312"), Literal("312\n"), Literal("xii p."),
    Literal("10.1000/a<b> %2F/é"), Literal("12", datatype=XSD.integer), Literal("2024-05", datatype=XSD.gYearMonth),
    Literal("https://example.org/a"), Literal("10.1000/x", language="fr"),
]  # fmt: skip
STATEMENTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(NODES), st.just(TYPED), st.sampled_from(CLASSES)),
        st.tuples(st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from([*NODES, *TEXTS])),
        st.tuples(st.just(ENTRY), st.sampled_from(PROPERTIES), st.sampled_from([*NODES, *TEXTS])),
    ),
    max_size=40,
)


def constructed(nodes: Nodes, entry: NamedNode) -> set[str]:
    """Return what the engine says."""
    return {str(triple) for triple in cast("QueryTriples", neighbourhood([entry], nodes).query(QUERY))}


@given(STATEMENTS)
def test_any_graph(statements: list[tuple[NamedNode, NamedNode, NamedNode | Literal]]) -> None:
    store = Store()
    store.extend(Quad(*one) for one in statements)
    nodes = Nodes(store)
    try:
        walked = WALK.triples(ENTRY, nodes)
    except Unsure:  # left to the engine
        return
    assert len(walked) == len(set(walked))
    assert set(walked) == constructed(nodes, ENTRY)


@pytest.mark.parametrize("abstracts", [False, True])
def test_entries_of_a_catalogue(opened: OpenedStore, *, abstracts: bool) -> None:
    graphs = [name for name in opened.store.named_graphs() if isinstance(name, NamedNode)] if abstracts else []
    nodes = Nodes(opened.store, graphs)
    entries = [one.entry for one in listed(opened.store)]
    assert len(entries) > 5
    for entry in entries:
        assert set(WALK.triples(entry, nodes)) == constructed(nodes, entry)


@pytest.mark.parametrize(
    "pattern",
    [
        "{ ?entry ?p ?o FILTER NOT EXISTS { ?entry ?p 1 } }",
        "{ ?entry ?p ?o . BIND(NOW() AS ?x) }",
        "{ ?entry ?p ?o FILTER(?o = 'a') }",
        "{ ?entry ?p ?o FILTER(REGEX(?o, 'a.$')) }",
        "{ ?entry dcterms:subject/skos:broader* ?o }",
        "{ SELECT ?entry { ?entry ?p ?o } }",
        "{ VALUES ?o { 1 2 } }",
    ],
)
def test_left_to_the_engine(pattern: str) -> None:
    heads = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes().items())
    assert walk_of(f"{heads} CONSTRUCT {{ ?entry dcterms:title ?o }} WHERE {{ {pattern} }}") is None


def test_a_path_backwards_is_left_to_the_engine() -> None:
    walk = Walk("PREFIX a: <http://a/> CONSTRUCT { ?who a:b ?entry } WHERE { { ?who a:c ?entry } }")
    with pytest.raises(Unsure):
        walk.triples(ENTRY, Nodes(Store()))
