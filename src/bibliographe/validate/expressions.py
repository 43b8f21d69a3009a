"""SPARQL expressions as trees (SPARQL 1.1, sections 19.8, rules 110 to 128)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bibliographe.i18n import Text
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bibliographe.sparql_tokens import Token

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_DOUBLE = {"||", "&&", "!=", "<=", ">="}
_COMPARED = ("=", "!=", "<", ">", "<=", ">=")
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


Verb = TypeVar("Verb")
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Expression:
    """One node of an expression.

    `kind` is `variable`, `string`, `literal`, `number`, `iri`, `boolean`, `call` (a function, in capitals, or the IRI
    of one), `operator` (`||`, `&&`, `!`, `=`, `+`…, `IN`, `NOT IN`) or `exists`; `text` its name or value.
    """

    kind: str
    text: str
    parts: tuple[Expression, ...] = ()
    group: tuple[Token, ...] = ()
    """The tokens of an EXISTS' group, braces left out."""
    literal: tuple[str, str, str | None] | None = None
    """For a `literal`, a string with a datatype or a language: its characters and both of them."""


class Reader:
    """Reads tokens one after the other."""

    def __init__(self, tokens: Sequence[Token], prefixes: dict[str, str]) -> None:
        """Begin at the first of `tokens`; `prefixes` are those that names are written with."""
        self.tokens = tokens
        self.prefixes = prefixes
        self.at = 0

    def peek(self) -> str:
        """Return the text of the next token, words in capitals, signs of two characters whole; empty at the end."""
        if self.at >= len(self.tokens):
            return ""
        token = self.tokens[self.at]
        if token.kind == "word":
            return token.text.upper()
        pair = token.text + (self.tokens[self.at + 1].text if self.at + 1 < len(self.tokens) else "")
        return pair if pair in _DOUBLE and token.kind == "other" else token.text

    def kind(self) -> str:
        """Return the kind of the next token, empty at the end."""
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def take(self) -> str:
        """Return the next token as `peek` does, and go on."""
        text = self.peek()
        self.at += 2 if text in _DOUBLE and self.kind() == "other" else 1
        return text

    def expect(self, text: str) -> None:
        """Pass over a token; raises `Unsure` when another one stands there."""
        if self.peek() != text:
            raise self.refused()
        self.take()

    def iri(self) -> str | None:
        """Return the IRI of the next token and go on, None when it is no IRI."""
        kind, text = self.kind(), self.peek()
        if kind == "iri":
            self.take()
            return text[1:-1]
        if kind == "name":
            prefix, _, local = text.partition(":")
            if prefix not in self.prefixes or "\\" in local or "%" in local:
                raise Unsure(_not_read(text))
            self.take()
            return self.prefixes[prefix] + local
        return None

    def refused(self) -> Unsure:
        """Return what to raise where the next token is not read."""
        return Unsure(_not_read(self.peek() or "}"))

    def verb(self) -> str:
        """Read one predicate, `a` included; raises `Unsure` for what is none."""
        if self.peek() == "A" and self.kind() == "word":
            self.take()
            return RDF_TYPE
        iri = self.iri()
        if iri is None:
            raise self.refused()
        return iri

    def predicate_objects(self, verb: Callable[[], Verb], value: Callable[[Verb], Read]) -> Iterator[Read]:
        """Yield what `value` reads of each object of one subject, given what `verb` read of its predicate.

        Source: SPARQL 1.1, sections 4.2.1 (predicate-object lists) and 4.2.2 (object lists).
        """
        while True:
            predicate = verb()
            yield value(predicate)
            while self.peek() == ",":
                self.take()
                yield value(predicate)
            if self.peek() != ";":
                return
            while self.peek() == ";":
                self.take()

    def bind(self) -> tuple[Expression, str]:
        """Read a BIND: the expression, and the variable that it gives a value to."""
        self.expect("BIND")
        self.expect("(")
        expression = self.expression()
        self.expect("AS")
        name = self.take()[1:]
        self.expect(")")
        return expression, name

    def group(self) -> tuple[Token, ...]:
        """Return the tokens within braces."""
        self.expect("{")
        depth, start = 1, self.at
        while depth:
            if not self.kind():
                raise Unsure(_not_read("{"))
            depth += {"{": 1, "}": -1}.get(self.peek(), 0)
            self.at += 1
        return tuple(self.tokens[start : self.at - 1])

    def expression(self) -> Expression:
        """Read one expression."""
        return self._chain(("||",), lambda: self._chain(("&&",), self._relation))

    def _chain(self, operators: tuple[str, ...], part: Callable[[], Expression]) -> Expression:
        found = part()
        while self.peek() in operators:
            found = Expression("operator", self.take(), (found, part()))
        return found

    def _relation(self) -> Expression:
        left = self._sum()
        operator = self.peek()
        if operator in _COMPARED:
            self.take()
            return Expression("operator", operator, (left, self._sum()))
        if operator in ("IN", "NOT"):
            self.take()
            if operator == "NOT":
                self.expect("IN")
            return Expression("operator", "IN" if operator == "IN" else "NOT IN", (left, *self._arguments()))
        return left

    def _sum(self) -> Expression:
        return self._chain(("+", "-"), lambda: self._chain(("*", "/"), self._unary))

    def _unary(self) -> Expression:
        if self.peek() in ("!", "-", "+"):
            return Expression("operator", self.take(), (self._unary(),))
        return self._primary()

    def _primary(self) -> Expression:
        kind, text = self.kind(), self.peek()
        if text == "(":
            self.take()
            inner = self.expression()
            self.expect(")")
            return inner
        if kind in ("variable", "number", "string"):
            self.take()
            if kind == "string" and (self.kind() == "language" or self.peek() == "^"):
                raise self.refused()
            return Expression(kind, text[1:] if kind == "variable" else characters(text) if kind == "string" else text)
        iri = self.iri()
        if iri is not None:
            return Expression("call", iri, self._arguments()) if self.peek() == "(" else Expression("iri", iri)
        return self._word()

    def _word(self) -> Expression:
        if self.kind() != "word":
            raise self.refused()
        word = self.take()
        if word in ("TRUE", "FALSE"):
            return Expression("boolean", word.lower())
        if word in ("EXISTS", "NOT"):
            if word == "NOT":
                self.expect("EXISTS")
            found = Expression("exists", "EXISTS", group=self.group())
            return found if word == "EXISTS" else Expression("operator", "!", (found,))
        return Expression("call", word, self._arguments())

    def _arguments(self) -> tuple[Expression, ...]:
        self.expect("(")
        found: list[Expression] = []
        while self.peek() != ")":
            if found:
                self.expect(",")
            found.append(self.expression())
        self.take()
        return tuple(found)


def characters(text: str) -> str:
    """Return the characters of a string token, its escapes resolved."""
    inner = text[3:-3] if text[:3] in ('"""', "'''") else text[1:-1]
    return _ESCAPED.sub(_character, inner)


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPES.get(match[3], match[3])


def _not_read(text: str) -> Text:
    return Text(f"une requête avec « {text} »", f"a query with '{text}'")
