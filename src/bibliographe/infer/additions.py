"""What follows from additions to a catalogue whose consequences were known before them.

Each rule has one premise among the things, but two that have more: a transitive property, and that things are one. So
what follows is what one new statement says alone, the chains that pass through it, and what was said of a thing whose
name is new. All is looked up where the additions touch it; the rest of the catalogue is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.infer.consequences import Chains, as_triples, said_by, statements
from bibliographe.infer.knowledge import is_a_term
from bibliographe.infer.schema import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Triple

    from bibliographe.infer.knowledge import Knowledge
    from bibliographe.infer.terms import Statement, Term


class Additions:
    """The consequences of `added`, which are said by now; `inferred` tells whether a triple followed before them."""

    def __init__(self, known: Knowledge, added: Iterable[Triple], inferred: Callable[[Triple], bool]) -> None:
        self._known = known
        # What followed before has had its consequences; that somebody says it now adds nothing.
        self._added = {triple for triple in added if not inferred(triple)}
        self._inferred = inferred
        self._merged = self._find_merged()

    def _find_merged(self) -> set[tuple[Term, ...]]:
        """Return the names of each thing that has more of them than before."""
        identities = self._known.identities
        return {
            identities.names(triple.subject) for triple in self._added if triple.predicate.value in identities.links
        }

    def touch_terms(self) -> bool:
        """Tell whether a class or property has several names now, so that the ontology itself says more than before."""
        known = self._known
        names = {name for names in self._merged if len(names) > 1 for name in names}
        predicates = {triple.predicate for triple in self._added}
        terms = (NamedNode(term) for term in sorted(known.schema.terms))
        return (
            any(is_a_term(known.said, known.schema, name) for name in names)
            or any(len(known.identities.names(predicate)) > 1 for predicate in predicates)
            or (bool(known.identities) and any(len(known.identities.names(term)) > 1 for term in terms))
        )

    def consequences(self) -> Iterator[Triple]:
        """Yield what follows from the additions and neither was said nor followed before."""
        starts: dict[str, set[Term]] = {}
        for statement in self._fresh():
            yield from filter(self._news, (*as_triples(statement), *said_by(self._known.schema, statement)))
            self._note_starts(statement, starts)
        for name, things in sorted(starts.items()):
            yield from self._chains(name, things)

    def _news(self, triple: Triple) -> bool:
        return self._known.new(triple) and not self._inferred(triple)

    def _fresh(self) -> Iterator[Statement]:
        """Yield the added statements, and old and new ones under names that nobody used in them; some several times."""
        identities, said = self._known.identities, self._known.said
        for triple in self._added:
            yield triple
            yield from self._renamed(triple)
        for names in self._merged:
            for name in names:
                for triple in said.about(name, None, None):
                    yield from self._renamed(triple)
                for triple in said.about(None, None, name):
                    if identities.names(triple.subject) != names:
                        yield from self._renamed(triple)

    def _renamed(self, triple: Triple) -> Iterator[Statement]:
        for renamed in self._known.identities.renamed(triple):
            if not any(found in self._known.said or self._inferred(found) for found in as_triples(renamed)):
                yield renamed

    def _note_starts(self, statement: Statement, starts: dict[str, set[Term]]) -> None:
        """Note what leads through a fresh statement, for each transitive property that it says."""
        schema = self._known.schema
        subject, predicate, value = statement
        name = predicate.value
        for whole in (Reading(name), *schema.says.get(name, ())):
            if whole.predicate in schema.transitive:
                start = value if whole.inverted else subject
                found = starts.setdefault(whole.predicate, set())
                if start not in found:
                    found.add(start)
                    found |= self._walk(whole.predicate).before(start)

    def _walk(self, name: str) -> Chains:
        return Chains(self._known.said, self._known.identities, self._known.schema.read_as(name))

    def _chains(self, name: str, things: set[Term]) -> Iterator[Triple]:
        says = (Reading(name), *self._known.schema.says.get(name, ()))
        walk = self._walk(name)
        for start in things:
            for end in walk.after(start):
                yield from filter(self._news, statements(says, start, end))
