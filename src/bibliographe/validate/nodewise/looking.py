"""Where the pass looks for what is said of nodes that it does not stand at: in a store, or in the files themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import pyoxigraph

from bibliographe.validate.nodewise.stars import add_to
from bibliographe.validate.nodewise.terms import from_pyoxigraph, to_pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pyoxigraph import Quad, Store

    from bibliographe.validate.nodewise.pointers import Pointers
    from bibliographe.validate.nodewise.stars import Star
    from bibliographe.validate.nodewise.terms import Term

_REMEMBERED = 20_000


class Look(Protocol):
    """Tells what is said of nodes, and what points at them."""

    is_about_all: bool
    """Whether it knows what points at a node by whatever predicate."""

    @property
    def star(self) -> Callable[[str], Star]:
        """Return what tells what is said of a node; what is told must not be changed."""

    def says_anything(self, node: str) -> bool:
        """Tell whether anything is said of a node."""

    def subjects(self, predicate: str, node: Term) -> Iterator[Term]:
        """Yield the nodes for which a predicate has a value."""

    def pointers(self, node: Term) -> Iterator[tuple[Term, str]]:
        """Yield the nodes for which any predicate has a value, with the predicate."""


class InStore:
    """Looks in a store; for what is said of a node elsewhere where that is quicker."""

    is_about_all = True

    def __init__(self, store: Store, read: Callable[[str], Star] | None = None) -> None:
        """`read` tells what is said of a node where that is quicker than to ask the store."""
        self._store, self._is_read = store, read is not None
        self._names: dict[str, str] = {}
        self.star = lru_cache(_REMEMBERED)(read or self._star)

    def says_anything(self, node: str) -> bool:
        """Tell whether anything is said of a node."""
        return bool(self.star(node)) if self._is_read else next(self._quads_about(node), None) is not None

    def subjects(self, predicate: str, node: Term) -> Iterator[Term]:
        """Yield the nodes for which a predicate has a value."""
        quads = self._store.quads_for_pattern(None, pyoxigraph.NamedNode(predicate), to_pyoxigraph(node))
        return (from_pyoxigraph(quad.subject) for quad in quads)  # type: ignore[arg-type]

    def pointers(self, node: Term) -> Iterator[tuple[Term, str]]:
        """Yield the nodes for which any predicate has a value, with the predicate."""
        quads = self._store.quads_for_pattern(None, None, to_pyoxigraph(node))
        return ((from_pyoxigraph(quad.subject), quad.predicate.value) for quad in quads)  # type: ignore[arg-type]

    def _star(self, node: str) -> Star:
        star: Star = {}
        names = self._names
        for quad in self._quads_about(node):
            predicate = quad.predicate.value
            add_to(star, names.setdefault(predicate, predicate), from_pyoxigraph(quad.object))  # type: ignore[arg-type]
        return star

    def _quads_about(self, node: str) -> Iterator[Quad]:
        return self._store.quads_for_pattern(pyoxigraph.NamedNode(node), None, None)


class InFiles:
    """Looks in files of which it was noted where they say what."""

    is_about_all = False

    def __init__(self, read: Callable[[str], Star], pointers: Mapping[str, Pointers]) -> None:
        """`read` tells what is said of a node, `pointers` where some predicates lead to."""
        self.star = lru_cache(_REMEMBERED)(read)
        self._pointers = pointers

    def says_anything(self, node: str) -> bool:
        """Tell whether anything is said of a node."""
        return bool(self.star(node))

    def subjects(self, predicate: str, node: Term) -> Iterator[Term]:
        """Yield the nodes for which a predicate has a value; raises `KeyError` for one that was not noted."""
        return self._pointers[predicate].subjects(node)

    def pointers(self, node: Term) -> Iterator[tuple[Term, str]]:
        """Raise `NotImplementedError`: see `is_about_all`."""
        raise NotImplementedError(node)
