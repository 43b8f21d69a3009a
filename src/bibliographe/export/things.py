"""What is said of one thing of the catalogue, with what it is shown with: people, container, topics, places, record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.jsonld.frame import Framer
from bibliographe.graph.canonical import named

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.graph.terms import Statement
    from bibliographe.store.access import OpenedStore


def said_of(opened: OpenedStore, thing: NamedNode) -> set[Statement]:
    """Return the statements; abstracts only where the settings let them go. Raises `GraphError` on a blank node."""
    framer = Framer(opened)
    _made, whole = framer.entry(thing)
    return {
        named(quad.triple)
        for node in whole
        for graph in framer.graphs
        for quad in opened.store.quads_for_pattern(node, None, None, graph)
    }
