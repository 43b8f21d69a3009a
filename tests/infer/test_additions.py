"""What follows from additions: with what followed before them, exactly what follows from the whole."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, parse

from bibliographe.infer import closure, entailment
from bibliographe.infer.entailment import entailed_after
from bibliographe.infer.terms import TYPE
from bibliographe.store.derivations import amendments
from bibliographe.store.names import inferred_graph
from tests.infer.generated import catalogues, catalogues_with_identities, ontologies, ontologies_with_identities
from tests.infer.stores import NOWHERE, Said, add, followed, shown, store_of, triples_of

if TYPE_CHECKING:
    from collections.abc import Iterator

A = NamedNode("https://example.org/a")
INFERRED = inferred_graph(NOWHERE)
ONTOLOGY = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Book rdfs:subClassOf :Document .
:broader a owl:TransitiveProperty ; owl:inverseOf :narrower ; rdfs:domain :Topic .
:near a owl:SymmetricProperty ; rdfs:subPropertyOf :related .
"""
many = settings(
    max_examples=settings.default.max_examples // 2,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture(autouse=True, scope="module")
def _ask_owlrl_once() -> Iterator[None]:
    """Close each generated ontology once for the several stores that have it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closure, "_by_owlrl", lru_cache(maxsize=8)(closure._by_owlrl))
        yield


def triples(text: str) -> list[Triple]:
    prefixes = "@prefix : <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
    return [quad.triple for quad in parse(f"{prefixes} {text}", format=RdfFormat.TURTLE)]


def built(ontology: set[Triple], said: list[Triple]) -> Store:
    store = store_of(ontology, said)
    add(store, followed(store), INFERRED)
    return store


def grown(ontology: set[Triple], before: list[Triple], added: list[Triple]) -> tuple[Store, list[Triple]]:
    """Return a store that got its additions after its build, and what was found to follow from them."""
    store = built(ontology, before)
    add(store, added, DefaultGraph())
    ((amend, graph_of),) = amendments()
    leaving, joining = amend(store, NOWHERE, Said(store), added)
    found = list(joining)
    assert graph_of(NOWHERE) == INFERRED
    for quad in leaving:
        store.remove(quad)
    assert not set(found) & triples_of(store, INFERRED)
    add(store, found, INFERRED)
    return store, found


def _refuse(_said: object) -> Iterator[Triple]:
    raise AssertionError("the whole catalogue was worked out again")


def in_two_steps(ontology: set[Triple], said: set[Triple], data: st.DataObject) -> None:
    order = data.draw(st.permutations(sorted(said, key=str)))
    first = data.draw(st.integers(0, len(order)))
    store, _ = grown(ontology, order[:first], order[first:])
    found, expected = triples_of(store, INFERRED), triples_of(built(ontology, order), INFERRED)
    assert shown(found - expected) == []
    assert shown(expected - found) == []


@many
@given(ontologies, catalogues, st.data())
def test_two_steps_lead_where_one_leads(ontology: set[Triple], said: set[Triple], data: st.DataObject) -> None:
    in_two_steps(ontology, said, data)


@many
@given(ontologies_with_identities, catalogues_with_identities, st.data())
def test_two_steps_lead_where_one_leads_where_things_have_several_names(
    ontology: set[Triple], said: set[Triple], data: st.DataObject
) -> None:
    in_two_steps(ontology, said, data)


@pytest.mark.parametrize(
    ("before", "added", "follows"),
    [
        (":a a :Book .", ":b a :Book .", ":b a :Document ."),
        (":a :broader :b . :c :broader :d .", ":b :broader :c .", ":a :broader :c, :d . :b :broader :d ."),
        (":a :broader :b .", ":b :narrower :c .", ":c :broader :b ."),
        (":a :near :b .", ":a :near :c .", ":c :near :a ; :related :a ."),
        (":a :title 'x' . :z :wrote :a .", ":a owl:sameAs :A .", ":A :title 'x' ; owl:sameAs :a . :z :wrote :A ."),
        (":a owl:sameAs :A .", ":a a :Book .", ":A a :Book, :Document ."),
        (":a owl:sameAs :A . :A :broader :b .", ":c :broader :a .", ":c :broader :A, :b ."),
        (":a :broader :b . :B :broader :c .", ":b owl:sameAs :B .", ":a :broader :B, :c . :b :broader :c ."),
    ],
)
def test_what_follows_from_an_addition_and_nothing_else_is_worked_out(
    monkeypatch: pytest.MonkeyPatch, before: str, added: str, follows: str
) -> None:
    ontology = {quad.triple for quad in parse(ONTOLOGY, format=RdfFormat.TURTLE)}
    store = built(ontology, triples(before))
    add(store, triples(added), DefaultGraph())
    monkeypatch.setattr(entailment, "entailed", _refuse)
    found = set(entailed_after(store, NOWHERE, Said(store), triples(added)))
    assert set(triples(follows)) <= found


def test_a_new_name_of_a_class_has_everything_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ontology = {quad.triple for quad in parse(ONTOLOGY, format=RdfFormat.TURTLE)}
    store, found = grown(ontology, triples(":a a :Book ."), triples(":Work owl:sameAs :Document ."))
    assert Triple(A, TYPE, NamedNode("https://example.org/Work")) in found
    assert triples_of(store, INFERRED) == followed(
        store_of(ontology, triples(":a a :Book . :Work owl:sameAs :Document ."))
    )


def test_what_somebody_says_is_no_longer_inferred() -> None:
    ontology = {quad.triple for quad in parse(ONTOLOGY, format=RdfFormat.TURTLE)}
    store, found = grown(ontology, triples(":a a :Book ."), triples(":a a :Document ."))
    assert found == []
    assert Triple(A, TYPE, NamedNode("https://example.org/Document")) not in triples_of(store, INFERRED)
