"""The concepts of a vocabulary as one tree: each has one place, and what a tree cannot say is told.

Source: SKOS Reference, sections 4 (schemes) and 8 (semantic relations).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.linked.graph import Graph
    from bibliographe.ingest.linked.terms import Term

_BROADER = ("skos:broader", "skos:broaderTransitive", "skos:broaderGeneric", "skos:broaderPartitive")
_NARROWER = ("skos:narrower", "skos:narrowerTransitive")
_ROUND = Text("la hiérarchie tourne en rond : placé en tête", "the hierarchy goes round in a circle: put at the top")
_OF_ITSELF = Text("dit au-dessous de lui-même : non gardé", "said to be below itself: not kept")
_TOP_AND_BELOW = Text("dit principal, et au-dessous d'un autre", "said to be a top concept, and below another")


@dataclass(slots=True)
class Place:
    """Where a concept stands: below which one, and what is doubtful about that."""

    parent: Term | None
    doubts: list[Text] = field(default_factory=list)


class Hierarchy:
    """The tree of the concepts of one graph."""

    def __init__(self, graph: Graph, concepts: list[Term]) -> None:
        """`concepts` come in the order of the source."""
        self._graph, self._rank = graph, {concept: number for number, concept in enumerate(concepts)}
        self._below: dict[Term, list[Term]] = {}
        self.places: dict[Term, Place] = {}
        self._parents = self._all_parents()
        self._tops = {
            *(value for one in graph.subjects() for value in graph.objects(one, "skos:hasTopConcept")),
            *(one for one in concepts if graph.objects(one, "skos:topConceptOf")),
        }
        for concept in concepts:
            self.places[concept] = self._place(concept)
        self._break_circles(concepts)
        for concept in concepts:
            parent = self.places[concept].parent
            if parent is not None:
                self._below.setdefault(parent, []).append(concept)

    def others(self, concept: Term) -> list[Term]:
        """Return the concepts that one is also said to be below."""
        return [one for one in self._parents[concept] if one not in (self.places[concept].parent, concept)]

    def in_order(self) -> Iterator[Term]:
        """Yield the concepts, each before those below it, siblings as what is above them lists them."""
        waiting = [one for one in reversed(list(self._rank)) if self.places[one].parent is None]
        while waiting:
            concept = waiting.pop()
            yield concept
            waiting += reversed(self._children(concept))

    def _children(self, concept: Term) -> list[Term]:
        listed = {one: number for number, one in enumerate(self._graph.objects(concept, *_NARROWER))}
        below = self._below.get(concept, [])
        return sorted(below, key=lambda one: (listed.get(one, len(listed)), self._rank[one]))

    def _all_parents(self) -> dict[Term, list[Term]]:
        """Return what is above each concept by its own statements, then by those of the ones above."""
        parents: dict[Term, dict[Term, None]] = {
            concept: dict.fromkeys(
                one for one in self._graph.objects(concept, *_BROADER[:1], *_BROADER[2:]) if self._is_thing(one)
            )
            for concept in self._rank
        }
        for concept in self._rank:
            for one in self._graph.objects(concept, _NARROWER[0]):
                if one in parents:
                    parents[one].setdefault(concept)
        return {concept: list(found) for concept, found in parents.items()}

    @staticmethod
    def _is_thing(term: Term) -> bool:
        return isinstance(term, NamedNode | BlankNode)

    def _place(self, concept: Term) -> Place:
        said = self._parents[concept]
        known = [one for one in said if one in self._rank and one != concept]
        place = Place(known[0] if known else None)
        if concept in said:
            place.doubts.append(_OF_ITSELF)
        outside = [one for one in said if one not in self._rank]
        if outside:
            address = getattr(outside[0], "value", "")
            place.doubts.append(
                Text(f"au-dessous de {address}, qui n'est pas ici", f"below {address}, which is not here")
            )
        if known and concept in self._tops:
            place.doubts.append(_TOP_AND_BELOW)
        return place

    def _break_circles(self, concepts: list[Term]) -> None:
        """Put at the top one concept of each circle, the first of them in the source."""
        settled: set[Term] = set()
        for concept in concepts:
            chain: dict[Term, None] = {}
            here: Term | None = concept
            while here is not None and here not in settled and here not in chain:
                chain[here] = None
                here = self.places[here].parent
            if here is not None and here in chain:
                circle = list(chain)[list(chain).index(here) :]
                first = min(circle, key=self._rank.__getitem__)
                self.places[first].parent = None
                self.places[first].doubts.append(_ROUND)
            settled.update(chain)
