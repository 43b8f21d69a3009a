"""Terms as N-Triples writes them, taken apart without a parser.

Source: N-Triples 1.1, section 3, <https://www.w3.org/TR/n-triples/>.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r'\\(?:([tnrbf"\'\\])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))')
_SHORT = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def value_of(term: str) -> str:
    """Return the characters of a term: an address without its brackets, a text without quotation marks and escapes."""
    if term[0] == "<":
        return term[1:-1]
    if term[0] == "_":
        return term[2:]
    return unescaped(term[1 : term.rindex('"')])


def unescaped(text: str) -> str:
    """Return a text without its escapes."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return _SHORT.get(match[1], match[1])
    return chr(int(match[2] or match[3], 16))


def language_of(term: str) -> str:
    """Return the language tag of a text, without a direction (RDF 1.2); empty when it has none."""
    if term[0] != '"' or term[-1] in '">':
        return ""
    return term[term.rindex("@") + 1 :].split("--")[0]


def datatype_of(term: str) -> str:
    """Return the datatype of a typed value, in its brackets; empty for a text."""
    return term[term.rindex("^^<") + 2 :] if term[0] == '"' and term[-1] == ">" else ""
