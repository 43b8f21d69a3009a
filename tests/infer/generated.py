"""Hypothesis strategies: ontologies of all axioms that the rules apply, in chains and cycles, and their data."""

from __future__ import annotations

from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from bibliographe.infer.terms import OWL, RDFS, SAME_AS, TYPE, XSD

EXAMPLE = "https://example.org/"
CLASSES = [NamedNode(f"{EXAMPLE}C{number}") for number in range(5)]
PROPERTIES = [NamedNode(f"{EXAMPLE}p{number}") for number in range(5)]
THINGS = [NamedNode(f"{EXAMPLE}thing/{letter}") for letter in "abcdef"]
LITERALS = [
    Literal("un"),
    Literal("un", language="fr"),
    Literal("1", datatype=NamedNode(f"{XSD}integer")),
    Literal("2024-05", datatype=NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")),
]

things = st.sampled_from(THINGS) | st.just(BlankNode("b0"))
values = st.sampled_from(THINGS * 3 + LITERALS) | st.just(BlankNode("b0"))
other_names = st.sampled_from([*THINGS * 3, LITERALS[1], LITERALS[3]]) | st.just(BlankNode("b0"))
"""Without literals of a datatype that OWL knows: owlrl says of them that they are of that datatype."""
classes = st.sampled_from(CLASSES)
properties = st.sampled_from(PROPERTIES)


def _axioms(predicate: str, one: st.SearchStrategy[NamedNode], other: st.SearchStrategy[NamedNode]):  # type: ignore[no-untyped-def]
    return st.builds(Triple, one, st.just(NamedNode(predicate)), other)


axioms = st.one_of(
    _axioms(f"{RDFS}subClassOf", classes, classes),
    _axioms(f"{RDFS}subPropertyOf", properties, properties),
    _axioms(f"{RDFS}domain", properties, classes),
    _axioms(f"{RDFS}range", properties, classes),
    _axioms(f"{OWL}inverseOf", properties, properties),
    _axioms(TYPE.value, properties, st.just(NamedNode(f"{OWL}TransitiveProperty"))),
    _axioms(TYPE.value, properties, st.just(NamedNode(f"{OWL}SymmetricProperty"))),
    _axioms(f"{OWL}equivalentClass", classes, classes),
    _axioms(f"{OWL}equivalentProperty", properties, properties),
)
identity_axioms = st.one_of(
    _axioms(f"{RDFS}subPropertyOf", properties, st.just(SAME_AS)),
    _axioms(SAME_AS.value, properties, properties),
    _axioms(SAME_AS.value, classes, classes),
)
statements = st.one_of(
    st.builds(Triple, things, properties, values),
    st.builds(Triple, things, properties, values),
    st.builds(Triple, things, st.just(TYPE), classes),
)
identities = st.one_of(
    st.builds(Triple, things, st.just(SAME_AS), other_names),
    # A name of one's own for a class or for a property.
    st.builds(Triple, things, st.just(SAME_AS), st.sampled_from([*CLASSES, *PROPERTIES])),
)

ontologies = st.sets(axioms, max_size=9)
ontologies_with_identities = st.builds(set.union, st.sets(axioms, max_size=7), st.sets(identity_axioms, max_size=1))
catalogues = st.sets(statements, min_size=1, max_size=12)


def _with_named_terms(said: set[Triple]) -> set[Triple]:
    """Give blank nodes a name where a class or property has several: a blank node as its name is not applied."""
    terms = {*CLASSES, *PROPERTIES}
    if not any(triple.predicate == SAME_AS and triple.object in terms for triple in said):
        return said
    return {Triple(_named(triple.subject), triple.predicate, _named(triple.object)) for triple in said}


def _named(term):  # type: ignore[no-untyped-def]
    return NamedNode(f"{EXAMPLE}thing/g") if isinstance(term, BlankNode) else term


catalogues_with_identities = st.builds(
    set.union,
    st.sets(statements, min_size=1, max_size=10),
    st.sets(st.builds(Triple, things, st.just(SAME_AS), other_names), min_size=1, max_size=3),
    st.sets(identities, max_size=1),
).map(_with_named_terms)
