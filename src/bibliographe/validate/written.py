"""Literals as they were written, in a store that keeps values.

Oxigraph keeps a number, a truth or a date by its value: `"01"^^xsd:integer` comes back as `1`, an `xsd:int` as an
`xsd:integer`. SHACL compares terms (section 1.1: a datatype and a lexical form), so that a store that forgets how a
literal was written would answer for another graph. What would come back otherwise is therefore stored under a
datatype of our own, which no pattern takes for a number, and is given back as it was.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal

XSD = "http://www.w3.org/2001/XMLSchema#"
MARK = "urn:bibliographe:written:"
"""What stands before the datatype of a literal that the store would write otherwise."""
FAITHFUL = {
    "string": re.compile(""),
    "anyURI": re.compile(""),
    "integer": re.compile(r"0|-?[1-9][0-9]{0,17}"),
    "boolean": re.compile(r"true|false"),
    "gYear": re.compile(r"[1-9][0-9]{3}"),
    "gYearMonth": re.compile(r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])"),
    "date": re.compile(r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"),
    "dateTime": re.compile(
        r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])T[01][0-9]:[0-5][0-9]:[0-5][0-9]Z"
    ),
}
"""Forms that the store is known to give back; the others are tried."""
_ANY = ("string", "anyURI")


def to_store(literal: pyoxigraph.Literal) -> pyoxigraph.Literal:
    """Return the literal to store in the place of `literal`: itself, where the store gives it back as it is."""
    datatype = literal.datatype.value
    if literal.language is not None or is_faithful(literal.value, datatype):
        return literal
    return pyoxigraph.Literal(literal.value, datatype=pyoxigraph.NamedNode(MARK + datatype))


def from_store(literal: pyoxigraph.Literal) -> pyoxigraph.Literal:
    """Return the literal as it was written."""
    datatype = literal.datatype.value
    if not datatype.startswith(MARK):
        return literal
    return pyoxigraph.Literal(literal.value, datatype=pyoxigraph.NamedNode(datatype[len(MARK) :]))


def is_faithful(value: str, datatype: str) -> bool:
    """Tell whether a store gives back the literal of these characters and this datatype as it is."""
    if not datatype.startswith(XSD):
        return True
    name = datatype[len(XSD) :]
    known = FAITHFUL.get(name)
    if known is not None and (name in _ANY or known.fullmatch(value)):
        return True
    return _comes_back(value, datatype)


@lru_cache(maxsize=10_000)
def _comes_back(value: str, datatype: str) -> bool:
    literal = pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(datatype))
    node = pyoxigraph.NamedNode("urn:bibliographe:trial")
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(node, node, literal))
    return bool(next(iter(store)).object == literal)


def as_written(term: Term) -> Term:
    """Return a term of a store, written as it was."""
    return from_store(term) if isinstance(term, pyoxigraph.Literal) else term


def stored_quads(triples: Iterable[pyoxigraph.Triple]) -> Iterator[pyoxigraph.Quad]:
    """Yield triples as they are stored, in the default graph."""
    for triple in triples:
        value = triple.object
        if isinstance(value, pyoxigraph.Literal):
            value = to_store(value)
        yield pyoxigraph.Quad(triple.subject, triple.predicate, value)


def memory_store(triples: Iterable[pyoxigraph.Triple]) -> pyoxigraph.Store:
    """Return the triples in the default graph of a store in memory, for questions asked of all of them at once.

    Literals are stored so that `from_store` gives them back as they were written.
    """
    store = pyoxigraph.Store()
    store.bulk_extend(stored_quads(triples))
    return store
