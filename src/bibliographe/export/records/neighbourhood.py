"""Some entries with what they lead to, in a small store of their own.

A question asked of a store in memory takes a fifth of the time that the store on disk takes, and less when nothing but
the entries that are asked for stands in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Store

from bibliographe.graph.terms import DCTERMS, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.nodes import Node, Nodes, Value

_FARTHEST = 3
"""Statements from an entry to the last thing that a crosswalk speaks of: issue, periodical, publisher."""
LISTED = NamedNode("urn:bibliographe:listed")
"""Stands for the places where entries are listed: a crosswalk asks only whether there is one (`schema:item`)."""


def neighbourhood(entries: Iterable[NamedNode], nodes: Nodes) -> Store:
    """Return a store with what is said of listed entries and, three statements far, of what they lead to.

    Abstracts that may be given away stand among it. No other entry is listed in it.
    """
    store = Store()
    store.extend(_statements(list(entries), nodes))
    return store


def _statements(entries: list[NamedNode], nodes: Nodes) -> Iterator[Quad]:
    for entry in entries:
        yield Quad(LISTED, SCHEMA.item, entry)
        yield from (Quad(entry, DCTERMS.abstract, abstract) for abstract in nodes.abstracts(entry))
    seen: set[Value] = set(entries)
    ring = [nodes.node(entry) for entry in entries]
    for _ in range(_FARTHEST):
        for node in ring:
            yield from _said(node)
        reached = {value for node in ring for values in node.said.values() for value in values} - seen
        ring = [nodes.shared(value) for value in reached if isinstance(value, NamedNode)]
        seen |= reached
    for node in ring:
        yield from _said(node)


def _said(node: Node) -> Iterator[Quad]:
    return (Quad(node.iri, predicate, value) for predicate, values in node.said.items() for value in values)
