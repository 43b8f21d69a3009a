"""What is said of nodes, and of what is around them, as the pass sees it from the window where it stands."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bibliographe.validate.nodewise.marks import NOTHING_MARKED
from bibliographe.validate.nodewise.values import Doubtful

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bibliographe.validate.nodewise.looking import Look
    from bibliographe.validate.nodewise.marks import Marked
    from bibliographe.validate.nodewise.stars import Star, Window
    from bibliographe.validate.nodewise.terms import Term

_REMEMBERED = 20_000
_MANY = 20
"""Nodes that point at another, beyond which a question is better asked of all of them at once."""
_NOTHING: tuple[Term, ...] = ()


class Surroundings:
    """What is said of the nodes in a window and of others, one star of statements after the other."""

    def __init__(self, look: Look, most: int = _MANY) -> None:
        """Stand at no node yet; `look` tells of those that are not in the window.

        What more than `most` nodes point at is doubtful to those who ask which do.
        """
        self.look, self._most = look, most
        self._window: Window = {}
        self._pointing_within: dict[tuple[str, Term], list[Term]] = {}
        self._marked = NOTHING_MARKED
        self._asked_anything = lru_cache(_REMEMBERED)(look.says_anything)
        self._asked_subjects = lru_cache(_REMEMBERED)(self._ask_subjects)
        self._asked_subject = lru_cache(_REMEMBERED)(self._ask_subject)

    def mark(self, marked: Marked) -> None:
        """Know where some predicates point, which spares questions."""
        self._marked = marked

    def pointed(self, node: Term) -> frozenset[str]:
        """Return those of the predicates told of that may point at a node."""
        pointed = self._marked.pointed
        return frozenset(predicate for predicate in self._marked.told if pointed[predicate].at(node))

    def enter(self, window: Window) -> None:
        """Go to where all that is said of some nodes is known, which are left again for the next."""
        self._window = window
        pointing: dict[tuple[str, Term], list[Term]] = {}
        for node, star in window.items():
            for predicate in self._marked.pointed.keys() & star.keys():
                for value in star[predicate]:
                    pointing.setdefault((predicate, value), []).append(node)
        self._pointing_within = pointing

    def star_of(self, node: Term) -> Star:
        """Return what is said of a node."""
        if isinstance(node, tuple):
            return {}
        found = self._window.get(node)
        return self.look.star(node) if found is None else found

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
        marks = self._marked.pointed.get(predicate)
        if marks is not None:
            if not marks.at(node):
                return _NOTHING
            found = self._pointing_within.get((predicate, node))
            if found is not None and not marks.again_at(node):
                return found
        found = self._asked_subjects(predicate, node)
        if len(found) > self._most:
            raise Doubtful
        return found

    def has_subject(self, predicate: str, node: Term) -> bool:
        """Tell whether a predicate has a value for any node."""
        marks = self._marked.pointed.get(predicate)
        if marks is not None:
            if not marks.at(node):
                return False
            if (predicate, node) in self._pointing_within:
                return True
        return self._asked_subject(predicate, node)

    def pointers(self, node: Term) -> Iterator[tuple[Term, str]]:
        """Yield the nodes for which any predicate has a value, with the predicate; raises `Doubtful` after many."""
        for number, found in enumerate(self.look.pointers(node)):
            if number == self._most:
                raise Doubtful
            yield found

    def _ask_subjects(self, predicate: str, node: Term) -> list[Term]:
        return list(islice(self.look.subjects(predicate, node), self._most + 1))

    def _ask_subject(self, predicate: str, node: Term) -> bool:
        return next(self.look.subjects(predicate, node), None) is not None
