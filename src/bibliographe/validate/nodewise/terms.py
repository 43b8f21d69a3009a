"""RDF terms as plain Python values, which compare and hash faster than objects of the store.

An IRI is a `str`, a literal a `tuple` of its characters, its datatype and its language (None without one). What an
expression works out may also be a `bool`, an `int` or a `Fraction`. There are no blank nodes: the profile has none,
and where there are, the store is asked.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import pyoxigraph

from bibliographe.validate.written import XSD

Literal: TypeAlias = tuple[str, str, str | None]
Term: TypeAlias = str | Literal
Value: TypeAlias = Term | bool | int | Fraction

STRING = f"{XSD}string"
INTEGER = f"{XSD}integer"
BOOLEAN = f"{XSD}boolean"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def text(value: str) -> Literal:
    """Return a plain string as a literal."""
    return (value, STRING, None)


class BlankNodeMet(Exception):  # noqa: N818 - a fact, not a fault
    """There are blank nodes, which have other names each time that a file is read."""


def from_pyoxigraph(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal) -> Term:
    """Return a term of the store, as it is stored; raises `BlankNodeMet`."""
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    if isinstance(term, pyoxigraph.Literal):
        return (term.value, term.datatype.value, term.language)
    raise BlankNodeMet


def to_pyoxigraph(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    """Return a term as the store knows it."""
    if isinstance(term, tuple):
        value, datatype, language = term
        if language is not None:
            return pyoxigraph.Literal(value, language=language)
        return pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(datatype))
    return pyoxigraph.NamedNode(term)
