"""What files say, without a store: single nodes are read where they stand, questions are asked of an excerpt.

To fill a store in a folder takes more time than all questions about most catalogues. It is made when something is asked
that nothing else answers, and answers everything from then on.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad

from bibliographe.validate.escapes import may_name
from bibliographe.validate.excerpts import Excerpt, all_named
from bibliographe.validate.neighbours import what_counts
from bibliographe.validate.nodewise.looking import InFiles
from bibliographe.validate.nodewise.places import reopen_files
from bibliographe.validate.nodewise.pointers import pointers_in
from bibliographe.validate.nodewise.sharing import walked_in_files
from bibliographe.validate.nodewise.terms import BlankNodeMet, from_pyoxigraph, to_pyoxigraph
from bibliographe.validate.nodewise.windows import Survey

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from bibliographe.validate.nodewise.pointers import Pointers
    from bibliographe.validate.nodewise.stars import Star
    from bibliographe.validate.nodewise.terms import Term
    from bibliographe.validate.reading import DataFile

_MOST = 1_000
"""Nodes that point at another, beyond which they are not looked up one by one."""


class Filed:
    """Answers about files of N-Triples without blank nodes, as a store of all that they say would give them."""

    def __init__(self, files: Sequence[DataFile], whole: Callable[[], pyoxigraph.Store]) -> None:
        """Read nothing yet; `whole` makes the store."""
        self.files, self._whole = tuple(files), whole
        self._is_whole = False
        self._pointers: dict[str, Pointers] = {}
        self._excerpt = Excerpt(self.files)
        reopen_files()

    def pass_over(self, questions: Sequence[str], only_whether: Collection[int] = frozenset()) -> dict[int, set[Term]]:
        """Return, by the place of a question, the nodes that may answer it, for those of which that is known.

        Of the questions at the places `only_whether` no more is told than whether there is a node.
        """
        pointers, found = walked_in_files(self.files, lambda: self._placed, questions, only_whether)
        self._pointers.update(pointers)
        return found

    def says(self, predicate: str) -> bool:
        """Tell whether anything is said by a predicate."""
        if not any(may_name(file.path, predicate) for file in self.files):
            return False
        return next(self.values(predicate), None) is not None

    def values(self, predicate: str) -> Iterator[Term]:
        """Yield the values of a predicate, as often as they are written."""
        return (value for _, value in Survey(self.files, frozenset()).values_of({predicate}))

    def note_pointers(self, predicates: Iterable[str]) -> None:
        """Note where some predicates point: it takes one reading of the files for all of them."""
        missing = frozenset(predicates) - self._pointers.keys()
        if missing and not self._is_whole:
            self._pointers.update(pointers_in(self.files, missing))

    def store_for(self, queries: Iterable[str]) -> pyoxigraph.Store:
        """Return a store that answers some questions."""
        if self._is_whole:
            return self._all()
        named = all_named(queries)
        return self._all() if named is None or not self._excerpt.holds(named) else self._excerpt.store

    def store_around(self, queries: Sequence[str], nodes: Sequence[Any]) -> pyoxigraph.Store:
        """Return a store that gives for some queries of all nodes the solutions in which `?this` is one of some."""
        found = None if self._is_whole else what_counts(self._look, self.note_pointers, queries, nodes)
        return self.store_for(queries) if found is None else found

    def quads_for_pattern(
        self, subject: Any, predicate: Any, value: Any, graph: DefaultGraph | None = None
    ) -> Iterator[Quad]:
        """Yield the statements that match, as the store has them (`pyoxigraph.Store.quads_for_pattern`)."""
        if not self._is_whole:
            if subject is not None:
                return self._about(subject, predicate, value)
            if predicate is not None and value is not None:
                found = self._pointing(predicate, value)
                if found is not None:
                    return found
            if predicate is None and value is None:
                return self._statements()
        return self._all().quads_for_pattern(subject, predicate, value, graph)

    def _about(self, subject: Any, predicate: Any, value: Any) -> Iterator[Quad]:
        if isinstance(subject, NamedNode):
            for quad in _quads(subject.value, self._look.star(subject.value)):
                if predicate in (None, quad.predicate) and value in (None, quad.object):
                    yield quad

    def _pointing(self, predicate: NamedNode, value: Any) -> Iterator[Quad] | None:
        """Return the statements with a value; None where they are many."""
        try:
            term = from_pyoxigraph(value)
        except BlankNodeMet:
            return iter(())
        self.note_pointers([predicate.value])
        pointers = self._pointers[predicate.value]
        if pointers.times(term, _MOST + 1) > _MOST:
            return None
        return (Quad(NamedNode(subject), predicate, value) for subject in pointers.subjects(term))

    def _statements(self) -> Iterator[Quad]:
        scattered = self._placed.scattered
        for window in self._placed.windows():
            for node in window.keys() - scattered:
                yield from _quads(node, {by: list(dict.fromkeys(values)) for by, values in window[node].items()})
        for node in scattered:
            yield from _quads(node, self._placed.read_star(node))

    @cached_property
    def _placed(self) -> Survey:
        return Survey.of(self.files, placed=True)

    @cached_property
    def _look(self) -> InFiles:
        return InFiles(self._placed.read_star, self._pointers)

    def _all(self) -> pyoxigraph.Store:
        self._is_whole = True
        self._excerpt = Excerpt(())
        return self._whole()


def _quads(node: str, star: Star) -> Iterator[Quad]:
    subject = NamedNode(node)
    for predicate, values in star.items():
        named = NamedNode(predicate)
        for value in values:
            yield Quad(subject, named, to_pyoxigraph(value))
