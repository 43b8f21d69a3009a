"""The topics of a catalogue as trees, each topic with its entries and those below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from bibliographe.graph.terms import SKOS, TYPED
from bibliographe.serve.pages.named import Named, named, nodes_of, position_of, topic_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibliographe.i18n import Language
    from bibliographe.serve.site import Snapshot

_DEEPEST = 8
"""Levels after which a circle is suspected."""


@dataclass(slots=True)
class Branch:
    """A topic, the entries that stand under it itself, and what is below it."""

    topic: Named
    entries: int
    below: list[Branch] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Return the entries of the whole branch, one that stands under several topics counted for each."""
        return self.entries + sum(branch.total for branch in self.below)

    @property
    def size(self) -> int:
        """Return how many topics the branch has."""
        return 1 + sum(branch.size for branch in self.below)


Tree = tuple[Named, list[Branch]]
"""A scheme and its topics."""


def trees_of(snapshot: Snapshot, language: Language, counts: Mapping[str, int]) -> list[Tree]:
    """Return the schemes of the catalogue that have topics, in a language; `counts` are the entries of each topic."""
    nodes = snapshot.once(nodes_of)
    found = ((scheme, _tree(snapshot, scheme, language, counts)) for scheme in _schemes(snapshot))
    return [(named(nodes, scheme, language), branches) for scheme, branches in found if branches]


def _tree(snapshot: Snapshot, scheme: NamedNode, language: Language, counts: Mapping[str, int]) -> list[Branch]:
    """Return the topics of a scheme, the highest with what is below them."""
    nodes = snapshot.once(nodes_of)
    found = map(nodes.shared, nodes.pointing(SKOS.inScheme, scheme))
    highest = (one for one in sorted(found, key=position_of) if not one.nodes(SKOS.broader))
    return [branch_of(snapshot, one.iri, language, counts) for one in highest]


def branch_of(
    snapshot: Snapshot, topic: NamedNode, language: Language, counts: Mapping[str, int], depth: int = 0
) -> Branch:
    """Return a topic with what is below it."""
    nodes = snapshot.once(nodes_of)
    below = map(nodes.shared, nodes.pointing(SKOS.broader, topic)) if depth < _DEEPEST else ()
    return Branch(
        topic_name(nodes.shared(topic), language),
        counts.get(topic.value, 0),
        [branch_of(snapshot, one.iri, language, counts, depth + 1) for one in sorted(below, key=position_of)],
    )


def _schemes(snapshot: Snapshot) -> list[NamedNode]:
    """Return the schemes of the catalogue; those of the profile (types, roles) are not among them."""
    found = snapshot.opened.store.quads_for_pattern(None, TYPED, SKOS.ConceptScheme, DefaultGraph())
    schemes = {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}
    return sorted((one for one in schemes if one.value.startswith(snapshot.catalogue.base)), key=str)
