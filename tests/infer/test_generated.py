"""Inference on generated ontologies and catalogues: the same triples as two other reasoners, every one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pyoxigraph import NamedNode, Triple

from bibliographe.infer import unsaid
from bibliographe.infer.terms import OWL, RDFS
from tests.infer.generated import catalogues, catalogues_with_identities, ontologies, ontologies_with_identities
from tests.infer.references import found_by_owlrl, found_by_reasonable
from tests.infer.stores import followed, shown, store_of

# Without shrinking, which takes minutes where owlrl takes a tenth of a second for a case. The cases are small anyway.
many = settings(
    max_examples=settings.default.max_examples // 2,  # owlrl and reasonable take most of the time
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
LEFT_TO_THE_ONTOLOGY = {
    *(f"{RDFS}subPropertyOf", f"{RDFS}domain", f"{RDFS}range"),
    *(f"{OWL}equivalentProperty", f"{OWL}equivalentClass"),
}
"""What `reasonable` 0.4 does not say of properties and classes: it has no rule scm-spo, scm-eqp1, scm-eqp2, scm-eqc2,
scm-dom1, scm-dom2, scm-rng1 or scm-rng2 (and says the same of things without them)."""


def same_as_others(ontology: set[Triple], said: set[Triple]) -> None:
    inferred = followed(store_of(ontology, said))
    expected = found_by_owlrl(ontology | said)
    assert shown(inferred - expected) == []
    assert shown(expected - inferred) == []
    third = found_by_reasonable(ontology | said)
    assert shown(third - inferred) == []
    assert shown(triple for triple in inferred - third if triple.predicate.value not in LEFT_TO_THE_ONTOLOGY) == []


@many
@given(ontologies, catalogues)
def test_what_the_others_find(ontology: set[Triple], said: set[Triple]) -> None:
    same_as_others(ontology, said)


@many
@given(ontologies_with_identities, catalogues_with_identities)
def test_what_the_others_find_where_things_have_several_names(ontology: set[Triple], said: set[Triple]) -> None:
    same_as_others(ontology, said)


@settings(
    max_examples=settings.default.max_examples // 3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ontologies, catalogues)
def test_more_lines_than_may_be_held(monkeypatch: pytest.MonkeyPatch, ontology: set[Triple], said: set[Triple]) -> None:
    store = store_of(ontology, said)
    expected = followed(store)
    assert followed(store, unknown=True) == expected
    monkeypatch.setattr(unsaid, "_MOST", 0)
    monkeypatch.setattr(unsaid, "_AT_ONCE", 0)
    assert followed(store) == followed(store, unknown=True) == expected
    monkeypatch.undo()


P, Q, R = (NamedNode(f"https://example.org/{letter}") for letter in "pqr")
C, D, E = (NamedNode(f"https://example.org/{letter}") for letter in "CDE")
SUB, WHOLE = NamedNode(f"{RDFS}subPropertyOf"), NamedNode(f"{RDFS}subClassOf")
DOMAIN, RANGE = NamedNode(f"{RDFS}domain"), NamedNode(f"{RDFS}range")
SAME_PROPERTY, SAME_CLASS = NamedNode(f"{OWL}equivalentProperty"), NamedNode(f"{OWL}equivalentClass")


@pytest.mark.parametrize(
    ("ontology", "follows"),
    [
        ([(P, SUB, Q), (Q, SUB, R)], (P, SUB, R)),
        ([(P, SAME_PROPERTY, Q)], (P, SUB, Q)),
        ([(P, SUB, Q), (Q, SUB, P)], (P, SAME_PROPERTY, Q)),
        ([(C, WHOLE, D), (D, WHOLE, C)], (C, SAME_CLASS, D)),
        ([(P, DOMAIN, C), (C, WHOLE, D)], (P, DOMAIN, D)),
        ([(P, SUB, Q), (Q, DOMAIN, C)], (P, DOMAIN, C)),
        ([(P, RANGE, C), (C, WHOLE, D)], (P, RANGE, D)),
        ([(P, SUB, Q), (Q, RANGE, C)], (P, RANGE, C)),
    ],
    ids=["scm-spo", "scm-eqp1", "scm-eqp2", "scm-eqc2", "scm-dom1", "scm-dom2", "scm-rng1", "scm-rng2"],
)
def test_the_third_reasoner_leaves_these_out(
    ontology: list[tuple[NamedNode, NamedNode, NamedNode]], follows: tuple[NamedNode, NamedNode, NamedNode]
) -> None:
    axioms = {Triple(*axiom) for axiom in ontology}
    assert Triple(*follows) in followed(store_of(axioms, ()))
    assert Triple(*follows) not in found_by_reasonable(axioms)


def test_a_chain_of_wider_classes_is_no_such_case() -> None:
    axioms = {Triple(C, WHOLE, D), Triple(D, WHOLE, E)}
    assert Triple(C, WHOLE, E) in followed(store_of(axioms, ())) & found_by_reasonable(axioms)
