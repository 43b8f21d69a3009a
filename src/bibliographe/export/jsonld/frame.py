"""One entry as one object: what is said of it, with its people, its container, its topics and where it was listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.export.jsonld.context import context, properties
from bibliographe.graph.terms import BIBO, DCTERMS, FOAF, ORG, PROV, RDF, SCHEMA, SKOS, TYPED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.export.jsonld.context import Json
    from bibliographe.store.access import OpenedStore

Frame = dict[NamedNode, "Frame"]
"""Which properties' values are written whole, and which of theirs."""
Values = dict[str, list[NamedNode | Literal]]

_AGENT: Frame = {ORG.subOrganizationOf: {}}
_TOPIC: Frame = {SKOS.broader: {SKOS.broader: {SKOS.broader: {}}}}
ENTRY: Frame = {
    DCTERMS.creator: _AGENT,
    BIBO.authorList: {},
    PROV.qualifiedAttribution: {PROV.agent: _AGENT},
    DCTERMS.publisher: _AGENT,
    BIBO.issuer: _AGENT,
    SCHEMA.mentions: _AGENT,
    # An article's issue, and the periodical of that; a website and its publisher; a series; a chapter's book.
    DCTERMS.isPartOf: {DCTERMS.isPartOf: {DCTERMS.publisher: {}}, DCTERMS.publisher: {}},
    BIBO.presentedAt: {SCHEMA.organizer: {}},
    DCTERMS.subject: _TOPIC,
}
LISTED: tuple[tuple[str, NamedNode], ...] = (("listedAs", SCHEMA.item), ("record", FOAF.primaryTopic))
"""What points at an entry and is written in it, by the context's reverse terms."""


class Framer:
    """Writes nodes of one store as JSON-LD, and remembers which it has written whole."""

    def __init__(self, opened: OpenedStore) -> None:
        """Read what is given away: the default graph, and the abstracts where the settings let them go."""
        self._store = opened.store
        self._base = opened.catalogue.base
        self.graphs: list[NamedNode | DefaultGraph] = [DefaultGraph(), *opened.abstracts]

    def entry(self, entry: NamedNode) -> tuple[dict[str, Json], set[NamedNode]]:
        """Return the object of one entry, and the nodes that are whole in it."""
        whole: set[NamedNode] = set()
        made = self._node(entry, ENTRY, whole)
        for name, predicate in LISTED:
            pointing = sorted(self.pointing(predicate, entry), key=self._listed_order)
            nodes = [self._node(one, {}, whole, without=(predicate, entry)) for one in pointing]
            if nodes:
                made[name] = nodes[0] if len(nodes) == 1 else nodes
        return made, whole

    def pointing(self, predicate: NamedNode, value: NamedNode) -> set[NamedNode]:
        """Return the nodes of which `predicate` says `value`."""
        return {
            quad.subject
            for graph in self.graphs
            for quad in self._store.quads_for_pattern(None, predicate, value, graph)
            if isinstance(quad.subject, NamedNode)
        }

    def _node(
        self, node: NamedNode, frame: Frame, whole: set[NamedNode], without: tuple[NamedNode, NamedNode] | None = None
    ) -> dict[str, Json]:
        values = self._values(node)
        whole.add(node)
        nested = {
            value: self._node(value, within, whole)
            for predicate, within in frame.items()
            for value in values.get(predicate.value, ())
            if isinstance(value, NamedNode) and self._is_described(value)
        }
        if without:
            predicate, value = without
            values[predicate.value].remove(value)
        self._order_people(values)
        return node_object(node, values, nested)

    def _values(self, node: NamedNode) -> Values:
        statements = {
            (quad.predicate.value, quad.object)
            for graph in self.graphs
            for quad in self._store.quads_for_pattern(node, None, None, graph)
        }
        values: Values = {}
        for predicate, value in sorted(statements, key=lambda one: (one[0], str(one[1]))):
            if isinstance(value, NamedNode | Literal):
                values.setdefault(predicate, []).append(value)
        return values

    def _is_described(self, node: NamedNode) -> bool:
        """Tell whether a node is one of the catalogue's; a type or a role of the profile is not given away with it."""
        return node.value.startswith(self._base) and any(
            next(self._store.quads_for_pattern(node, None, None, graph), None) is not None for graph in self.graphs
        )

    def _order_people(self, values: Values) -> None:
        """Put the creators in the order that the list of authors says."""
        creators, lists = values.get(DCTERMS.creator.value), values.get(BIBO.authorList.value)
        if creators and lists and isinstance(lists[0], NamedNode):
            places = {value: place for place, value in _members(self._values(lists[0]))}
            creators.sort(key=lambda one: (places.get(one, len(places) + 1), str(one)))

    def _listed_order(self, item: NamedNode) -> tuple[str, int, str]:
        values = self._values(item)
        part = next(iter(values.get(DCTERMS.isPartOf.value, ())), None)
        position = next(iter(values.get(SCHEMA.position.value, ())), None)
        number = int(position.value) if position and position.value.isdecimal() else 0
        return (part.value if part else "", number, item.value)


def _members(sequence: Values) -> Iterable[tuple[int, NamedNode | Literal]]:
    prefix = f"{RDF.iri}_"
    for predicate, values in sequence.items():
        number = predicate.removeprefix(prefix)
        if predicate.startswith(prefix) and number.isdecimal():
            yield from ((int(number), value) for value in values)


def node_object(node: NamedNode, values: Values, nested: dict[NamedNode, Json] | None = None) -> dict[str, Json]:
    """Return a node object: its address, its classes, then its properties in the order of the context."""
    said = dict(values)
    classes = said.pop(TYPED.value, [])
    made: dict[str, Json] = {"id": node.value}
    names = [context().compact(one.value) for one in classes if isinstance(one, NamedNode)]
    if names:
        made["type"] = names[0] if len(names) == 1 else names
    return made | properties(said, nested or {})
