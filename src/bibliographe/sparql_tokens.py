"""The tokens of a SPARQL query.

Strings, IRIs and comments are told from words exactly as the grammar does (SPARQL 1.1, section 19.8), so that
a word in a title or in a comment is never taken for a keyword.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<iri>     <[^\x00-\x20<>"{}|^`\\]*> )
    | (?P<string>  \"\"\"(?:(?:\"|\"\")?(?:[^"\\]|\\.))*\"\"\"
                 | '''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
                 | \"(?:[^"\\\n\r]|\\.)*\"
                 | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<name>    (?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*
                   (?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))?)? )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<word>    [^\W\d]\w* )
    | (?P<number>  [0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)? )
    | (?P<space>   \s+ )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORMS = ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK")
_LAST_CODE_POINT = 0x10FFFF


class Token(NamedTuple):
    """One token: `kind` is a group of the grammar above, `start` and `end` its place in the text."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query without its spaces and comments."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind not in ("space", "comment"):
            yield Token(kind, match[0], match.start(), match.end())


def joined(found: Iterable[Token]) -> str:
    """Return tokens that follow each other as text, with a space where anything stood between them."""
    text, end = "", 0
    for token in found:
        text += f" {token.text}" if token.start > end else token.text
        end = token.end
    return text


def keywords(text: str) -> set[str]:
    r"""Return the bare words of a query in capitals, once its `\uXXXX` escapes are resolved (section 19.2)."""
    return {token.text.upper() for token in tokens(resolved(text)) if token.kind == "word"}


def resolved(text: str) -> str:
    r"""Return a query with its `\uXXXX` escapes resolved, wherever they stand (section 19.2)."""

    def character(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number <= _LAST_CODE_POINT else match[0]

    return _CODE_POINT.sub(character, text)


def form_said(text: str) -> str | None:
    """Return the form that a query begins with, `SELECT` for instance; None when it begins with none."""
    words = (token.text.upper() for token in tokens(text) if token.kind == "word")
    return next((word for word in words if word in _FORMS), None)


def undeclared_prefixes(text: str) -> set[str]:
    """Return the prefixes that a query uses and does not declare."""
    used: set[str] = set()
    declared: set[str] = set()
    previous = ""
    for token in tokens(text):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            (declared if previous == "PREFIX" else used).add(prefix)
        previous = token.text.upper() if token.kind == "word" else ""
    return used - declared


class Slot(NamedTuple):
    """Where `VALUES ?variable { UNDEF }` stands in a text, and its `UNDEF` within."""

    start: int
    end: int
    inner_start: int
    inner_end: int


def slots(text: str) -> dict[str, list[Slot]]:
    """Return, by variable, each `VALUES ?variable { UNDEF }` of a query."""
    found: dict[str, list[Slot]] = {}
    window: deque[Token] = deque(maxlen=5)
    for token in tokens(text):
        window.append(token)
        if len(window) == window.maxlen and _is_slot(*window):
            values, variable, _, undefined, closing = window
            slot = Slot(values.start, closing.end, undefined.start, undefined.end)
            found.setdefault(variable.text[1:], []).append(slot)
    return found


def _is_slot(values: Token, variable: Token, opening: Token, undefined: Token, closing: Token) -> bool:
    return (
        (values.kind, values.text.upper()) == ("word", "VALUES")
        and variable.kind == "variable"
        and opening.text == "{"
        and (undefined.kind, undefined.text.upper()) == ("word", "UNDEF")
        and closing.text == "}"
    )


def fill(text: str, values: Mapping[str, str], *, drop: bool = False) -> str:
    """Put `values` (by variable, already written as SPARQL terms) into the slots of a query.

    With `drop`, a slot without a value is taken out: it says nothing, but keeps Oxigraph from joining by hash.
    """
    changes = []
    for variable, places in slots(text).items():
        for slot in places:
            if variable in values:
                changes.append((slot.inner_start, slot.inner_end, values[variable]))
            elif drop:
                changes.append((slot.start, slot.end, ""))
    for start, end, value in sorted(changes, reverse=True):
        text = text[:start] + value + text[end:]
    return text
