"""What is said of nodes, and of what is around them: the store as the pass over it sees it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph

from bibliographe.validate.nodewise.terms import Term, from_pyoxigraph, to_pyoxigraph
from bibliographe.validate.nodewise.values import Doubtful

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Store

Star: TypeAlias = dict[str, list[Term]]
"""What is said of one node: the values of each predicate."""
_REMEMBERED = 20_000
_MANY = 20
"""Nodes that point at another, beyond which a question is better asked of all of them at once."""
_NOTHING: tuple[Term, ...] = ()


_BITS = 24


class Marks:
    """Which nodes were met, in two megabytes: what is not among them was not met, what is, may have been."""

    def __init__(self) -> None:
        """Begin with none."""
        self._bits = bytearray(1 << (_BITS - 3))

    def add(self, node: Term) -> None:
        """Mark a node."""
        place = hash(node) & ((1 << _BITS) - 1)
        self._bits[place >> 3] |= 1 << (place & 7)

    def __contains__(self, node: Term) -> bool:
        """Tell whether a node may have been marked."""
        place = hash(node) & ((1 << _BITS) - 1)
        return bool(self._bits[place >> 3] & (1 << (place & 7)))


class Surroundings:
    """What the store says, one star of statements after the other."""

    def __init__(self, store: Store) -> None:
        """Stand at no node yet."""
        self.store = store
        self.node: Term = ""
        self.star: Star = {}
        self._stars: dict[Term, Star] = {}
        self._subjects: dict[tuple[str, Term], bool] = {}
        self._pointing_at: dict[tuple[str, Term], list[Term]] = {}
        self._names: dict[str, str] = {}
        self._marks: dict[str, Marks] = {}

    def mark(self, predicates: Iterable[str]) -> None:
        """Note the values of predicates, so that `pointed` tells of a node whether it may be one."""
        for predicate in sorted(predicates):
            marks = self._marks[predicate] = Marks()
            for quad in self.store.quads_for_pattern(None, pyoxigraph.NamedNode(predicate), None):
                marks.add(from_pyoxigraph(quad.object))  # type: ignore[arg-type]

    def pointed(self, node: Term) -> frozenset[str]:
        """Return those of the marked predicates of which a node may be a value."""
        return frozenset(predicate for predicate, marks in self._marks.items() if node in marks)

    def stand_at(self, node: Term, star: Star) -> None:
        """Go to a node, of which `star` is all that is said."""
        self.node, self.star = node, star

    def star_of(self, node: Term) -> Star:
        """Return what is said of a node."""
        if node == self.node:
            return self.star
        found = self._stars.get(node)
        if found is None:
            if len(self._stars) >= _REMEMBERED:
                self._stars.clear()
            found = self._stars[node] = self.looked_up(node)
        return found

    def says_anything(self, node: Term) -> bool:
        """Tell whether anything is said of a node."""
        known = self.star if node == self.node else self._stars.get(node)
        if known is not None:
            return bool(known)
        if isinstance(node, tuple):
            return False
        return next(iter(self.store.quads_for_pattern(pyoxigraph.NamedNode(node), None, None)), None) is not None

    def objects(self, node: Term, predicate: str) -> Iterable[Term]:
        """Return the values that a predicate has for a node."""
        return self.star_of(node).get(predicate, _NOTHING)

    def subjects(self, predicate: str, node: Term) -> list[Term]:
        """Return the nodes for which a predicate has a value; raises `Doubtful` where they are very many.

        A thing that half the catalogue points at would be looked at from every node of that half.
        """
        key = (predicate, node)
        found = self._pointing_at.get(key)
        if found is None:
            if len(self._pointing_at) >= _REMEMBERED:
                self._pointing_at.clear()
            quads = islice(self._pointing(pyoxigraph.NamedNode(predicate), node), _MANY + 1)
            found = self._pointing_at[key] = [from_pyoxigraph(quad.subject) for quad in quads]  # type: ignore[arg-type]
        if len(found) > _MANY:
            raise Doubtful
        return found

    def has_subject(self, predicate: str, node: Term) -> bool:
        """Tell whether a predicate has a value for any node."""
        key = (predicate, node)
        found = self._subjects.get(key)
        if found is None:
            if len(self._subjects) >= _REMEMBERED:
                self._subjects.clear()
            pointing = self._pointing(pyoxigraph.NamedNode(predicate), node)
            found = self._subjects[key] = next(iter(pointing), None) is not None
        return found

    def pointers(self, node: Term) -> Iterator[tuple[Term, str]]:
        """Yield the nodes for which any predicate has a value, with the predicate; raises `Doubtful` after many."""
        for number, quad in enumerate(self._pointing(None, node)):
            if number == _MANY:
                raise Doubtful
            yield from_pyoxigraph(quad.subject), quad.predicate.value  # type: ignore[arg-type]

    def _pointing(self, predicate: pyoxigraph.NamedNode | None, node: Term) -> Iterable[Quad]:
        return self.store.quads_for_pattern(None, predicate, to_pyoxigraph(node))

    def looked_up(self, node: Term) -> Star:
        """Return what the store says of a node."""
        if isinstance(node, tuple):
            return {}
        return self.read(self.store.quads_for_pattern(pyoxigraph.NamedNode(node), None, None))

    def read(self, quads: Iterable[Quad]) -> Star:
        """Return the statements of one subject as a star."""
        star: Star = {}
        names = self._names
        for quad in quads:
            predicate = quad.predicate.value
            predicate = names.setdefault(predicate, predicate)
            value = from_pyoxigraph(quad.object)  # type: ignore[arg-type]
            if predicate in star:
                star[predicate].append(value)
            else:
                star[predicate] = [value]
        return star
