"""The groups of a SPARQL query: patterns, tests, bindings, and the groups within (SPARQL 1.1, section 5)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.sparql_tokens import tokens
from bibliographe.validate.expressions import Expression, Reader
from bibliographe.validate.patterns import Triple
from bibliographe.validate.sources import Sources
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.sparql_tokens import Token

PREBOUND = ("PATH", "currentShape", "shapesGraph")
_VARIABLE = re.compile(r"\?(\w+)")


@dataclass(frozen=True, slots=True)
class Binding:
    """One BIND."""

    name: str
    expression: Expression


@dataclass(slots=True)
class Group:
    """One group: its patterns and bindings in their order, its tests, the groups of its EXISTS."""

    elements: list[Triple | Binding] = field(default_factory=list)
    tests: list[Expression] = field(default_factory=list)
    inner: dict[int, Group] = field(default_factory=dict)
    """The group of each EXISTS among the expressions, by the identity of the expression."""

    @property
    def triples(self) -> list[Triple]:
        """Return the patterns alone."""
        return [element for element in self.elements if isinstance(element, Triple)]

    @property
    def bindings(self) -> list[Binding]:
        """Return the bindings alone."""
        return [element for element in self.elements if isinstance(element, Binding)]

    def variables(self) -> set[str]:
        """Return the variables that the group itself gives values to."""
        return {name for triple in self.triples for name in triple.variables} | {one.name for one in self.bindings}

    def mentioned(self) -> set[str]:
        """Return all variables of the group and of those within it."""
        found = self.variables()
        for expression in (*self.tests, *(binding.expression for binding in self.bindings)):
            found |= self.variables_of(expression)
        return found

    def variables_of(self, expression: Expression) -> set[str]:
        """Return the variables of an expression of this group, those of the groups of its EXISTS included."""
        if expression.kind == "variable":
            return {expression.text}
        if expression.kind == "exists":
            return self.inner[id(expression)].mentioned()
        return set().union(*(self.variables_of(part) for part in expression.parts))


def read_group(body: str, prefixes: dict[str, str]) -> tuple[Group, Sources]:
    """Return the group that `body`, the inside of a WHERE, is; raises `Unsure` for what else a group may hold.

    Left out are OPTIONAL, UNION, MINUS, GRAPH, VALUES, subqueries and groups of their own, in all of which `$this` may
    be unbound, so that they mean something else than with `$this` put in.
    """
    reader = GroupReader(prefixes)
    group = reader.group(tuple(tokens(body)))
    reader.sources.check()
    reader.sources.narrow(group.tests)
    return group, reader.sources


class GroupReader:
    """Reads the groups of one query, and notes where the values of its variables come from."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes
        self.sources = Sources()

    def group(self, body: Sequence[Token]) -> Group:
        """Return the group whose inside these tokens are; raises `Unsure` for what is not plain."""
        reader, found = Reader(body, self.prefixes), Group()
        while reader.kind():
            word = reader.peek()
            if word == "FILTER":
                reader.take()
                found.tests.append(reader.expression())
            elif word == "BIND":
                found.elements.append(self._bind(reader))
            elif word == ".":
                reader.take()
            else:
                found.elements += self._triples(reader)
        for expression in (*found.tests, *(binding.expression for binding in found.bindings)):
            for inner in exists_in(expression):
                found.inner[id(inner)] = self.group(inner.group)
        return found

    def _bind(self, reader: Reader) -> Binding:
        expression, name = reader.bind()
        if name in self.sources.bound or name == "this":
            raise Unsure(Text("un BIND qui n'est pas simple", "a BIND that is not simple"))
        self.sources.bound[name] = expression
        return Binding(name, expression)

    def _triples(self, reader: Reader) -> Iterator[Triple]:
        """Read the triples of one subject."""
        start = reader.at
        name = self._term(reader)
        subject = _text(reader, start)
        if name:
            self.sources.nodes.add(name)

        def read_verb() -> tuple[str, tuple[str, ...], str]:
            start = reader.at
            variable = reader.peek()[1:] if reader.kind() == "variable" else ""
            predicates = self._verb(reader)
            verb = _text(reader, start)
            if "^" in verb and name and name != "this":
                self.sources.anything.add(name)
            return verb, predicates, variable

        def read_value(said: tuple[str, tuple[str, ...], str]) -> Triple:
            verb, predicates, variable = said
            start = reader.at
            self._value(reader, predicates, variable)
            text = f"{subject} {verb} {_text(reader, start)}"
            return Triple(text, frozenset(_VARIABLE.findall(text)), subject)

        yield from reader.predicate_objects(read_verb, read_value)

    def _value(self, reader: Reader, predicates: tuple[str, ...], variable: str) -> None:
        name = self._term(reader)
        if name and predicates:
            self.sources.objects.setdefault(name, set()).update(predicates)
        elif name and variable:
            self.sources.through.setdefault(name, set()).add(variable)
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
            raise reader.refused()
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
            steps.append(reader.verb())
            while reader.peek() in ("*", "+", "?", ")"):
                # After a step, the node is one of the graph, which the store finds; before any, it may not be.
                if reader.peek() in ("*", "?") and "/" not in signs:
                    raise Unsure(Text("un chemin qui peut rester sur place", "a path that may stay where it is"))
                signs.append(reader.take())
                depth -= signs[-1] == ")"
            if reader.peek() not in ("/", "|"):
                break
            signs.append(reader.take())
        if depth:
            raise Unsure(Text("un chemin mal formé", "a path that is not well formed"))
        if "(" in signs and {"*", "?"} & set(signs):
            raise Unsure(Text("un chemin qui peut rester sur place", "a path that may stay where it is"))
        if set(signs) <= {"|"}:
            return tuple(steps)
        return (steps[-1],) if set(signs) == {"/"} else ()


def _text(reader: Reader, start: int) -> str:
    """Return the text of the tokens since `start`, every variable with a question mark."""
    found = (token.text for token in reader.tokens[start : reader.at])
    return " ".join(f"?{text[1:]}" if text[0] == "$" else text for text in found)


def exists_in(expression: Expression) -> Iterator[Expression]:
    """Yield the EXISTS in an expression."""
    if expression.kind == "exists":
        yield expression
    for part in expression.parts:
        yield from exists_in(part)
