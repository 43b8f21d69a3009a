"""Nodes of the store with all that is said of them, the ones that many entries share kept at hand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.graph.prefixes import short_name
from bibliographe.graph.terms import DCTERMS, FOAF, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Store

Value = NamedNode | Literal
_REMEMBERED = 20_000
"""Nodes kept: some 30 MB of people and periodicals."""
_NAMES = (FOAF.name, DCTERMS.title, SKOS.prefLabel)


class Node(NamedTuple):
    """A node and its statements: values by predicate, in an order that does not change."""

    iri: NamedNode
    said: dict[NamedNode, tuple[Value, ...]]

    def values(self, predicate: NamedNode) -> tuple[Value, ...]:
        """Return the values of a property."""
        return self.said.get(predicate, ())

    def nodes(self, predicate: NamedNode) -> list[NamedNode]:
        """Return the values that are nodes."""
        return [value for value in self.values(predicate) if isinstance(value, NamedNode)]

    def texts(self, predicate: NamedNode) -> tuple[str, ...]:
        """Return the values that are literals, as text."""
        return tuple(value.value for value in self.values(predicate) if isinstance(value, Literal))

    def text(self, predicate: NamedNode, language: str | None = None) -> str | None:
        """Return one literal as text, one in `language` before others; None where there is none."""
        found = [value for value in self.values(predicate) if isinstance(value, Literal)]
        return min(found, key=lambda one: one.language != language).value if found else None

    def number(self, predicate: NamedNode) -> int:
        """Return a whole number, 0 where there is none."""
        text = self.text(predicate) or ""
        return int(text) if text.isdecimal() else 0

    def name(self, language: str | None = None) -> str | None:
        """Return what it is called."""
        return next(filter(None, (self.text(predicate, language) for predicate in _NAMES)), None)


class Nodes:
    """Looks nodes up in one store, in what was said: nothing that was inferred."""

    def __init__(self, store: Store, abstracts: Iterable[NamedNode] = ()) -> None:
        """Read the default graph; and `abstracts`, the graphs of abstracts that may be given away."""
        self._store = store
        self._abstracts = tuple(abstracts)
        self.shared = lru_cache(_REMEMBERED)(self.node)
        """Returns a node as `node` does, and remembers it: one that many entries speak of."""

    def node(self, iri: NamedNode) -> Node:
        """Return a node, empty when nothing is said of it."""
        said: dict[NamedNode, set[Value]] = {}
        for quad in self._store.quads_for_pattern(iri, None, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode | Literal):
                said.setdefault(quad.predicate, set()).add(quad.object)
        return Node(iri, {predicate: _ordered(values) for predicate, values in said.items()})

    def pointing(self, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
        """Return the nodes of which `predicate` says `value`, sorted."""
        found = self._store.quads_for_pattern(None, predicate, value, DefaultGraph())
        return sorted({quad.subject for quad in found if isinstance(quad.subject, NamedNode)}, key=str)

    def abstracts(self, entry: NamedNode) -> list[str]:
        """Return the abstracts of an entry that may be given away, sorted."""
        return sorted(
            {
                quad.object.value
                for graph in self._abstracts
                for quad in self._store.quads_for_pattern(entry, DCTERMS.abstract, None, graph)
                if isinstance(quad.object, Literal)
            }
        )

    def label(self, value: Value, language: str | None = None) -> str:
        """Return a value as text: a literal's, a node's name in a language and its short name, else its address."""
        if isinstance(value, Literal):
            return value.value
        node = self.shared(value)
        short = node.text(SCHEMA.alternateName)
        name = node.name(language)
        return f"{name} ({short})" if name and short else name or value.value


@lru_cache(1_000)
def curie(predicate: NamedNode) -> str:
    """Return a property's name with its prefix."""
    return short_name(predicate.value)


def _ordered(values: set[Value]) -> tuple[Value, ...]:
    ordered: Sequence[Value] = sorted(values, key=str) if len(values) > 1 else list(values)
    return tuple(ordered)
