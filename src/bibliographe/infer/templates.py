"""What follows from one statement, as text to put around its terms, made once for each property and class.

A line of N-Triples is taken apart at its first two spaces, and what follows from it is put together of the same three
pieces: no term is ever parsed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bibliographe.infer.schema import Reading
from bibliographe.infer.terms import END, REFLEXIVE, SAME_AS, TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bibliographe.infer.schema import Schema

    Put = Callable[[str], object]
    Note = Callable[[tuple[str, str]], object]
    Texts = tuple[tuple[str, Put], ...]

_TYPE = str(TYPE)


class Others(NamedTuple):
    """What follows for the value of a statement, and what needs other statements too."""

    members: Texts
    """The end of a line that begins with the value."""
    says: Texts
    """The middle of a line from the value to the subject."""
    steps: tuple[Note, ...]
    """Who notes the subject and the value."""
    steps_back: tuple[Note, ...]
    """Who notes the value and the subject."""


class Follows(NamedTuple):
    """What follows from a statement, each text with who takes the line that it makes."""

    members: Texts
    """The end of a line that begins with the subject."""
    says: Texts
    """The middle of a line from the subject to the value."""
    others: Others | None


TYPED = Follows((), (), None)
"""Stands for "whatever follows from the class"."""


class ByProperty(dict[str, "Follows | None"]):
    """What follows from a property's statements by its text; None where nothing does. It holds those that were met."""

    def __init__(self, schema: Schema, taker: Callable[[str], Put]) -> None:
        """`taker` returns who takes what is said with a property, or by belonging to a class."""
        super().__init__({_TYPE: TYPED})
        self._schema = schema
        self._taker = taker
        self.links: list[tuple[str, str]] = []
        """What is said to be one and the same."""
        self.steps: dict[str, list[tuple[str, str]]] = {name: [] for name in sorted(schema.transitive)}
        """For each transitive property, the pairs that it chains."""

    def __missing__(self, predicate: str) -> Follows | None:
        """Work it out at the first statement."""
        found = self.follows(predicate[1:-1])
        self[predicate] = found
        return found

    def follows(self, name: str, classes: Iterable[str] = ()) -> Follows | None:
        """Return what follows from `name` being said (prp-spo1, prp-eqp, prp-inv, prp-symp, prp-dom, prp-rng).

        `classes` are those that the subject belongs to besides.
        """
        schema = self._schema
        others = Others(
            self._members(schema.ranges.get(name, ())),
            self._says(name, inverted=True),
            tuple(self._notes(name, inverted=False)),
            tuple(self._notes(name, inverted=True)),
        )
        members = self._members({*schema.domains.get(name, ()), *classes})
        found = Follows(members, self._says(name, inverted=False), others if any(others) else None)
        return found if any(found) else None

    def _members(self, classes: Iterable[str]) -> Texts:
        return tuple((f" {_TYPE} <{name}>{END}", self._taker(name)) for name in sorted(classes))

    def _says(self, name: str, *, inverted: bool) -> Texts:
        return tuple(
            (f" <{whole.predicate}> ", self._taking(whole.predicate))
            for whole in self._schema.says.get(name, ())
            if whole.inverted == inverted
        )

    def _taking(self, name: str) -> Put:
        """Return who takes statements of a property, but for "each thing is itself"."""
        take = self._taker(name)
        if name not in REFLEXIVE:
            return take
        middle = f" <{name}> "

        def take_unless_reflexive(line: str) -> None:
            subject, value = line.split(middle, 1)
            if value != f"{subject}{END}":
                take(line)

        return take_unless_reflexive

    def _notes(self, name: str, *, inverted: bool) -> Iterator[Note]:
        step = Reading(name, inverted)
        for whole, pairs in self.steps.items():
            if step in self._schema.read_as(whole):
                yield pairs.append
        if step in self._schema.read_as(SAME_AS.value):
            yield self.links.append


class ByClass(dict[str, "Follows | None"]):
    """What follows from being of a class, by the rest of the line after "is a"; None where nothing does (cax-sco)."""

    def __init__(self, schema: Schema, properties: ByProperty) -> None:
        super().__init__()
        self._superclasses = schema.superclasses
        self._properties = properties

    def __missing__(self, rest: str) -> Follows | None:
        """Work it out at the first statement."""
        found = self._properties.follows(TYPE.value, self._superclasses.get(rest[1:-4], ()))
        if found is not None:
            found = found._replace(members=((f" {_TYPE} {rest}", _leave), *found.members))
        self[rest] = found
        return found


def _leave(_line: str) -> None:
    """Take a line that is said already, so that nobody takes it again."""
