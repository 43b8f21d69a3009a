"""Reading questions: the part of SPARQL that a plan's questions are written in (SPARQL 1.1, section 19.8)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bibliographe.sparql_tokens import tokens
from bibliographe.validate.expressions import Expression, Reader, characters
from bibliographe.validate.nodewise.terms import BOOLEAN, INTEGER, LANG_STRING, STRING, Literal, Term
from bibliographe.validate.nodewise.tree import Bind, Filter, Group, Inner, Minus, Pattern, Union, Values, Variable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.sparql_tokens import Token
    from bibliographe.validate.nodewise.tree import Element


class ExistsGroups:
    """The groups of the EXISTS in one question's expressions, each read once."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        """Read names with `prefixes`."""
        self._prefixes = prefixes
        self._read: dict[int, tuple[Expression, Group]] = {}

    def of(self, expression: Expression) -> Group:
        """Return the group of an EXISTS; raises `Unsure`."""
        known = self._read.get(id(expression))
        if known is None:
            known = self._read[id(expression)] = (expression, read_body(expression.group, self._prefixes))
        return known[1]


def read_question(query: str) -> tuple[Group, ExistsGroups]:
    """Return the group of a question, and what reads the groups within its expressions.

    Raises `Unsure` for what is not read here.
    """
    found = list(tokens(query))
    prefixes: dict[str, str] = {}
    at = 0
    while found[at].text.upper() == "PREFIX":
        prefixes[found[at + 1].text[:-1]] = found[at + 2].text[1:-1]
        at += 3
    return read_body(found[at:], prefixes), ExistsGroups(prefixes)


def read_body(body: Sequence[Token], prefixes: dict[str, str]) -> Group:
    """Return the group of a SELECT, or of what stands between the braces of a group; raises `Unsure`."""
    reader = _Reader(body, prefixes)
    if reader.peek() == "SELECT":
        inner = reader.select()
        if reader.kind():
            raise reader.refused()
        return inner.group
    return Group(tuple(reader.elements()))


class _Reader(Reader):
    """Reads groups as well as expressions, and literals of every kind."""

    def elements(self) -> list[Element]:
        found: list[Element] = []
        while self.kind():
            match self.peek():
                case "FILTER":
                    self.take()
                    found.append(Filter(self.expression()))
                case "BIND":
                    found.append(Bind(*self.bind()))
                case "VALUES":
                    found.append(self._values())
                case "MINUS":
                    self.take()
                    found.append(Minus(read_body(self.group(), self.prefixes)))
                case "{":
                    found.append(self._groups())
                case ".":
                    self.take()
                case _:
                    found += self._patterns()
        return found

    def select(self) -> Inner:
        self.expect("SELECT")
        if self.peek() == "DISTINCT":
            self.take()
        shown = set()
        while self.kind() == "variable":
            shown.add(self.take()[1:])
        if not shown:
            raise self.refused()
        self.expect("WHERE")
        return Inner(read_body(self.group(), self.prefixes), frozenset(shown))

    def _groups(self) -> Element:
        branches = [self._group()]
        while self.peek() == "UNION":
            self.take()
            branches.append(self._group())
        if len(branches) == 1:
            return branches[0]
        return Union(tuple(b.group if b.shown is None else Group((b,)) for b in branches))

    def _group(self) -> Inner:
        inner = self.group()
        if inner and inner[0].text.upper() == "SELECT":
            reader = _Reader(inner, self.prefixes)
            found = reader.select()
            if reader.kind():
                raise reader.refused()
            return found
        match read_body(inner, self.prefixes):
            case Group((Inner() as only,)):  # braces within braces
                return only
            case group:
                return Inner(group)

    def _values(self) -> Values:
        self.take()
        name = self.take()[1:]
        reader = _Reader(self.group(), self.prefixes)
        terms: list[Term] = []
        while reader.kind():
            term = reader.term()
            if isinstance(term, Variable):
                raise reader.refused()
            terms.append(term)
        return Values(name, tuple(terms))

    def _patterns(self) -> list[Pattern]:
        """Read the patterns of one subject."""
        subject = self.term()
        read = self.predicate_objects(self._steps, lambda steps: self._walked(subject, steps, self.term()))
        return list(chain.from_iterable(read))

    def _walked(
        self, start: Variable | Term, steps: list[tuple[Variable | str, bool, bool]], end: Variable | Term
    ) -> list[Pattern]:
        """Return a path as patterns, one a step, with variables between them that nothing else names."""
        between = [Variable(f" {self.at}.{at}") for at in range(len(steps) - 1)]
        nodes = [start, *between, end]
        found = []
        for at, (predicate, inverse, repeats) in enumerate(steps):
            left, right = nodes[at], nodes[at + 1]
            found.append(Pattern(*((right, predicate, left) if inverse else (left, predicate, right)), repeats))
        return found

    def _steps(self) -> list[tuple[Variable | str, bool, bool]]:
        if self.kind() == "variable":
            return [(Variable(self.take()[1:]), False, False)]
        found: list[tuple[Variable | str, bool, bool]] = []
        while True:
            inverse = self.peek() == "^"
            if inverse:
                self.take()
            predicate = self.verb()
            repeats = self.peek() == "*"
            if repeats:
                self.take()
            found.append((predicate, inverse, repeats))
            if self.peek() != "/":
                return found
            self.take()

    def term(self) -> Variable | Term:
        """Read a variable, an IRI or a literal."""
        kind, text = self.kind(), self.peek()
        if kind == "variable":
            return Variable(self.take()[1:])
        if kind == "string":
            return self._literal()
        if kind == "number" and text.isdecimal():
            self.take()
            return (text, INTEGER, None)
        if kind == "word" and text in ("TRUE", "FALSE"):
            self.take()
            return (text.lower(), BOOLEAN, None)
        iri = self.iri()
        if iri is None:
            raise self.refused()
        return iri

    def _literal(self) -> Literal:
        value = characters(self.take())
        if self.kind() == "language":
            return (value, LANG_STRING, self.take()[1:].lower())
        if self.peek() != "^":
            return (value, STRING, None)
        self.expect("^")
        self.expect("^")
        datatype = self.iri()
        if datatype is None:
            raise self.refused()
        return (value, datatype, None)

    def _primary(self) -> Expression:
        if self.kind() != "string":
            return super()._primary()
        value = self._literal()
        if value[1:] == (STRING, None):
            return Expression("string", value[0])
        return Expression("literal", value[0], literal=value)
