"""Parsers that predict no rule which needs a kind of word that a line does not have.

An Earley parser carries every rule that could begin along, word after word; most of them need a word that the line
does not have, and none of those can be part of a tree. What is left parses in a tenth of the time.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lark import Lark
    from lark.grammar import NonTerminal, Rule


class _Needs(NamedTuple):
    """What one rule takes, as sets of bits: kinds of words, other rules; `makes` is the bit of its own name."""

    rule: Rule
    kinds: int
    rules: int
    makes: int


class Narrowing:
    """One Earley parser, and its narrow copies."""

    def __init__(self, parser: Lark) -> None:
        """Note what each rule needs."""
        self._parser = parser
        self._bits: dict[tuple[bool, str], int] = {}
        self._needs = [self._needs_of(rule) for rule in parser.rules]

    def _needs_of(self, rule: Rule) -> _Needs:
        kinds = rules = 0
        for symbol in rule.expansion:
            if symbol.is_term:
                kinds |= self._bit(symbol.name, is_kind=True)
            else:
                rules |= self._bit(symbol.name, is_kind=False)
        return _Needs(rule, kinds, rules, self._bit(rule.origin.name, is_kind=False))

    def _bit(self, name: str, *, is_kind: bool) -> int:
        return self._bits.setdefault((is_kind, name), 1 << len(self._bits))

    def to(self, present: frozenset[str]) -> Lark:
        """Return a parser of lines that have words of these kinds only."""
        absent = ~sum(self._bits.get((True, name), 0) for name in present)
        possible = [needs for needs in self._needs if not needs.kinds & absent]
        count = 0
        while count != len(possible):
            count = len(possible)
            made = 0
            for needs in possible:
                made |= needs.makes
            possible = [needs for needs in possible if not needs.rules & ~made]
        narrow, front = copy(self._parser), copy(self._parser.parser)
        earley = copy(front.parser)
        earley.predictions = _Predictions(earley.predictions, {id(needs.rule) for needs in possible})
        front.parser, narrow.parser = earley, front
        return narrow


class _Predictions(dict["NonTerminal", list["Rule"]]):
    """Which rules can begin where a rule is due, narrowed as each is asked for."""

    def __init__(self, all_of_them: dict[NonTerminal, list[Rule]], kept: set[int]) -> None:
        super().__init__()
        self._all, self._kept = all_of_them, kept

    def __missing__(self, origin: NonTerminal) -> list[Rule]:
        found = self[origin] = [rule for rule in self._all[origin] if id(rule) in self._kept]
        return found
