"""What files say by some predicates, in a store in memory: as much as a question needs that names all of its own."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import RdfFormat, parse

from bibliographe.validate.nodewise.lines import LinesSaying
from bibliographe.validate.nodewise.query import read_question
from bibliographe.validate.nodewise.reading import patterns_read
from bibliographe.validate.nodewise.texts import texts_of
from bibliographe.validate.storing import is_faithful_text
from bibliographe.validate.unsure import Unsure
from bibliographe.validate.written import stored_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bibliographe.validate.reading import DataFile

_FITS = 300_000_000
"""Bytes of lines up to which they are held, in some three times as much."""
_AT_ONCE = 16_000_000
"""Bytes of lines that are loaded together."""


def predicates_named(query: str) -> frozenset[str] | None:
    """Return the predicates of all that can match a question, None where other statements may count.

    Such are those of a variable in the place of a predicate, and of a path of no step at all, which leads from any
    node to itself.
    """
    try:
        patterns = list(patterns_read(*read_question(query)))
    except Unsure:
        return None
    named: set[str] = set()
    for pattern in patterns:
        if not isinstance(pattern.predicate, str) or pattern.repeats:
            return None
        named.add(pattern.predicate)
    return frozenset(named)


def all_named(queries: Iterable[str]) -> frozenset[str] | None:
    """Return the predicates of all that can match any of some questions, None where other statements may count."""
    named = frozenset[str]()
    for query in queries:
        predicates = predicates_named(query)
        if predicates is None:
            return None
        named |= predicates
    return named


class Excerpt:
    """A store in memory of what files of N-Triples without blank nodes say by some predicates."""

    def __init__(self, files: Sequence[DataFile]) -> None:
        """Hold nothing yet."""
        self.store = pyoxigraph.Store()
        self._files, self._held, self._size = files, frozenset[str](), 0

    def holds(self, predicates: Iterable[str]) -> bool:
        """Take in all that is said by `predicates`; return whether it is not too much to hold, now as after."""
        missing = frozenset(predicates) - self._held
        if missing and self._size <= _FITS:
            self._take(missing)
            self._held |= missing
        return self._size <= _FITS

    def _take(self, predicates: frozenset[str]) -> None:
        saying = LinesSaying(predicates)
        waiting: list[bytes] = []
        length = 0
        for file in self._files:
            for text in texts_of(file):
                lines = b"\n".join(saying.among(text))
                self._size += len(lines)
                if self._size > _FITS:
                    self.store = pyoxigraph.Store()
                    return
                waiting.append(lines)
                length += len(lines)
                if length > _AT_ONCE:
                    self._load(b"\n".join(waiting))
                    waiting.clear()
                    length = 0
        self._load(b"\n".join(waiting))

    def _load(self, lines: bytes) -> None:
        if is_faithful_text(lines):
            self.store.bulk_load(BytesIO(lines), format=RdfFormat.N_TRIPLES)
            return
        quads = parse(lines, format=RdfFormat.N_TRIPLES)
        self.store.bulk_extend(stored_quads(quad.triple for quad in quads))
