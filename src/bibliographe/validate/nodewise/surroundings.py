"""What is said of nodes, and of what is around them: the store as the pass over it sees it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph

from bibliographe.validate.nodewise.terms import Term, from_pyoxigraph, to_pyoxigraph
from bibliographe.validate.nodewise.values import Doubtful

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyoxigraph import Quad, Store

Star: TypeAlias = dict[str, list[Term]]
"""What is said of one node: the values of each predicate."""
Window: TypeAlias = dict[str, Star]
"""Some nodes with all that is said of each."""
_REMEMBERED = 20_000
_MANY = 20
"""Nodes that point at another, beyond which a question is better asked of all of them at once."""
_NOTHING: tuple[Term, ...] = ()


class Marks:
    """Which nodes were met, a bit for each: what is not among them was not met, what is, may have been."""

    def __init__(self, bits: int = 24) -> None:
        """Begin with none, in a memory of two to the power of `bits`, in bits."""
        self._bits = bytearray(1 << (bits - 3))
        self._mask = (1 << bits) - 1

    def add(self, node: Term) -> None:
        """Mark a node."""
        place = hash(node) & self._mask
        self._bits[place >> 3] |= 1 << (place & 7)

    def update(self, nodes: Iterable[Term]) -> None:
        """Mark some nodes."""
        for node in nodes:
            self.add(node)

    def __contains__(self, node: Term) -> bool:
        """Tell whether a node may have been marked."""
        place = hash(node) & self._mask
        return bool(self._bits[place >> 3] & (1 << (place & 7)))


@dataclass(frozen=True, slots=True)
class Pointed:
    """At which nodes a predicate points, and at which more than once; a few others may be among either."""

    once: Marks
    again: Marks

    def add(self, node: Term) -> None:
        """Note one statement."""
        (self.again if node in self.once else self.once).add(node)


def add_to(star: Star, predicate: str, value: Term) -> None:
    """Add one statement to a star."""
    if predicate in star:
        star[predicate].append(value)
    else:
        star[predicate] = [value]


class Surroundings:
    """What the store says, one star of statements after the other."""

    def __init__(self, store: Store, read: Callable[[str], Star] | None = None) -> None:
        """Stand at no node yet; `read` tells what is said of a node where that is quicker than to ask the store."""
        self.store = store
        self._window: Window = {}
        self._pointing_within: dict[tuple[str, Term], list[Term]] = {}
        self._pointed: dict[str, Pointed] = {}
        self._told: frozenset[str] = frozenset()
        self._names: dict[str, str] = {}
        self.looked_up = lru_cache(_REMEMBERED)(read or self._ask_star)
        self._asked_anything = lru_cache(_REMEMBERED)(self._ask_anything if read is None else self._reads_anything)
        self._asked_subjects = lru_cache(_REMEMBERED)(self._ask_subjects)
        self._asked_subject = lru_cache(_REMEMBERED)(self._ask_subject)

    def mark(self, predicates: frozenset[str], told: frozenset[str], values: Iterable[tuple[str, Term]]) -> None:
        """Note all `values` of predicates, which spares questions; those of `told` are what `pointed` tells of."""
        self._told = told
        self._pointed = {predicate: Pointed(Marks(), Marks()) for predicate in sorted(predicates | told)}
        for predicate, value in values:
            self._pointed[predicate].add(value)

    def pointed(self, node: Term) -> frozenset[str]:
        """Return those of the predicates told of that may point at a node."""
        return frozenset(predicate for predicate in self._told if node in self._pointed[predicate].once)

    def enter(self, window: Window) -> None:
        """Go to where all that is said of some nodes is known, which are left again for the next."""
        self._window = window
        pointing: dict[tuple[str, Term], list[Term]] = {}
        for node, star in window.items():
            for predicate in self._pointed.keys() & star.keys():
                for value in star[predicate]:
                    pointing.setdefault((predicate, value), []).append(node)
        self._pointing_within = pointing

    def star_of(self, node: Term) -> Star:
        """Return what is said of a node."""
        if isinstance(node, tuple):
            return {}
        found = self._window.get(node)
        return self.looked_up(node) if found is None else found

    def says_anything(self, node: Term) -> bool:
        """Tell whether anything is said of a node."""
        if node in self._window:
            return True
        return not isinstance(node, tuple) and self._asked_anything(node)

    def objects(self, node: Term, predicate: str) -> Iterable[Term]:
        """Return the values that a predicate has for a node."""
        return self.star_of(node).get(predicate, _NOTHING)

    def subjects(self, predicate: str, node: Term) -> Sequence[Term]:
        """Return the nodes for which a predicate has a value; raises `Doubtful` where they are very many.

        A thing that half the catalogue points at would be looked at from every node of that half.
        """
        marks = self._pointed.get(predicate)
        if marks is not None:
            if node not in marks.once:
                return _NOTHING
            found = self._pointing_within.get((predicate, node))
            if found is not None and node not in marks.again:
                return found
        found = self._asked_subjects(predicate, node)
        if len(found) > _MANY:
            raise Doubtful
        return found

    def has_subject(self, predicate: str, node: Term) -> bool:
        """Tell whether a predicate has a value for any node."""
        marks = self._pointed.get(predicate)
        if marks is not None:
            if node not in marks.once:
                return False
            if (predicate, node) in self._pointing_within:
                return True
        return self._asked_subject(predicate, node)

    def pointers(self, node: Term) -> Iterator[tuple[Term, str]]:
        """Yield the nodes for which any predicate has a value, with the predicate; raises `Doubtful` after many."""
        for number, quad in enumerate(self._pointing(None, node)):
            if number == _MANY:
                raise Doubtful
            yield from_pyoxigraph(quad.subject), quad.predicate.value  # type: ignore[arg-type]

    def _pointing(self, predicate: pyoxigraph.NamedNode | None, node: Term) -> Iterable[Quad]:
        return self.store.quads_for_pattern(None, predicate, to_pyoxigraph(node))

    def _ask_anything(self, node: str) -> bool:
        return next(iter(self.store.quads_for_pattern(pyoxigraph.NamedNode(node), None, None)), None) is not None

    def _reads_anything(self, node: str) -> bool:
        return bool(self.looked_up(node))

    def _ask_subjects(self, predicate: str, node: Term) -> list[Term]:
        quads = islice(self._pointing(pyoxigraph.NamedNode(predicate), node), _MANY + 1)
        return [from_pyoxigraph(quad.subject) for quad in quads]  # type: ignore[arg-type]

    def _ask_subject(self, predicate: str, node: Term) -> bool:
        return next(iter(self._pointing(pyoxigraph.NamedNode(predicate), node)), None) is not None

    def _ask_star(self, node: str) -> Star:
        star: Star = {}
        names = self._names
        for quad in self.store.quads_for_pattern(pyoxigraph.NamedNode(node), None, None):
            predicate = quad.predicate.value
            add_to(star, names.setdefault(predicate, predicate), from_pyoxigraph(quad.object))  # type: ignore[arg-type]
        return star
