"""The Lark grammars, made when first needed, and asked about words that may be of several kinds.

What a grammar answers depends only on the kinds of the words, and bibliographies repeat themselves: answers are
kept, with positions in place of words, so that the thousandth line like the first costs nothing.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from lark import Lark, Token, Tree, UnexpectedEOF, UnexpectedInput, UnexpectedToken
from lark.lexer import Lexer

from bibliographe.ingest.citation.narrowing import Narrowing
from bibliographe.ingest.citation.parsers import kept_parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lark.grammar import Symbol

KindsOfWords = tuple[frozenset[str], ...]


class Answer(NamedTuple):
    """What a grammar says: the tree (its words are positions), or where it had to give up.

    `stop` counts the words that could be read; it is their number when only the end was missing.
    """

    tree: Tree[Token] | None
    stop: int


class Kinds(str):
    """The kinds that a word can be of: equal to the name of each of them.

    Lark asks whether a word is what a rule expects with `==`; so `carte` can be a carrier in one rule and an
    illustration in another, and whoever adds a word to a table need not know of the others.
    """

    __slots__ = ("names",)
    names: frozenset[str]

    def __new__(cls, names: Iterable[str]) -> Kinds:
        """Keep the names; the text itself is only for messages."""
        kept = frozenset(names)
        made = super().__new__(cls, "|".join(sorted(kept)))
        made.names = kept
        return made

    def __eq__(self, other: object) -> bool:
        return other in self.names

    def __ne__(self, other: object) -> bool:
        return other not in self.names

    def __hash__(self) -> int:
        return str.__hash__(self)


class _Given(Lexer):
    """Hands on words that are already cut."""

    # Lark wraps a lexer of the older interface in a class of its own, which cannot be pickled.
    __future_interface__ = 2

    def __init__(self, _conf: object) -> None: ...

    def lex(self, state: Any, _parser_state: Any) -> Iterator[Token]:
        yield from state.text


@cache
def grammar(name: str, *starts: str) -> Lark:
    """Return the parser of `<name>.lark` for some of its rules."""
    text = (files(__package__) / f"{name}.lark").read_text(encoding="utf-8")

    def make() -> Lark:
        return Lark(text, parser="earley", lexer=_Given, start=list(starts), maybe_placeholders=False)

    return kept_parser(make, text, *starts)


@cache
def kinds_of(parser: Lark) -> frozenset[str]:
    """Return all the kinds of word that a grammar speaks of."""
    return frozenset(symbol.name for rule in parser.rules for symbol in rule.expansion if symbol.is_term)


@cache
def first_kinds(parser: Lark, rule: str) -> frozenset[str]:
    """Return the kinds of word that a rule of a grammar can begin with."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [rule]
    while waiting:
        origin = waiting.pop()
        seen.add(origin)
        for first in _first_symbols(parser).get(origin, ()):
            if first.is_term:
                found.add(first.name)
            elif first.name not in seen:
                waiting.append(first.name)
    return frozenset(found)


@cache
def _first_symbols(parser: Lark) -> dict[str, list[Symbol]]:
    """Return what the rules of each name begin with."""
    found: dict[str, list[Symbol]] = {}
    for rule in parser.rules:
        if rule.expansion:
            found.setdefault(rule.origin.name, []).append(rule.expansion[0])
    return found


_narrowing = cache(Narrowing)


@lru_cache(maxsize=2_000)
def _narrowed(parser: Lark, present: frozenset[str]) -> Lark:
    return _narrowing(parser).to(present)


@lru_cache(maxsize=50_000)
def parse(parser: Lark, start: str, kinds: KindsOfWords) -> Answer:
    """Parse words of these kinds, all of them, as the rule `start`."""
    tokens = []
    for position, names in enumerate(kinds):
        made = Token(Kinds(names), "", start_pos=position)
        made.value = position
        tokens.append(made)
    try:
        return Answer(_narrowed(parser, frozenset().union(*kinds)).parse(tokens, start=start), len(kinds))
    except UnexpectedEOF:
        return Answer(None, len(kinds))
    except UnexpectedToken as error:
        position = error.token.value
        return Answer(None, position if isinstance(position, int) else len(kinds))
    except UnexpectedInput:
        return Answer(None, 0)
