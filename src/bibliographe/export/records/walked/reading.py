"""Reading crosswalks: a CONSTRUCT whose pattern is a union of short groups (SPARQL 1.1, section 19.8)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from bibliographe.sparql_tokens import tokens
from bibliographe.validate.expressions import Expression, Reader, characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.sparql_tokens import Token

Term: TypeAlias = NamedNode | Literal
Place: TypeAlias = str | Term
"""Where a term stands in a pattern: the name of a variable, or the term."""


class Pattern(NamedTuple):
    """A triple pattern, or a triple to construct."""

    subject: Place
    predicate: Place
    object: Place

    @property
    def variables(self) -> frozenset[str]:
        """Return the names of its variables."""
        return frozenset(place for place in self if isinstance(place, str))


class Bind(NamedTuple):
    """A value worked out for a variable."""

    expression: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between braces: patterns and values in their order, then tests."""

    steps: tuple[Pattern | Bind | Group, ...]
    """A group within is an optional one."""
    tests: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A query: what to construct, and the groups of which each gives solutions of its own."""

    template: tuple[Pattern, ...]
    branches: tuple[Group, ...]


def read_crosswalk(query: str) -> Crosswalk:
    """Return a query as a tree; raises `Unsure` for what is not read here."""
    found = list(tokens(query))
    prefixes: dict[str, str] = {}
    at = 0
    while found[at].text.upper() == "PREFIX":
        prefixes[found[at + 1].text[:-1]] = found[at + 2].text[1:-1]
        at += 3
    reader = _Reader(found[at:], prefixes)
    reader.expect("CONSTRUCT")
    template = _Reader(reader.group(), prefixes).template()
    reader.expect("WHERE")
    crosswalk = Crosswalk(template, _Reader(reader.group(), prefixes).branches())
    if reader.kind():
        raise reader.refused()
    return crosswalk


class _Reader(Reader):
    """Reads groups as well as expressions."""

    def __init__(self, tokens: Sequence[Token], prefixes: dict[str, str]) -> None:
        super().__init__(tokens, prefixes)
        self._between = 0

    def template(self) -> tuple[Pattern, ...]:
        found: list[Pattern] = []
        while self.kind():
            found += self._patterns()
        return tuple(found)

    def branches(self) -> tuple[Group, ...]:
        found = [self._inner()]
        while self.kind():
            self.expect("UNION")
            found.append(self._inner())
        return tuple(found)

    def _inner(self) -> Group:
        return _Reader(self.group(), self.prefixes).elements()

    def elements(self) -> Group:
        steps: list[Pattern | Bind | Group] = []
        tests: list[Expression] = []
        while self.kind():
            match self.peek():
                case "FILTER":
                    self.take()
                    tests.append(self.expression())
                case "BIND":
                    steps.append(Bind(*self.bind()))
                case "OPTIONAL":
                    self.take()
                    steps.append(self._inner())
                case "VALUES":
                    steps.append(self._value())
                case _:
                    steps += self._patterns()
        return Group(tuple(steps), tuple(tests))

    def _value(self) -> Bind:
        """Read a table of one row: the value that was filled in."""
        self.take()
        name = self._variable()
        inner = _Reader(self.group(), self.prefixes)
        value = inner.expression()
        if inner.kind() or value.kind not in ("string", "iri"):
            raise self.refused()
        return Bind(value, name)

    def _patterns(self) -> list[Pattern]:
        """Read the patterns of one subject, with the stop after them."""
        subject = self._place()
        read = self.predicate_objects(self._path, lambda steps: self._walked(subject, steps, self._place()))
        found = list(chain.from_iterable(read))
        if self.kind() and self.peek() == ".":
            self.take()
        return found

    def _path(self) -> list[Place]:
        if self.kind() == "variable":
            return [self._variable()]
        found: list[Place] = [NamedNode(self.verb())]
        while self.peek() == "/":
            self.take()
            found.append(NamedNode(self.verb()))
        return found

    def _walked(self, start: Place, steps: list[Place], end: Place) -> list[Pattern]:
        """Return a path as patterns, one a step, with variables between them that nothing else names."""
        between: list[Place] = [f" {self._between + number}" for number in range(len(steps) - 1)]
        self._between += len(between)
        nodes = [start, *between, end]
        return [Pattern(nodes[at], step, nodes[at + 1]) for at, step in enumerate(steps)]

    def _place(self) -> Place:
        if self.kind() == "variable":
            return self._variable()
        if self.kind() == "string":
            text = characters(self.take())
            if self.kind() == "language" or self.peek() == "^":
                raise self.refused()
            return Literal(text)
        iri = self.iri()
        if iri is None:
            raise self.refused()
        return NamedNode(iri)

    def _variable(self) -> str:
        if self.kind() != "variable":
            raise self.refused()
        return self.take()[1:]
