"""Finding things of a catalogue by what is said of them, without going over all of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.numbers import said_key
from bibliographe.graph.terms import DCTERMS, PROV, SCHEMA, SKOS
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from bibliographe.graph.terms import Statement

_FOUND_BY = frozenset({PROV.wasQuotedFrom, SCHEMA.item, DCTERMS.isPartOf})


class Lookups:
    """Kept in step with a catalogue's statements, one by one."""

    def __init__(self, statements: Iterable[Statement], outside: AbstractSet[NamedNode] = frozenset()) -> None:
        """Take note of all that is said; what is not among it refers to the things in `outside`."""
        self._outside = outside
        self._subjects: dict[tuple[NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
        self._references: Counter[NamedNode] = Counter()
        self._titles: dict[str, set[NamedNode]] = defaultdict(set)
        self._contents: dict[str, set[NamedNode]] = defaultdict(set)
        self._numbers: dict[str, set[NamedNode]] = defaultdict(set)
        self._since: Counter[NamedNode] = Counter()
        self._lost: set[NamedNode] = set()
        for statement in statements:
            self.add(statement)
        self.mark()

    def add(self, statement: Statement) -> None:
        """Take note of one statement more."""
        value, predicate = statement.object, statement.predicate
        if isinstance(value, NamedNode):
            if predicate != SKOS.topConceptOf:
                self._references[value] += 1
                self._since[value] += 1
            if predicate in _FOUND_BY:
                self._subjects[predicate, value].add(statement.subject)
        elif predicate == DCTERMS.title:
            self._titles[fold(value.value)].add(statement.subject)
        elif predicate == DCTERMS.tableOfContents:
            for line in value.value.splitlines():
                self._contents[fold(line)].add(statement.subject)
        elif key := said_key(statement):
            self._numbers[key].add(statement.subject)

    def drop(self, statement: Statement) -> None:
        """Forget a statement whose subject nothing is said of any more."""
        value, predicate = statement.object, statement.predicate
        if isinstance(value, NamedNode):
            if predicate != SKOS.topConceptOf:
                self._references[value] -= 1
                self._since[value] -= 1
                self._lost.add(value)
            if predicate in _FOUND_BY:
                self._subjects[predicate, value].discard(statement.subject)
        elif predicate == DCTERMS.title:
            self._titles[fold(value.value)].discard(statement.subject)
        elif predicate == DCTERMS.tableOfContents:
            for line in value.value.splitlines():
                self._contents[fold(line)].discard(statement.subject)
        elif key := said_key(statement):
            self._numbers[key].discard(statement.subject)

    def mark(self) -> None:
        """Remember this moment as the one before a change."""
        self._since.clear()
        self._lost.clear()

    def subjects(self, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
        """Return what `prov:wasQuotedFrom`, `schema:item` or `dcterms:isPartOf` ties to `value`, in order."""
        return sorted(self._subjects.get((predicate, value), ()), key=lambda node: node.value)

    def referred(self, node: NamedNode) -> bool:
        """Tell whether something refers to `node`."""
        return self._references[node] > 0 or node in self._outside

    def was_referred(self, node: NamedNode) -> bool:
        """Tell whether something referred to `node` before the change."""
        return self._references[node] - self._since[node] > 0 or node in self._outside

    def lost(self) -> list[NamedNode]:
        """Return what something referred to before the change, and nothing does now."""
        return [node for node in self._lost if self.was_referred(node) and not self.referred(node)]

    def entries_titled(self, title: str) -> set[NamedNode]:
        """Return the entries that some source lists and that have this folded title."""
        return {thing for thing in self._titles.get(title, ()) if self._subjects.get((SCHEMA.item, thing))}

    def titled(self, title: str) -> AbstractSet[NamedNode]:
        """Return all things that have this folded title."""
        return self._titles.get(title, frozenset())

    def numbered(self, key: str) -> AbstractSet[NamedNode]:
        """Return the things that have a number, by its key (`bibliographe.graph.numbers.number_key`)."""
        return self._numbers.get(key, frozenset())

    def shared_numbers(self) -> list[str]:
        """Return the keys of the numbers that more than one thing has, in their order."""
        return sorted(key for key, things in self._numbers.items() if len(things) > 1)

    def announcing(self, titles: Iterable[str]) -> list[NamedNode]:
        """Return the things whose contents have a line that is one of these folded titles, in their order."""
        found = {thing for title in titles for thing in self._contents.get(title, ())}
        return sorted(found, key=lambda node: node.value)
