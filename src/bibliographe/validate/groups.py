"""The groups of a SPARQL query: patterns, tests, bindings, and the groups within (SPARQL 1.1, section 5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.sparql_tokens import tokens
from bibliographe.validate.expressions import Expression, Reader
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.sparql_tokens import Token

PREBOUND = ("PATH", "currentShape", "shapesGraph")
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(slots=True)
class Sources:
    """Where the values of each variable of a query come from; one name is one variable in all its groups."""

    objects: dict[str, set[str]] = field(default_factory=dict)
    """For a variable that stands as a value: the predicates."""
    anything: set[str] = field(default_factory=set)
    """Variables that may be any value: after a path, or after a predicate that is itself a variable."""
    nodes: set[str] = field(default_factory=set)
    """Variables that are subjects or predicates."""
    bound: dict[str, Expression] = field(default_factory=dict)
    """What BIND gives a variable."""


@dataclass(slots=True)
class Group:
    """One group: its triple patterns as text, what it tests and binds, the groups of its EXISTS."""

    patterns: str = ""
    tests: list[Expression] = field(default_factory=list)
    bound: list[Expression] = field(default_factory=list)
    inner: list[Group] = field(default_factory=list)

    def expressions(self) -> Iterator[Expression]:
        """Yield what the group tests and binds."""
        yield from self.tests
        yield from self.bound


def read_group(body: str, prefixes: dict[str, str]) -> tuple[Group, Sources]:
    """Return the group that `body`, the inside of a WHERE, is; raises `Unsure` for what else a group may hold.

    Left out are OPTIONAL, UNION, MINUS, GRAPH, VALUES, subqueries and groups of their own, in all of which `$this` may
    be unbound, so that they mean something else than with `$this` put in.
    """
    reader = _GroupReader(prefixes)
    return reader.group(tuple(tokens(body))), reader.sources


class _GroupReader:
    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes
        self.sources = Sources()

    def group(self, body: Sequence[Token]) -> Group:
        reader, found, patterns = Reader(body, self.prefixes), Group(), []
        while reader.kind():
            word = reader.peek()
            if word == "FILTER":
                reader.take()
                found.tests.append(reader.expression())
            elif word == "BIND":
                found.bound.append(self._bind(reader))
            elif word == ".":
                reader.take()
            else:
                start = reader.at
                self._triples(reader)
                patterns.append(" ".join(token.text for token in body[start : reader.at]))
        found.patterns = " . ".join(patterns).replace("$", "?")
        found.inner = [self.group(inner) for expression in found.expressions() for inner in _groups_of(expression)]
        return found

    def _bind(self, reader: Reader) -> Expression:
        reader.take()
        reader.expect("(")
        expression = reader.expression()
        reader.expect("AS")
        name = reader.take()[1:]
        reader.expect(")")
        if name in self.sources.bound or name == "this":
            raise Unsure(Text("un BIND qui n'est pas simple", "a BIND that is not simple"))
        self.sources.bound[name] = expression
        return expression

    def _triples(self, reader: Reader) -> None:
        """Read the triples of one subject."""
        subject = self._term(reader)
        if subject:
            self.sources.nodes.add(subject)
        while True:
            predicates = self._verb(reader)
            self._value(reader, predicates)
            while reader.peek() == ",":
                reader.take()
                self._value(reader, predicates)
            if reader.peek() != ";":
                return
            while reader.peek() == ";":
                reader.take()

    def _value(self, reader: Reader, predicates: tuple[str, ...]) -> None:
        name = self._term(reader)
        if name and predicates:
            self.sources.objects.setdefault(name, set()).update(predicates)
        elif name:
            self.sources.anything.add(name)

    def _term(self, reader: Reader) -> str:
        """Pass over a term, and return its name when it is a variable."""
        if reader.kind() == "variable":
            name = reader.take()[1:]
            if name in PREBOUND:
                raise Unsure(Text(f"${name}", f"${name}"))
            return name
        if reader.kind() in ("string", "number") or reader.peek() in ("TRUE", "FALSE"):
            reader.take()
            if reader.kind() == "language":
                reader.take()
        elif reader.iri() is None:
            raise _not_read(reader)
        return ""

    def _verb(self, reader: Reader) -> tuple[str, ...]:
        """Return the IRIs of the predicates that lead to a value; none for a variable or a path that may stay."""
        if reader.kind() == "variable":
            self.sources.nodes.add(self._term(reader))
            return ()
        steps: list[str] = []
        signs: list[str] = []
        depth = 0
        while True:
            if reader.peek() in ("^", "!", "("):
                signs.append(reader.take())
                depth += signs[-1] == "("
                continue
            steps.append(self._step(reader))
            while reader.peek() in ("*", "+", "?", ")"):
                signs.append(reader.take())
                depth -= signs[-1] == ")"
            if reader.peek() not in ("/", "|"):
                break
            signs.append(reader.take())
        if depth:
            raise Unsure(Text("un chemin mal formé", "a path that is not well formed"))
        if set(signs) <= {"|"}:
            return tuple(steps)
        return (steps[-1],) if set(signs) == {"/"} else ()

    def _step(self, reader: Reader) -> str:
        if reader.peek() == "A" and reader.kind() == "word":
            reader.take()
            return _RDF_TYPE
        iri = reader.iri()
        if iri is None:
            raise _not_read(reader)
        return iri


def _not_read(reader: Reader) -> Unsure:
    text = reader.peek() or "}"
    return Unsure(Text(f"une requête avec « {text} »", f"a query with '{text}'"))


def _groups_of(expression: Expression) -> Iterator[tuple[Token, ...]]:
    if expression.kind == "exists":
        yield expression.group
    for part in expression.parts:
        yield from _groups_of(part)
