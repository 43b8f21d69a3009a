"""Asking a store many questions gives the same answers in the same order, however large the store is."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from bibliographe.validate import asking
from bibliographe.validate.remote import reaches_out

E = "http://example.org/"


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
