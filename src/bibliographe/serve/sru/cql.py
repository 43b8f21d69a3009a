"""Reading CQL into a tree; nothing in it is looked up yet.

Source: CQL 1.2, <https://www.loc.gov/standards/sru/cql/spec.html>, "CQL Syntax"; CQL 1.1 is a part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bibliographe.serve.sru.diagnostics import DiagnosticError

LONGEST = 4_000
_MOST_BOOLEANS = 50
_DEEPEST = 30
_TOKEN = re.compile(
    r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<sign><=|>=|<>|==|[()=<>/])|(?P<word>[^\s()=<>/"]+))', re.S
)
_SYMBOLS = frozenset({"=", "<", ">", "<=", ">=", "<>", "=="})
_BOOLEANS = frozenset({"and", "or", "not", "prox"})
SERVER_CHOICE = "cql.serverChoice"


@dataclass(frozen=True, slots=True)
class Clause:
    """One term that is looked for."""

    index: str
    relation: str
    term: str
    """As it was written, without quotation marks; a backslash takes the meaning from the sign after it."""
    modifiers: tuple[str, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    """Names for context sets that hold here: pairs of name and address."""


@dataclass(frozen=True, slots=True)
class Both:
    """Two parts of a query and the word between them: `and`, `or`, `not`."""

    operator: str
    left: Node
    right: Node


Node = Clause | Both


@dataclass(frozen=True, slots=True)
class Query:
    """A query, and the order that it asks for: pairs of index and modifiers."""

    root: Node
    sort: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(slots=True)
class _Token:
    kind: str
    text: str

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.lower() in words


_END = _Token("end", "")


@dataclass(slots=True)
class _Reading:
    """Reads token after token."""

    tokens: list[_Token]
    place: int = 0
    booleans: int = 0
    depth: int = 0
    prefixes: list[tuple[str, str]] = field(default_factory=list)

    def peek(self, ahead: int = 0) -> _Token:
        return self.tokens[self.place + ahead] if self.place + ahead < len(self.tokens) else _END

    def take(self) -> _Token:
        token = self.peek()
        self.place += 1
        return token

    def sign(self, text: str) -> bool:
        if self.peek().kind == "sign" and self.peek().text == text:
            self.place += 1
            return True
        return False


def read_cql(text: str) -> Query:
    """Return a query; raises `DiagnosticError` with 10 (syntax), 12, 38, 39 or 46."""
    if len(text) > LONGEST:
        raise DiagnosticError(12, str(LONGEST))
    reading = _Reading(_tokens(text))
    root = _query(reading)
    sort = _sort(reading)
    if reading.peek() is not _END:
        raise _unexpected(reading)
    return Query(root, sort)


def _tokens(text: str) -> list[_Token]:
    found, place = [], 0
    text = text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise DiagnosticError(10, f"at character {place + 1}")
        kind = str(match.lastgroup)
        found.append(_Token(kind, match[kind][1:-1] if kind == "quoted" else match[kind]))
        place = match.end()
    return found


def _query(reading: _Reading) -> Node:
    """Read clauses from left to right: all booleans bind alike."""
    before = len(reading.prefixes)
    while reading.sign(">"):
        _prefix(reading)
    node = _clause(reading)
    while reading.peek().is_word(*_BOOLEANS):
        operator = reading.take().text.lower()
        if operator == "prox":
            raise DiagnosticError(39)
        if reading.peek().kind == "sign" and reading.peek().text == "/":
            raise DiagnosticError(46, reading.peek(1).text)
        reading.booleans += 1
        if reading.booleans > _MOST_BOOLEANS:
            raise DiagnosticError(38, str(_MOST_BOOLEANS))
        node = Both(operator, node, _clause(reading))
    del reading.prefixes[before:]
    return node


def _prefix(reading: _Reading) -> None:
    """Read `> name = "address"`, or `> "address"` for names without a set."""
    first = reading.take()
    if first.kind == "sign" or first is _END:
        raise _unexpected(reading)
    if reading.sign("="):
        reading.prefixes.append((first.text.lower(), reading.take().text))
    else:
        reading.prefixes.append(("", first.text))


def _clause(reading: _Reading) -> Node:
    if reading.sign("("):
        reading.depth += 1
        if reading.depth > _DEEPEST:
            raise DiagnosticError(38, f"({_DEEPEST})")
        node = _query(reading)
        if not reading.sign(")"):
            raise _unexpected(reading)
        reading.depth -= 1
        return node
    first = reading.take()
    if first.kind not in ("word", "quoted"):
        reading.place -= 1
        raise _unexpected(reading)
    relation = _relation(reading, first)
    if not relation:
        return Clause(SERVER_CHOICE, "=", first.text, (), tuple(reading.prefixes))
    modifiers = _modifiers(reading)
    term = reading.take()
    if term.kind not in ("word", "quoted"):
        reading.place -= 1
        raise _unexpected(reading)
    return Clause(first.text, relation, term.text, modifiers, tuple(reading.prefixes))


def _relation(reading: _Reading, first: _Token) -> str:
    """Return the relation that follows an index; empty when `first` is a term by itself."""
    token = reading.peek()
    if token.kind == "sign" and token.text in _SYMBOLS:
        return reading.take().text
    if first.kind != "word" or token.kind != "word" or token.is_word(*_BOOLEANS, "sortby"):
        return ""
    # A word that no relation is called by is one of a context set: `title cql.fuzzy "x"`; it is refused by its name.
    return reading.take().text.lower().removeprefix("cql.")


def _modifiers(reading: _Reading) -> tuple[str, ...]:
    found = []
    while reading.sign("/"):
        found.append(reading.take().text)
        if reading.peek().text in _SYMBOLS and reading.peek().kind == "sign":
            reading.place += 2
    return tuple(found)


def _sort(reading: _Reading) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not reading.peek().is_word("sortby"):
        return ()
    reading.take()
    keys = []
    while reading.peek().kind in ("word", "quoted"):
        name = reading.take().text
        keys.append((name, _modifiers(reading)))
    if not keys:
        raise _unexpected(reading)
    return tuple(keys)


def _unexpected(reading: _Reading) -> DiagnosticError:
    token = reading.peek()
    return DiagnosticError(10, f"unexpected {token.text!r}" if token is not _END else "unexpected end")
