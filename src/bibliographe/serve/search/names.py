"""Queries over the names of things and the titles of entries, whole or as they are being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tantivy import Occur, Query

from bibliographe.serve.search.fields import stems_field
from bibliographe.serve.search.words import STOP_WORDS, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tantivy import Schema

_EXACT, _STEM, _LIKE = 3.0, 2.0, 1.0
_SHORT, _LONG = 4, 8
"""Letters from which one typo is forgiven in a word, and two."""


class NameMatcher:
    """Makes queries over one field of names."""

    def __init__(self, schema: Schema, field: str) -> None:
        self._schema, self._field = schema, field

    def begun(self, words: Sequence[str], *, close: bool = False) -> Query:
        """Return what finds names that have all words, the last one perhaps not yet at its end."""
        *before, last = words
        clauses = [self._clause(word, close=close) for word in before]
        distance = 1 if close and len(last) >= _SHORT else 0
        prefix = Query.fuzzy_term_query(self._schema, self._field, last, distance, prefix=True)
        whole = Query.boost_query(Query.term_query(self._schema, self._field, last), _EXACT)
        return Query.boolean_query([*clauses, (Occur.Must, Query.disjunction_max_query([whole, prefix], 0.1))])

    def like(self, words: Sequence[str]) -> Query:
        """Return what finds names that have half of the words at least, typos forgiven."""
        clauses = [(Occur.Should, self._word(word, close=True)) for word in words]
        return Query.boolean_query(clauses, minimum_number_should_match=(len(words) + 1) // 2)

    def _clause(self, word: str, *, close: bool) -> tuple[Occur, Query]:
        return Occur.Should if word in STOP_WORDS else Occur.Must, self._word(word, close=close)

    def _word(self, word: str, *, close: bool) -> Query:
        schema, field = self._schema, self._field
        found = [Query.boost_query(Query.term_query(schema, field, word), _EXACT)]
        found += [Query.boost_query(Query.term_query(schema, stems_field(field), stem), _STEM) for stem in stems(word)]
        if close and len(word) >= _SHORT and word.isalpha():
            like = Query.fuzzy_term_query(schema, field, word, 2 if len(word) >= _LONG else 1)
            found.append(Query.boost_query(like, _LIKE))
        return Query.disjunction_max_query(found, 0.1)
