"""What follows from one triple and the schema, and what a chain of a transitive property leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from bibliographe.infer.terms import TYPE, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.infer.identities import Identities
    from bibliographe.infer.said import Said
    from bibliographe.infer.schema import Reading, Schema
    from bibliographe.infer.terms import Statement, Term


def said_by(schema: Schema, statement: Statement) -> Iterator[Triple]:
    """Yield what follows from one statement alone (prp-spo1, prp-inv, prp-symp, prp-dom, prp-rng, cax-sco)."""
    subject, predicate, value = statement
    name = predicate.value
    yield from statements(schema.says.get(name, ()), subject, value)
    yield from members(subject, schema.domains.get(name, ()))
    yield from members(value, schema.ranges.get(name, ()))
    if predicate == TYPE and isinstance(value, NamedNode):
        yield from members(subject, schema.superclasses.get(value.value, ()))


def as_triples(statement: Statement) -> Iterator[Triple]:
    """Yield a statement as a triple, if its subject may be that of one."""
    subject, predicate, value = statement
    if not isinstance(subject, Literal):
        yield Triple(subject, predicate, value)


def statements(says: Iterable[Reading], subject: Term, value: Term) -> Iterator[Triple]:
    """Yield the statements of some properties between two things; a literal is no subject."""
    for whole in says:
        one, other = (value, subject) if whole.inverted else (subject, value)
        if not isinstance(one, Literal):
            yield Triple(one, named(whole.predicate), other)


def members(thing: Term, classes: Iterable[str]) -> Iterator[Triple]:
    """Yield that a thing belongs to some classes; a literal is no subject."""
    if not isinstance(thing, Literal):
        for name in classes:
            yield Triple(thing, TYPE, named(name))


class Chains:
    """The chains of one transitive property over what was said, whatever the names of the things between."""

    def __init__(self, said: Said, identities: Identities, readings: Iterable[Reading]) -> None:
        self._said = said
        self._identities = identities
        self._readings = sorted(readings)

    def before(self, thing: Term) -> set[Term]:
        """Return the things that lead to `thing`."""
        return self._reach(thing, backwards=True)

    def after(self, thing: Term) -> set[Term]:
        """Return the things that `thing` leads to; itself when it is in a cycle."""
        return self._reach(thing, backwards=False)

    def _reach(self, thing: Term, *, backwards: bool) -> set[Term]:
        found: set[Term] = set()
        open_ends = list(self._identities.names(thing))
        while open_ends:
            for there in self._next(open_ends.pop(), backwards=backwards):
                for name in self._identities.names(there):
                    if name not in found:
                        found.add(name)
                        open_ends.append(name)
        return found

    def _next(self, thing: Term, *, backwards: bool) -> Iterator[Term]:
        for reading in self._readings:
            predicate = named(reading.predicate)
            if reading.inverted == backwards:
                yield from (triple.object for triple in self._said.about(thing, predicate, None))
            else:
                yield from (triple.subject for triple in self._said.about(None, predicate, thing))
