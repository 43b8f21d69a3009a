"""The tokens of a SPARQL query, as far as slots and keywords need them.

Strings, IRIs and comments are told from words exactly as the grammar does (SPARQL 1.1, section 19.8), so that
a word in a title or in a comment is never taken for a keyword.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    | (?P<space>   \s+ )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
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


def keywords(text: str) -> set[str]:
    r"""Return the bare words of a query in capitals, once its `\uXXXX` escapes are resolved (section 19.2)."""
    return {token.text.upper() for token in tokens(_resolve(text)) if token.kind == "word"}


def _resolve(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number <= _LAST_CODE_POINT else match[0]

    return _CODE_POINT.sub(character, text)


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


def slots(text: str) -> dict[str, list[tuple[int, int]]]:
    """Return, by variable, where the `UNDEF` of each `VALUES ?variable { UNDEF }` stands in the text."""
    found: dict[str, list[tuple[int, int]]] = {}
    window: list[Token] = []
    for token in tokens(text):
        window = [*window[-4:], token]
        if len(window) == 5 and _is_slot(window):
            found.setdefault(window[1].text[1:], []).append((window[3].start, window[3].end))
    return found


def _is_slot(window: list[Token]) -> bool:
    values, variable, opening, undefined, closing = window
    return (
        values.kind == "word" and values.text.upper() == "VALUES"
        and variable.kind == "variable"
        and opening.text == "{"
        and undefined.kind == "word" and undefined.text.upper() == "UNDEF"
        and closing.text == "}"
    )  # fmt: skip


def fill(text: str, values: dict[str, str]) -> str:
    """Put `values` (by variable, already written as SPARQL terms) into the slots of a query."""
    places = [
        (start, end, values[variable])
        for variable, spans in slots(text).items()
        if variable in values
        for start, end in spans
    ]
    for start, end, value in sorted(places, reverse=True):
        text = text[:start] + value + text[end:]
    return text
