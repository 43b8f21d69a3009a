"""What is said of a node, as pairs of a property's path and a value; what the hub has no place for is told apart.

The hub (`bibliographe.model.entry`) has one title, one series, one event. A catalogue may say more: titles in several
languages, two series. Of such a property the value that the hub has stands under the path of the property, the others
under that path and `other`: `dcterms:title/other`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.records.nodes import curie
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, FABIO, SCHEMA, TYPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode

    from bibliographe.export.records.nodes import Node, Nodes

    Pairs = Iterator[tuple[str, str]]

_OTHER = "/other"
_ONE = frozenset(
    {
        DCTERMS.title, DCTERMS.type, DCTERMS.language, DCTERMS.date, DCTERMS.available, DCTERMS.tableOfContents,
        BIBL.verbatimDate, BIBL.verbatimAccessDate, BIBL.mediumStatement, BIBL.degreeStatement, FABIO.hasAccessDate,
        BIBO.edition, BIBO.issuer, BIBO.number, BIBO.numPages, BIBO.pages, BIBO.issue, BIBO.volume, BIBO.issn,
        SCHEMA.location, SCHEMA.organizer,
    }
)  # fmt: skip
"""Properties that the hub has one value of, of an entry and of what it stands in."""
_ONE_BELOW = _ONE | {DCTERMS.publisher, SCHEMA.url}
"""The same of what an entry stands in or comes from."""
_FOLLOWS = frozenset({TYPED, DCTERMS.issued, SCHEMA.startDate, SCHEMA.endDate})
_WORDINGS = frozenset({BIBL.verbatimDate})
_NOTHING: frozenset[NamedNode] = frozenset()


def is_other(path: str) -> bool:
    """Tell whether a path is that of a value beside the one that the hub has."""
    return path.endswith(_OTHER)


def with_others(paths: frozenset[str]) -> frozenset[str]:
    """Return paths and those of the values beside, for a format that has room for all of them."""
    return paths | {path + _OTHER for path in paths}


def as_others(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Yield what is said of a node that the hub has another one in place of."""
    yield from ((path if is_other(path) else path + _OTHER, value) for path, value in pairs)


def said_of(node: Node, predicate: NamedNode, nodes: Nodes, language: str) -> list[tuple[str, str]]:
    """Return the values of a property of an entry in a language."""
    return _told(curie(predicate), node, predicate, nodes, language if predicate in _ONE else None)


def said_values(path: str, node: Node, predicate: NamedNode, nodes: Nodes, language: str) -> list[tuple[str, str]]:
    """Return the values of a property of a node under a path."""
    return _told(f"{path}/{curie(predicate)}", node, predicate, nodes, language if predicate in _ONE_BELOW else None)


def said_below(path: str, node: Node, nodes: Nodes, language: str, without: tuple[NamedNode, ...] = ()) -> Pairs:
    """Yield what is said of a node under a path, without its class and the dates that others follow from."""
    passed = _FOLLOWS | worded_alike(node) | {*without}
    for predicate in sorted(set(node.said) - passed, key=str):
        yield from said_values(path, node, predicate, nodes, language)


def worded_alike(node: Node) -> frozenset[NamedNode]:
    """Return the property of the wordings of a date, where they say no more than the date."""
    if BIBL.verbatimDate not in node.said:
        return _NOTHING
    return _WORDINGS if set(node.texts(BIBL.verbatimDate)) <= {node.text(DCTERMS.date)} else _NOTHING


def _told(path: str, node: Node, predicate: NamedNode, nodes: Nodes, only: str | None) -> list[tuple[str, str]]:
    """Return the values of a property, under a path of their own those beside the one in the language `only`."""
    values = node.values(predicate)
    if only is None or len(values) < 2:
        return [(path, nodes.label(value)) for value in values]
    first = nodes.label(node.first(predicate, only))
    return [(path, first), *((path + _OTHER, label) for label in map(nodes.label, values) if label != first)]
