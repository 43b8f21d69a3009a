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

REFLEXIVE = frozenset(
    {
        SAME_AS.value,
        *(f"{OWL}equivalentClass", f"{OWL}equivalentProperty"),
        *(f"{RDFS}subClassOf", f"{RDFS}subPropertyOf"),
    }
)
EVERYTHING = frozenset({f"{OWL}Thing", f"{RDFS}Resource", f"{OWL}Nothing"})
LANGUAGE_OF_LANGUAGES = (RDF, RDFS, OWL, XSD)
NO_SUBJECT = ('"', *(f"<{language}" for language in LANGUAGE_OF_LANGUAGES))
"""How the text of a term begins about which nothing is kept: a literal, or a term of these languages."""
NO_VALUE = (*(f"<{name}>" for name in sorted(EVERYTHING)), f"<{XSD}")
"""How the text of a value begins that tells nothing, as `says_something` has it."""
END = " .\n"
"""How a line of N-Triples ends."""


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
        return subject != value or predicate.value not in REFLEXIVE
    return subject != value or predicate.value not in REFLEXIVE


def line_of(subject: str, name: str, value: str) -> str:
    """Return what a property says between the texts of two terms as a line, empty when `is_kept` would not keep it."""
    if subject.startswith(NO_SUBJECT) or value.startswith(NO_VALUE) or (subject == value and name in REFLEXIVE):
        return ""
    return f"{subject} <{name}> {value}{END}"


def of_a_language(name: str) -> bool:
    """Tell whether an IRI is one of RDF, RDFS, OWL or XML Schema."""
    return name.startswith(LANGUAGE_OF_LANGUAGES)


def says_something(value: str) -> bool:
    """Tell whether a statement whose object is this IRI says something: it is neither everything nor a datatype."""
    return value not in EVERYTHING and not value.startswith(XSD)
