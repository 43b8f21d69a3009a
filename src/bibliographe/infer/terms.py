"""Which inferred triples are worth keeping."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Triple

    Term = NamedNode | BlankNode | Literal | Triple
    Statement = Triple | tuple[Term, NamedNode, Term]
    """Something that holds; as a tuple, its subject may be a literal, about which no triple can say it."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = NamedNode(f"{RDF}type")
SAME_AS = NamedNode(f"{OWL}sameAs")

_REFLEXIVE = frozenset(
    {
        SAME_AS.value,
        *(f"{OWL}equivalentClass", f"{OWL}equivalentProperty"),
        *(f"{RDFS}subClassOf", f"{RDFS}subPropertyOf"),
    }
)
_EVERYTHING = frozenset({f"{OWL}Thing", f"{RDFS}Resource", f"{OWL}Nothing"})
_LANGUAGE_OF_LANGUAGES = (RDF, RDFS, OWL, XSD)


named = lru_cache(maxsize=None)(NamedNode)
"""A term of the ontology by its name: few, and each wanted a million times."""


def is_kept(subject: Term, predicate: NamedNode, value: Term) -> bool:
    """Tell whether an inferred triple says something: nothing is gained by "each thing is itself, and a thing".

    Left out too: statements about literals and datatypes, and about the terms of RDF, RDFS, OWL and XML Schema.
    """
    if isinstance(subject, NamedNode):
        if of_a_language(subject.value):
            return False
    elif isinstance(subject, Literal):
        return False
    if isinstance(value, NamedNode):
        if not says_something(value.value):
            return False
        return subject != value or predicate.value not in _REFLEXIVE
    return subject != value or predicate.value not in _REFLEXIVE


def of_a_language(name: str) -> bool:
    """Tell whether an IRI is one of RDF, RDFS, OWL or XML Schema."""
    return name.startswith(_LANGUAGE_OF_LANGUAGES)


def says_something(value: str) -> bool:
    """Tell whether a statement whose object is this IRI says something: it is neither everything nor a datatype."""
    return value not in _EVERYTHING and not value.startswith(XSD)
