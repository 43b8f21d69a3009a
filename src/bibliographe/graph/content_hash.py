"""What tells that a record changed: a hash of its statements, whatever they are read as."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bibliographe.graph.term_text import language_of, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.graph.terms import Statement

_LENGTH = 16
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def content_hash(triples: Iterable[Statement]) -> str:
    """Return 16 hexadecimal digits that change exactly when the statements change."""
    return digest(map(str, triples))


def hash_of(lines: Iterable[str]) -> str:
    """Return the same of canonical lines."""
    return digest(shown(*line[:-3].split(" ", 2)) for line in lines)


def digest(statements: Iterable[str]) -> str:
    """Return the same of statements as `shown` gives them."""
    return hashlib.sha256("\n".join(sorted(statements)).encode()).hexdigest()[:_LENGTH]


def shown(subject: str, predicate: str, value: str) -> str:
    """Return a statement of terms in N-Triples as pyoxigraph shows it, which is what registers' hashes are made of."""
    return (
        f"Statement(subject=<NamedNode value={subject[1:-1]}>, predicate=<NamedNode value={predicate[1:-1]}>, "
        f"object={_object(value)})"
    )


def _object(term: str) -> str:
    if term[0] == "<":
        return f"<NamedNode value={term[1:-1]}>"
    text, _, annotation = term[1:].rpartition('"')
    text = unescaped(text)
    if annotation.startswith("@"):
        return f"<Literal value={text} language={language_of(term)}>"
    return f"<Literal value={text} datatype=<NamedNode value={annotation[3:-1] or _STRING}>>"
