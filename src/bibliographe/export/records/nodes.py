"""Nodes of the store with all that is said of them, the ones that many entries share kept at hand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Self

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.graph.prefixes import short_name
from bibliographe.graph.terms import DCTERMS, FOAF, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

    from bibliographe.export.records.given import Given


Value = NamedNode | Literal
_VALUES = (NamedNode, Literal)
_SAID = DefaultGraph()
_SHARED = 20_000
"""Nodes kept that many entries share: some 30 MB of people and periodicals."""
_LATEST = 2_000
"""Nodes kept of the entries that were read last: what is made of them next reads them again."""
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
        values = self.said.get(predicate)
        if not values:
            return None
        if len(values) == 1:
            return values[0].value if isinstance(values[0], Literal) else None
        found = [value for value in values if isinstance(value, Literal)]
        return min(found, key=lambda one: one.language != language).value if found else None

    def first(self, predicate: NamedNode, language: str) -> Value:
        """Return the value that is taken where there is room for one: a literal in `language` before others."""
        return min(self.said[predicate], key=lambda one: not isinstance(one, Literal) or one.language != language)

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
        self._abstracts = frozenset(abstracts)
        self.node = lru_cache(_LATEST)(self._node)
        """Returns a node, empty when nothing is said of it."""
        self.shared = lru_cache(_SHARED)(self._node)
        """Returns a node as `node` does, and remembers it longer: one that many entries speak of."""
        self._named = lru_cache(_SHARED)(self._label)

    @classmethod
    def of(cls, opened: Given) -> Self:
        """Look up what is given away: abstracts only where the settings let them go."""
        return cls(opened.store, opened.abstracts)

    def _node(self, iri: NamedNode) -> Node:
        said: dict[NamedNode, list[Value]] = {}
        for quad in self._store.quads_for_pattern(iri, None, None, _SAID):
            value = quad.object  # each reading of a part makes it anew
            if isinstance(value, _VALUES):
                said.setdefault(quad.predicate, []).append(value)
        return Node(iri, {predicate: _ordered(values) for predicate, values in said.items()})

    def part(self, iri: NamedNode, predicate: NamedNode) -> Node:
        """Return a node with one property alone, for who asks no more of it: the others take their time to read."""
        found = self._store.quads_for_pattern(iri, predicate, None, _SAID)
        values = [value for quad in found if isinstance(value := quad.object, _VALUES)]
        return Node(iri, {predicate: _ordered(values)} if values else {})

    def pointing(self, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
        """Return the nodes of which `predicate` says `value`, sorted."""
        found = self._store.quads_for_pattern(None, predicate, value, _SAID)
        return sorted((node for quad in found if isinstance(node := quad.subject, NamedNode)), key=_address)

    def abstracts(self, entry: NamedNode) -> list[Literal]:
        """Return the abstracts of an entry that may be given away, each once, sorted."""
        if not self._abstracts:
            return []
        # One question whatever the number of sources: each has a graph of its own.
        found = self._store.quads_for_pattern(entry, DCTERMS.abstract, None, None)
        said = {quad.object for quad in found if quad.graph_name in self._abstracts}
        return sorted((one for one in said if isinstance(one, Literal)), key=str)

    def abstract_texts(self, entry: NamedNode) -> list[str]:
        """Return the texts of the abstracts of an entry that may be given away, each once, sorted."""
        return sorted({one.value for one in self.abstracts(entry)})

    def label(self, value: Value, language: str | None = None) -> str:
        """Return a value as text: a literal's, a node's name in a language and its short name, else its address."""
        return value.value if isinstance(value, Literal) else self._named(value, language)

    def _label(self, iri: NamedNode, language: str | None) -> str:
        node = self.shared(iri)
        short = node.text(SCHEMA.alternateName)
        name = node.name(language)
        return f"{name} ({short})" if name and short else name or iri.value


@lru_cache(1_000)
def curie(predicate: NamedNode) -> str:
    """Return a property's name with its prefix."""
    return short_name(predicate.value)


def _ordered(values: list[Value]) -> tuple[Value, ...]:
    if len(values) > 1:
        values.sort(key=str)
    return tuple(values)


def _address(node: NamedNode) -> str:
    return node.value
