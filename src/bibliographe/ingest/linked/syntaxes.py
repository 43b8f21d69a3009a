"""Which syntax of RDF a text is in, by what it holds.

N-Triples are read as N-Quads and Turtle as TriG, which hold them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from bibliographe.ingest.linked.markup import documents
from bibliographe.ingest.records.xml_nodes import root_of
from bibliographe.ingest.records.xml_reasons import is_protocol

if TYPE_CHECKING:
    from bibliographe.ingest.source import Source

    Syntax = Literal["quads", "trig", "xml", "json"]

LOOKED_AT = 100_000
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_JSON = re.compile(r"\s*[\[{]")
_KEYWORD = re.compile(r'"@(?:context|graph|id|type)"\s*:')
_NODE = r"(?:<[^<>\s\"{}|^`\\]+>|_:[^\s<>\"]+)"
_QUAD = re.compile(rf"{_NODE}\s*<[^<>\s]+>\s*(?:{_NODE}|\"(?:[^\"\\]|\\.)*\"\S*)(?:\s*{_NODE})?\s*\.\s*(?:#.*)?")
_DIRECTIVE = re.compile(r"(?:@(?:prefix|base)\s|(?:prefix\s+[^\s:]*:|base)\s*<)", re.IGNORECASE)
_BARE = re.compile(
    r"(?:GRAPH\s+)?<[^<>\s]+:[^<>\s]*>\s*(?:\{|(?:a|<[^<>\s]+:[^<>\s]*>)\s*(?:[<\"\[(]|$))", re.IGNORECASE
)
"""Turtle or TriG without any prefix."""
_TURTLE = re.compile(r"(?:<[^<>\s]*>|\[)\s*(?:a\s|<[^<>\s]*>|[\w.-]*:[\w-]+\s)?")


def syntax_of(source: Source) -> Syntax | None:
    """Return the syntax of RDF that a source is written in, None for any other text."""
    head = source.text[:LOOKED_AT]
    if head.lstrip().startswith("<"):
        root = root_of(head)
        if root == (_RDF, "RDF") or (root and is_protocol(*root) and any(map(_is_rdf, documents(head)))):
            return "xml"
    if _JSON.match(head):
        return "json" if _KEYWORD.search(head) else "trig" if source.extension in (".ttl", ".trig", ".n3") else None
    first = next((line for line in map(str.strip, head.split("\n")) if line and not line.startswith("#")), "")
    if _QUAD.fullmatch(first):
        return "trig" if source.extension in (".ttl", ".trig", ".n3") else "quads"
    if source.extension in (".nt", ".nq"):
        return "quads"
    is_turtle = (
        _DIRECTIVE.match(first)
        or _BARE.match(first)
        or (source.extension in (".ttl", ".trig", ".n3") and _TURTLE.match(first))
    )
    return "trig" if is_turtle else None


def _is_rdf(document: tuple[int, str]) -> bool:
    return root_of(document[1]) == (_RDF, "RDF")
