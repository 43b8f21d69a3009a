"""Asking a store many questions gives the same answers in the same order, however large the store is."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from bibliographe.validate import asking, suspects
from bibliographe.validate.plan import SELECT
from bibliographe.validate.remote import reaches_out

E = "http://example.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@pytest.mark.parametrize("small", [0, 5_000])
def test_answers_come_in_the_order_of_the_questions(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    monkeypatch.setattr(asking, "_SMALL", small)
    store = pyoxigraph.Store()
    store.extend(Quad(NamedNode(f"{E}{n}"), NamedNode(f"{E}p"), Literal(str(n))) for n in range(40))
    queries = [f'SELECT ?this {{ ?this <{E}p> "{n}" }}' for n in range(40)]
    assert list(asking.ask_all(store, queries)) == [{NamedNode(f"{E}{n}")} for n in range(40)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?this { SERVICE <http://x/> { ?this ?p ?o } }",
        "SELECT ?this { service silent ?where { ?this ?p ?o } }",
        "SELECT ?this\nFROM\n<http://x/> { ?this ?p ?o }",
        "SELECT ?this from named <http://x/> { ?this ?p ?o }",
        "load <http://x/>",
    ],
)
def test_a_query_that_asks_another_server_is_known(query: str) -> None:
    assert reaches_out(query)


def test_a_query_that_asks_no_other_server_is_left_alone() -> None:
    assert not reaches_out("SELECT ?this { ?this <http://x/service> ?fromage . ?this ?p 'from' }")


@pytest.mark.parametrize(
    "body",
    [
        "?this ?p ?o",
        f"{{ VALUES ?this {{ <{E}1> <{E}3> }} }} ?this ?p ?o",
        f"{{ {{ VALUES ?class_ {{ <{E}C> <{E}D> }} ?this a ?class_ }} }} FILTER(!EXISTS {{ ?this <{E}p> '2' }})",
        f"{{ {SELECT} ?this <{E}p> ?value FILTER(?value != '3') }} }} FILTER(EXISTS {{ ?this a <{E}C> }})",
        f"?this <{E}p> ?value MINUS {{ ?this <{E}p> '1' }}",
        f"{{ ?this <{E}p> '1' }} UNION {{ ?other <{E}q> ?this }}",
    ],
)
@pytest.mark.parametrize("asked_for", [(1,), (1, 2, 9), (0, 3, 4)])
def test_a_question_of_some_nodes_finds_those_that_a_question_of_all_finds(
    body: str, asked_for: tuple[int, ...]
) -> None:
    store = pyoxigraph.Store()
    nodes = [NamedNode(f"{E}{n}") for n in range(6)]
    store.extend(Quad(node, NamedNode(f"{E}p"), Literal(str(n))) for n, node in enumerate(nodes))
    store.extend(Quad(node, NamedNode(f"{RDF}type"), NamedNode(f"{E}{'CD'[n % 2]}")) for n, node in enumerate(nodes))
    store.extend(Quad(nodes[0], NamedNode(f"{E}q"), node) for node in nodes[3:])
    query = f"PREFIX e: <{E}> {SELECT} {body} }}"
    focus = frozenset(NamedNode(f"{E}{n}") for n in asked_for)
    everything = asking.ask(store, query)
    assert everything
    assert asking.ask(store, suspects._asked_of(query, focus)) == everything & focus
