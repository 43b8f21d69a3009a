"""The nodes to look at after a change: what changed, and what depends on it.

A node depends on another one when it points to it or is pointed to by it, now or before the change: then its own
constraints may look at the other one's statements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, NamedNode

if TYPE_CHECKING:
    from bibliographe.validate.changes import Changes
    from bibliographe.validate.reading import Data
    from bibliographe.validate.written import Term


def nodes_to_check(data: Data, changes: Changes) -> frozenset[Term]:
    """Return the changed nodes and those that depend on them."""
    changed = set(map(_node, changes.subjects))
    nodes: set[Term] = {*changed, *map(_node, changes.neighbours)}
    for subject in changed:
        nodes.update(cast("Term", quad.subject) for quad in data.store.quads_for_pattern(None, None, subject))
    return frozenset(nodes)


def _node(term: str) -> NamedNode | BlankNode:
    return NamedNode(term[1:-1]) if term[0] == "<" else BlankNode(term[2:])
