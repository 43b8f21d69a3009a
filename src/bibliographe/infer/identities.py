"""Which things are one and the same, as the catalogue says (eq-sym, eq-trans); each is looked up when it is met.

What is said of one is true of the other (eq-rep-s, eq-rep-p, eq-rep-o): instead of a store that holds it all, the names
of a thing are put in for each other where something is said of it. Memory grows with the things that have two names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.infer.terms import SAME_AS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from bibliographe.infer.said import Said
    from bibliographe.infer.schema import Schema
    from bibliographe.infer.terms import Statement, Term


class Identities:
    """The other names of things; true while something is said to have one."""

    def __init__(self, said: Said, schema: Schema) -> None:
        self._said = said
        self.links = said.used(sorted({reading.predicate for reading in schema.read_as(SAME_AS.value)}))
        """The properties in use that say that two things are one."""
        self._found: dict[Term, tuple[Term, ...]] = {}
        self._complete = False

    def __bool__(self) -> bool:
        return bool(self.links)

    def names(self, thing: Term) -> tuple[Term, ...]:
        """Return all names of a thing, the given one included; literals may be among them."""
        known = self._found.get(thing)
        if known is None:
            if not self.links or self._complete:
                return (thing,)
            known = tuple(self._reach(thing))
            for name in known:
                self._found[name] = known
        return known

    def classes(self) -> Iterator[tuple[Term, ...]]:
        """Yield for each thing that has several names all of them, once."""
        for link in sorted(self.links):
            for triple in self._said.about(None, NamedNode(link), None):
                self.names(triple.subject)
        self._complete = True
        for name, names in self._found.items():
            if name == names[0] and len(names) > 1:
                yield names

    def _reach(self, thing: Term) -> list[Term]:
        names, seen = [thing], {thing}
        for name in names:  # Grows while it is read.
            for link in sorted(self.links):
                predicate = NamedNode(link)
                others = [triple.object for triple in self._said.about(name, predicate, None)]
                others += [triple.subject for triple in self._said.about(None, predicate, name)]
                for other in others:
                    if other not in seen:
                        seen.add(other)
                        names.append(other)
        return names

    def renamed(self, triple: Triple) -> Iterator[Statement]:
        """Yield what a triple says under the other names of its subject and of its object."""
        values = self.names(triple.object)
        for subject in self.names(triple.subject):
            for value in values:
                if (subject, value) != (triple.subject, triple.object):
                    yield subject, triple.predicate, value
