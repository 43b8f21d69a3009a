"""Queries and groups of SPARQL cut into their parts, each as tokens.

Source: SPARQL 1.1, section 19.8, rules 7 to 11 and 53 to 67.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.sparql_tokens import tokens
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.sparql_tokens import Token

OTHER_FORM = Text("une requête d'une autre forme que SELECT … WHERE { … }", "a query of another form")
_AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_SIGNS = {"(": ")", "{": "}"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a group: `plain`, `filter`, `optional`, `union` (of one group or more) or `select`."""

    kind: str
    tokens: tuple[Token, ...]
    groups: tuple[tuple[Token, ...], ...] = ()
    """The groups of a `union` or `optional`, braces left out."""

    @property
    def variables(self) -> frozenset[str]:
        """Return all variables that are written in it."""
        return variables(self.tokens)


@dataclass(frozen=True, slots=True)
class Select:
    """A SELECT taken apart."""

    body: tuple[Token, ...]
    shown: frozenset[str]
    """The variables that it selects, those that it binds left out."""
    bound: tuple[tuple[Token, ...], ...]
    """What it binds: `expression AS ?variable`."""
    prefixes: dict[str, str] = field(default_factory=dict)


def variables(found: Sequence[Token]) -> frozenset[str]:
    """Return the names of variables among tokens."""
    return frozenset(token.text[1:] for token in found if token.kind == "variable")


def read_select(found: Sequence[Token]) -> Select:
    """Take a SELECT apart that has a row for each solution of its group, and for nothing else.

    Raises `Unsure` for other queries: those that group, or leave some out.
    """
    at, prefixes = 0, dict[str, str]()
    while _word(found, at) == "PREFIX" and at + 2 < len(found):
        prefixes[found[at + 1].text[:-1]] = found[at + 2].text[1:-1]
        at += 3
    shown, bound, is_counted = set[str](), [], False
    if _word(found, at) != "SELECT":
        raise Unsure(OTHER_FORM)
    at += 1 + (_word(found, at + 1) in ("DISTINCT", "REDUCED"))
    while at < len(found) and found[at].text != "{":
        if found[at].text == "(":
            end = closing(found, at)
            inner = tuple(found[at + 1 : end])
            is_counted |= not _AGGREGATES.isdisjoint(token.text.upper() for token in inner if token.kind == "word")
            bound.append(inner)
            at = end
        elif found[at].kind == "variable":
            shown.add(found[at].text[1:])
        elif _word(found, at) != "WHERE" and found[at].text != "*":
            raise Unsure(OTHER_FORM)
        at += 1
    end = closing(found, at)
    after = {token.text.upper() for token in found[end + 1 :] if token.kind == "word"}
    # rdflib gives a row of what is grouped where there is nothing to group, too.
    if {"LIMIT", "OFFSET", "VALUES", "GROUP", "HAVING"} & after or is_counted:
        raise Unsure(OTHER_FORM)
    return Select(tuple(found[at + 1 : end]), frozenset(shown), tuple(bound), prefixes)


def split(body: Sequence[Token]) -> list[Piece]:
    """Return the parts of a group in their order; raises `Unsure` for a part that is none of these."""
    pieces: list[Piece] = []
    plain: list[Token] = []
    at = 0
    while at < len(body):
        word, start = _word(body, at), at
        if word in ("MINUS", "VALUES", "SERVICE", "GRAPH"):
            raise Unsure(Text(f"une requête avec « {word} »", f"a query with '{word}'"))
        if word == "BIND":
            at = closing(body, at + 1) + 1
            plain += body[start:at]
        elif word == "FILTER":
            while at < len(body) and body[at].text not in _SIGNS:
                at += 1
            at = closing(body, at) + 1
            pieces.append(Piece("filter", tuple(body[start:at])))
        elif word == "OPTIONAL" or body[at].text == "{":
            pieces.append(Piece("plain", tuple(plain)))
            plain = []
            piece, at = _grouped(body, at)
            pieces.append(piece)
        else:
            plain.append(body[at])
            at += 1
    return [piece for piece in (*pieces, Piece("plain", tuple(plain))) if piece.tokens]


def _grouped(body: Sequence[Token], start: int) -> tuple[Piece, int]:
    is_optional = _word(body, start) == "OPTIONAL"
    at, groups = start + is_optional, []
    while True:
        end = closing(body, at)
        groups.append(tuple(body[at + 1 : end]))
        at = end + 1
        if is_optional or _word(body, at) != "UNION":
            break
        at += 1
    kind = "optional" if is_optional else "select" if _word(groups[0], 0) == "SELECT" and len(groups) == 1 else "union"
    return Piece(kind, tuple(body[start:at]), tuple(groups)), at


def closing(found: Sequence[Token], start: int) -> int:
    """Return the place of the sign that closes the one at `start`; raises `Unsure` where there is none."""
    if start < len(found) and found[start].text in _SIGNS and found[start].kind == "other":
        opens, closes, depth = found[start].text, _SIGNS[found[start].text], 0
        for at in range(start, len(found)):
            if found[at].kind == "other":
                depth += (found[at].text == opens) - (found[at].text == closes)
                if not depth:
                    return at
    raise Unsure(OTHER_FORM)


def _word(found: Sequence[Token], at: int) -> str:
    return found[at].text.upper() if at < len(found) and found[at].kind == "word" else ""


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a query."""
    return tuple(tokens(text))
