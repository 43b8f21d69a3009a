"""Queries with OPTIONAL, UNION, groups within groups and sub-selects, as several plain ones (`docs/decisions/0091`).

A node that breaks the constraint has a solution of one of these; a node that has one need not break it. So they name
the nodes that pySHACL must look at, some too many and none too few.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.sparql_tokens import joined
from bibliographe.validate.expressions import Reader
from bibliographe.validate.groups import GroupReader
from bibliographe.validate.sparql import read_constraint
from bibliographe.validate.split import read_select, split, tokens_of, variables
from bibliographe.validate.unbound import can_hold
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.sparql_tokens import Token
    from bibliographe.validate.groups import Group
    from bibliographe.validate.split import Piece

_MOST = 16
"""Plain queries for one query at most."""
_TOO_MANY = Text("trop de cas", "too many cases")
_SCOPE = Text("un groupe qui dépend de ce qui l'entoure", "a group that depends on what is around it")
_NOTHING = Text("une requête dont rien ne peut être posé à la fois", "a query of which nothing can be asked at once")


@dataclass(frozen=True, slots=True)
class _Way:
    """One plain query while it is put together."""

    parts: tuple[str, ...] = ()
    tests: tuple[tuple[Token, ...], ...] = ()
    present: frozenset[str] = frozenset()
    """Variables of its patterns and bindings."""
    absent: frozenset[str] = frozenset()
    """Variables of what was optional and is not there."""

    def and_then(self, text: str, present: frozenset[str]) -> _Way:
        return replace(self, parts=(*self.parts, text), present=self.present | present)


def alternatives(select: str, prefixes: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """Return the insides of plain queries, and the prefixes that they are written with.

    Raises `Unsure` where it is not certain that these leave no node out.
    """
    query = read_select(tokens_of(select))
    prefixes = prefixes | query.prefixes
    expander = _Expander(prefixes)
    bodies = (expander.body(way) for way in expander.ways(query.body))
    return list(dict.fromkeys(body for body in bodies if body is not None)), prefixes


class _Expander:
    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes

    def ways(self, body: Sequence[Token], outer: frozenset[str] | None = None) -> list[_Way]:
        """Return the plain queries for a group, `outer` being the variables of what is around it, if anything is."""
        pieces = split(body)
        found = [_Way()]
        for number, piece in enumerate(pieces):
            others = [other for at, other in enumerate(pieces) if at != number]
            around = (outer or frozenset()).union(*(other.variables for other in others))
            if piece.kind == "plain":
                found = [way.and_then(joined(piece.tokens), piece.variables) for way in found]
            elif piece.kind == "filter":
                found = [replace(way, tests=(*way.tests, piece.tokens)) for way in found]
            elif piece.kind == "optional":
                before = [other for other in pieces[:number] if other.kind == "plain"]
                found = self._optional(
                    piece, found, around, frozenset().union(*(p.variables for p in before)), is_inner=outer is not None
                )
            else:
                inner = list(self._within(piece, around))
                found = [self._both(way, one) for way in found for one in inner]
            if len(found) > _MOST:
                raise Unsure(_TOO_MANY)
        return found

    def _both(self, way: _Way, inner: _Way) -> _Way:
        return replace(
            way,
            parts=(*way.parts, *inner.parts, *(joined(test) for test in self._tests(inner))),
            present=way.present | inner.present,
            absent=way.absent | inner.absent,
        )

    def _within(self, piece: Piece, around: frozenset[str]) -> Iterator[_Way]:
        """Yield the plain queries for groups that are joined with what is around them."""
        for tokens in piece.groups:
            body, hidden = tokens, frozenset[str]()
            binds: list[str] = []
            if piece.kind == "select":
                query = read_select(tokens)
                if not query.shown:
                    raise Unsure(_SCOPE)
                body, binds = query.body, [f"BIND({joined(bound)})" for bound in query.bound]
                given = frozenset(bound[-1].text[1:] for bound in query.bound)
                hidden = piece.variables - query.shown - given - {"this"}
                if given & around:
                    raise Unsure(_SCOPE)
            if hidden & around:
                raise Unsure(_SCOPE)
            for way in self.ways(body, around):
                whole = self._both(_Way(), way)
                self._check(whole, around, frozenset())
                yield replace(whole, parts=(*whole.parts, *binds))

    def _optional(
        self, piece: Piece, found: list[_Way], around: frozenset[str], before: frozenset[str], *, is_inner: bool
    ) -> list[_Way]:
        (tokens,) = piece.groups
        if any(part.kind not in ("plain", "filter") for part in split(tokens)):
            raise Unsure(Text("un OPTIONAL dans un autre", "an OPTIONAL within another"))
        text = joined(tokens)
        group = self._check(_Way((text,)), around, before)
        if is_inner and group.tests:  # rdflib forgets there what is bound around the group
            raise Unsure(_SCOPE)
        own = frozenset(group.variables())
        there = [way.and_then(text, own) for way in found]
        missing = [
            replace(way, parts=(*way.parts, f"FILTER(NOT EXISTS {{ {text} }})"), absent=way.absent | own)
            for way in found
        ]
        return there + missing

    def _check(self, way: _Way, around: frozenset[str], before: frozenset[str]) -> Group:
        """Return the group of a way; raises `Unsure` when it means something else beside what is around it."""
        group = GroupReader(self.prefixes).group(tokens_of(_body(way.parts)))
        own = group.variables()
        looked_at = (
            set().union(*map(group.variables_of, (*group.tests, *(one.expression for one in group.bindings))))
            - own
            - before
            - {"this"}
        )
        if looked_at & around or {one.name for one in group.bindings} & around:
            raise Unsure(_SCOPE)
        return group

    def _tests(self, way: _Way) -> Iterator[tuple[Token, ...]]:
        """Yield the tests of a way that look at nothing that is absent; of the others, none can fail for certain."""
        absent = way.absent - way.present
        for test in way.tests:
            if not variables(test) & absent:
                yield test

    def _can_hold(self, way: _Way) -> bool:
        """Tell whether all tests of a way may hold with what is absent."""
        absent = way.absent - way.present
        for test in way.tests:
            with suppress(Unsure):
                if variables(test) & absent and not can_hold(Reader(test[1:], self.prefixes).expression(), absent):
                    return False
        return True

    def body(self, way: _Way) -> str | None:
        """Return the inside of a plain query, without the tests about which nothing is certain.

        None where it has no solution; raises `Unsure`.
        """
        if not self._can_hold(way):
            return None
        absent = way.absent - way.present
        group = GroupReader(self.prefixes).group(tokens_of(_body(way.parts)))
        if any(group.variables_of(one.expression) & absent for one in group.bindings):
            raise Unsure(_SCOPE)
        tests = [text for text in map(joined, self._tests(way)) if self._is_sure(_body((*way.parts, text)))]
        if not way.parts and not tests:
            raise Unsure(_NOTHING)
        return _body((*way.parts, *tests))

    def _is_sure(self, body: str) -> bool:
        try:
            read_constraint(body, self.prefixes)
        except Unsure:
            return False
        return True


def _body(parts: Sequence[str]) -> str:
    return " . ".join(parts)
