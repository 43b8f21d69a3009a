"""A store of what counts for the solutions of queries about some nodes, taken from what is said around these.

A query that is asked node by node leads from a node over the statements on which its solutions stand. All that it looks
at, while it goes through all solutions, is put into the store. What is there is part of the whole, and lacks nothing
that makes a pattern match, within an `EXISTS` as without: the store gives the same solutions as one of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from bibliographe.validate.excerpts import all_named
from bibliographe.validate.nodewise.compiling import compiled_to_visit
from bibliographe.validate.nodewise.surroundings import Surroundings
from bibliographe.validate.nodewise.terms import from_pyoxigraph, to_pyoxigraph
from bibliographe.validate.nodewise.values import Doubtful
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from bibliographe.validate.nodewise.looking import Look
    from bibliographe.validate.nodewise.stars import Star
    from bibliographe.validate.nodewise.terms import Term

_MOST = 2_000
"""Nodes that point at another, beyond which they are not gone through for a suspect: so many have a title in common."""


def what_counts(
    look: Look,
    note_pointers: Callable[[Iterable[str]], None],
    queries: Sequence[str],
    nodes: Sequence[NamedNode | pyoxigraph.Literal],
) -> pyoxigraph.Store | None:
    """Return a store that gives for `queries` the solutions in which `?this` is one of `nodes`.

    None where it is not certain that it would. `look` knows what points where by the predicates of which
    `note_pointers` was told.
    """
    noting = _Noting(look, all_named(queries))
    around = Surroundings(noting, _MOST)
    try:
        for query in queries:
            visit, followed_back = compiled_to_visit(query, around)
            note_pointers(followed_back)
            for node in map(from_pyoxigraph, nodes):
                visit(around.star_of(node), node)
    except (Unsure, Doubtful):
        return None
    store = pyoxigraph.Store()
    store.bulk_extend(noting.quads)
    return store


class _Noting:
    """Looks where another does, and notes what is seen; of `wanted` predicates alone, where these are told."""

    is_about_all = False

    def __init__(self, look: Look, wanted: Container[str] | None) -> None:
        self._look, self._wanted = look, wanted
        self._stars: set[str] = set()
        self.quads: list[Quad] = []

    def star(self, node: str) -> Star:
        found = self._look.star(node)
        if node not in self._stars:
            self._stars.add(node)
            for predicate, values in found.items():
                self._note(node, predicate, values)
        return found

    def says_anything(self, node: str) -> bool:
        return bool(self.star(node))

    def subjects(self, predicate: str, node: Term) -> Iterator[Term]:
        for subject in self._look.subjects(predicate, node):
            self._note(subject, predicate, [node])
            yield subject

    def pointers(self, node: Term) -> Iterator[tuple[Term, str]]:
        return self._look.pointers(node)

    def _note(self, node: Term, predicate: str, values: Sequence[Term]) -> None:
        if self._wanted is not None and predicate not in self._wanted:
            return
        subject, named = to_pyoxigraph(node), NamedNode(predicate)
        self.quads += [Quad(subject, named, to_pyoxigraph(value)) for value in values]  # type: ignore[arg-type]
