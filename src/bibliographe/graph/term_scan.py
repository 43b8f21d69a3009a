"""Where the terms and the prefixes of a Turtle file or of a SPARQL query are written, line by line.

A parser forgets lines and prefixes, so this reads the tokens that Turtle and SPARQL share; queries inside the
strings of shapes (`sh:select`…) are read too.
Sources: Turtle 1.1 section 6.5, SPARQL 1.1 section 19.8, SHACL section 5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.graph.prefixes import prefixes

if TYPE_CHECKING:
    from pathlib import Path

_SH = "http://www.w3.org/ns/shacl#"
_QUERY_PROPERTIES = frozenset(_SH + name for name in ("select", "ask", "construct", "update"))
_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n]* )
    | (?P<long>    \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3} )
    | (?P<short>   "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<binding> (?:@prefix|\bprefix)\s+(?P<bound>[A-Za-z][\w.-]*)?:\s*<(?P<to>[^<>"{}|^`\\\s]*)> )
    | (?P<iri>     <[^<>"{}|^`\\\s]*> )
    | (?P<other>   [?$]\w+ | @[A-Za-z-]+ | _:[\w.-]+ )
    | (?P<name>    (?P<prefix>[A-Za-z](?:[\w.-]*[\w-])?)?:
                   (?P<local>(?:[\w:%]|\\[_~.!$&'()*+,;=/?\#@%-])(?:(?:[\w:%.-]|\\.)*(?:[\w:%-]|\\.))?)? )
    | (?P<word>    [A-Za-z]\w* )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_STRING_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One use of a term: its IRI, how it is written (`bibo:pageStart`) and on which line, counted from 1."""

    iri: str
    written: str
    line: int


@dataclass(frozen=True, slots=True)
class Binding:
    """A prefix bound to a namespace, by `@prefix`, `PREFIX` or `sh:declare`."""

    prefix: str
    namespace: str
    line: int


@dataclass(slots=True)
class Scan:
    """What stands in one text."""

    terms: list[Occurrence] = field(default_factory=list)
    bindings: list[Binding] = field(default_factory=list)
    unbound: list[Occurrence] = field(default_factory=list)
    """Names whose prefix is not bound in the text; their IRI is empty."""
    prefix_sources: list[Occurrence] = field(default_factory=list)
    """What `sh:prefixes` points to."""


def terms_in_turtle(path: Path) -> list[Occurrence]:
    """Return every use of a term in a Turtle file, those in the queries of shapes included."""
    return scan(path.read_text(encoding="utf-8")).terms


def terms_in_query(text: str) -> list[Occurrence]:
    """Return every use of a term in a SPARQL query."""
    return scan(text).terms


def scan(text: str) -> Scan:
    """Read the tokens of a Turtle document or of a SPARQL query."""
    found = Scan()
    _Scanner(found, {}).read(text, 1)
    return found


class _Scanner:
    """Keeps the prefixes bound so far and the last property seen."""

    def __init__(self, found: Scan, bound: dict[str, str]) -> None:
        self.found = found
        self.bound = bound
        self.property = ""
        self.declared: dict[str, str] = {}

    def read(self, text: str, first_line: int) -> None:
        line, at = first_line, 0
        for match in _TOKEN.finditer(text):
            line += text.count("\n", at, match.start())
            at = match.start()
            self._token(match.lastgroup or "", match, line)

    def _token(self, kind: str, match: re.Match[str], line: int) -> None:
        if kind in ("long", "short"):
            width = 3 if kind == "long" else 1
            self._string(match[0][width:-width], line)
        elif kind == "binding":
            self.bound[match["bound"] or ""] = match["to"]
            self.found.bindings.append(Binding(match["bound"] or "", match["to"], line))
        elif kind == "iri":
            self._term(Occurrence(match[0][1:-1], match[0], line))
        elif kind == "name":
            self._name(match, line)

    def _name(self, match: re.Match[str], line: int) -> None:
        namespace = self.bound.get(match["prefix"] or "")
        local = _ESCAPED.sub(r"\1", match["local"] or "")
        if namespace is None:
            self.found.unbound.append(Occurrence("", match[0], line))
        else:
            self._term(Occurrence(namespace + local, match[0], line))

    def _term(self, occurrence: Occurrence) -> None:
        if self.property == _SH + "prefixes":
            self.found.prefix_sources.append(occurrence)
        self.found.terms.append(occurrence)
        self.property = occurrence.iri

    def _string(self, text: str, line: int) -> None:
        if self.property in _QUERY_PROPERTIES:
            _Scanner(self.found, dict(prefixes())).read(_unescape(text), line)
        elif self.property in (_SH + "prefix", _SH + "namespace"):
            self.declared[self.property] = text
            if {_SH + "prefix", _SH + "namespace"} == self.declared.keys():
                prefix, namespace = self.declared[_SH + "prefix"], self.declared[_SH + "namespace"]
                self.found.bindings.append(Binding(prefix, namespace, line))
                self.declared = {}


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: _STRING_ESCAPES.get(match[1], match[1]), text)
