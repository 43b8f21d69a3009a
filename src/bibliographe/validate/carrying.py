"""Terms, findings and graphs on their way between processes.

rdflib's literals come out of a pickle with their characters made canonical (`Z` as `+00:00`, `01` as `1`); here each
travels as its parts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import rdflib

from bibliographe.validate.terms import bare_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from bibliographe.validate.results import Finding

Packed = tuple[str, ...] | None
"""A term: its kind and its parts."""


def pack(term: Node | None) -> Packed:
    """Return a term as strings."""
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        return "literal", str(term), str(term.datatype or ""), term.language or ""
    return type(term).__name__, str(term)


def unpack(packed: Packed) -> Any:
    """Return the term that strings stand for."""
    if packed is None:
        return None
    kind, text, *others = packed
    if kind == "literal":
        datatype, language = others
        if language:
            return rdflib.Literal(text, lang=language)
        return rdflib.Literal(text, datatype=rdflib.URIRef(datatype) if datatype else None, normalize=False)
    return rdflib.BNode(text) if kind == "BNode" else rdflib.URIRef(text)


def pack_graph(graph: rdflib.Graph) -> tuple[tuple[Packed, ...], ...]:
    """Return the statements of a graph."""
    return tuple(tuple(map(pack, statement)) for statement in graph)


def unpack_graph(packed: Iterable[Iterable[Packed]]) -> rdflib.Graph:
    """Return the graph of statements."""
    graph = bare_graph()
    for statement in packed:
        subject, predicate, value = map(unpack, statement)
        graph.add((subject, predicate, value))
    return graph


def pack_finding(finding: Finding) -> tuple[Any, ...]:
    """Return a finding with its terms as strings."""
    terms = tuple(map(pack, (finding.focus, finding.path, finding.value, finding.shape)))
    bare = replace(finding, focus=_NOTHING, path=None, value=None, shape=_NOTHING, details=())
    return terms, bare, tuple(map(pack_finding, finding.details))


def unpack_finding(packed: tuple[Any, ...]) -> Finding:
    """Return the finding that was packed."""
    terms, bare, details = packed
    focus, path, value, shape = map(unpack, terms)
    found: Finding = replace(
        bare, focus=focus, path=path, value=value, shape=shape, details=tuple(map(unpack_finding, details))
    )
    return found


_NOTHING = rdflib.BNode("nothing")
