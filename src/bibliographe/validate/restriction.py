"""The nodes to look at after a change: what changed, and what depends on it.

A node depends on another one when it points to it or is pointed to by it, now or before the change: then its own
constraints may look at the other one's statements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from pyoxigraph import BlankNode, NamedNode

if TYPE_CHECKING:
    from rdflib.term import Node

    from bibliographe.validate.changes import Changes
    from bibliographe.validate.reading import Data


def nodes_to_check(data: Data, changes: Changes) -> frozenset[Node]:
    """Return the changed nodes and those that depend on them."""
    nodes: set[Node] = {_rdflib(subject) for subject in changes.subjects}
    nodes |= {_rdflib(value) for value in changes.neighbours}
    for subject in changes.subjects:
        for quad in data.store.quads_for_pattern(None, None, _pyoxigraph(subject)):
            nodes.add(_rdflib(str(quad.subject)))
    return frozenset(nodes)


def _rdflib(term: str) -> Node:
    return rdflib.URIRef(term[1:-1]) if term[0] == "<" else rdflib.BNode(term[2:])


def _pyoxigraph(term: str) -> NamedNode | BlankNode:
    return NamedNode(term[1:-1]) if term[0] == "<" else BlankNode(term[2:])
