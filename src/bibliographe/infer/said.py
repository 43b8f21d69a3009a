"""What a store says: the catalogue and its profile, without abstracts and without what is inferred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from bibliographe.store.names import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store, Triple

    from bibliographe.infer.terms import Term

_GRAPHS: list[NamedNode | BlankNode | DefaultGraph] = [DefaultGraph(), ONTOLOGY]


@dataclass(frozen=True, slots=True)
class Said:
    """The graphs of a store that speak for the catalogue, read as one."""

    store: Store

    def __contains__(self, triple: Triple) -> bool:
        return any(Quad(triple.subject, triple.predicate, triple.object, graph) in self.store for graph in _GRAPHS)

    def about(self, subject: Term | None, predicate: NamedNode | None, value: Term | None) -> Iterator[Triple]:
        """Yield the triples of a pattern; a literal, which is no subject, has none."""
        if isinstance(subject, Literal):
            return
        for graph in _GRAPHS:
            for quad in self.store.quads_for_pattern(subject, predicate, value, graph):
                yield quad.triple

    def uses(self, predicate: NamedNode) -> bool:
        """Tell whether anything is said with this property."""
        return next(self.about(None, predicate, None), None) is not None

    def used(self, predicates: Iterable[str]) -> frozenset[str]:
        """Return those of some properties with which anything is said."""
        return frozenset(name for name in predicates if self.uses(NamedNode(name)))
