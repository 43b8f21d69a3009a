"""From what is to be found to tantivy's queries: exact, forgiving of typos, and content with some of the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tantivy import FieldType, Occur, Query

from bibliographe.serve.search.fields import (
    ANY,
    AUTHOR,
    IDENTIFIER,
    NUMBER,
    PERIODICAL,
    PUBLISHER,
    REST,
    STEMMED,
    TEXTS,
    TITLE,
    TITLE_KEY,
    TOPIC,
    YEAR,
    stems_field,
    title_key,
)
from bibliographe.serve.search.words import stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tantivy import Schema

    from bibliographe.serve.search.syntax import Term, Wish, Years

    Clauses = list[tuple[Occur, Query]]

_WEIGHTS = {TITLE: 40.0, AUTHOR: 24.0, TOPIC: 15.0, PUBLISHER: 6.0, PERIODICAL: 6.0, REST: 6.0}
"""A word in a title says more than one in an author's name, that more than one in a topic, and that more than the rest.

These are so far apart that how rare a word is in a field, and how short the text, only order entries within a field.
"""
_STEM = 0.85
"""How much a word counts that is another form of the one asked for."""
_LIKE = {TITLE: 8.0, AUTHOR: 6.0, ANY: 3.0}
"""What a word counts that is written much like the one asked for, in a title, in a name, or wherever else it stands."""
_NEARER = 1.5
"""How many times as much it counts with one typo as with two."""
_RARE = 3
"""Entries that have a word, from which on it is none that was mistyped."""
_RARITY = 0.2
"""How much BM25 counts, which stays below 30."""
_TIE = 0.05
_OPTIONAL = 0.1
_TOGETHER = 20.0
"""How much it counts that the words of a question follow each other in a title."""
_EXACT, _IDENTIFIED, _SAME_TITLE = 20_000.0, 50_000.0, 100_000.0
"""Put what has all words as they are above what is only like them, and the very title above all."""
_SHORT, _LONG = 4, 8
"""Letters from which one typo is forgiven in a word, and two."""
_ENOUGH_PARTS = 2


class Matcher:
    """Makes the queries over one index of entries."""

    def __init__(self, schema: Schema, frequency: Callable[[str, str], int]) -> None:
        """Match in an index where `frequency(field, word)` counts the entries that have a word."""
        self._schema, self._frequency = schema, frequency

    def exact(self, wish: Wish) -> Query:
        """Return what finds entries that have all the words; all entries where no word is asked for."""
        return self._whole(wish, self.term)

    def close(self, wish: Wish) -> Query:
        """Return what finds these and, below them, entries that have all the words but for typos."""
        return self._ranked(self.exact(wish), self._whole(wish, self._like))

    def has_mistyped(self, wish: Wish) -> bool:
        """Tell whether a question has a word that may be a mistake."""
        return any(map(self._may_be_mistyped, wish.required))

    def some(self, wish: Wish) -> Query:
        """Return what finds these and, below them, entries that have half of the words, typos forgiven."""
        return self._ranked(self.exact(wish), self._whole(wish, self._like, part=True))

    def _ranked(self, exact: Query, other: Query) -> Query:
        above = Query.const_score_query(exact, _EXACT)
        return Query.boolean_query([(Occur.Should, above), (Occur.Should, exact), (Occur.Should, other)])

    def _whole(self, wish: Wish, term_query: Callable[[Term], Query], *, part: bool = False) -> Query:
        if not wish.text:
            return Query.all_query()
        words = [term_query(term) for term in wish.required]
        clauses: Clauses = [(Occur.Must, self._most(words) if part else all_of(words))] if words else []
        clauses += [(Occur.Must, self._year(span)) for span in wish.years]
        clauses += [(Occur.Should, Query.boost_query(self.term(term), _OPTIONAL)) for term in wish.optional]
        clauses += [(Occur.Should, self._together(wish.required))] if self._are_words(wish.required) else []
        if wish.excluded:
            clauses += [(Occur.MustNot, self.term(term)) for term in wish.excluded]
            clauses += [(Occur.Must, Query.all_query())] if not (words or wish.years) else []
        asked = [Query.boolean_query(clauses)] if clauses else []
        return any_of([*asked, *self._known(wish)])

    def _known(self, wish: Wish) -> list[Query]:
        """Return what finds an entry by its whole title, whatever signs stand in it, or by a standard number."""
        title = Query.term_query(self._schema, TITLE_KEY, title_key(wish.text))
        numbers = [Query.term_query(self._schema, IDENTIFIER, one) for one in wish.identifiers]
        return [
            Query.const_score_query(title, _SAME_TITLE),
            *(Query.const_score_query(one, _IDENTIFIED) for one in numbers),
        ]

    def term(self, term: Term) -> Query:
        """Return what finds a word, in any of its forms, or words that follow each other."""
        if term.field in (IDENTIFIER, NUMBER):
            return Query.term_query(self._schema, term.field, term.words[0])
        if len(term.words) > 1:
            return self._in_fields(term, lambda field: self._phrase(field, term.words))
        word = term.words[0]
        places = [(field, word, _WEIGHTS[field]) for field in _fields(term)]
        places += [
            (stems_field(field), stem, _WEIGHTS[field] * _STEM)
            for field in _fields(term)
            if field in STEMMED
            for stem in stems(word)
        ]
        if term.field is None and word.isdecimal():
            places.append((NUMBER, word, _WEIGHTS[REST]))
        # Looking into fields that have the word is all there is to do, and most words stand in few.
        found = [self._weighed(*place) for place in places if self._frequency(*place[:2])]
        return Query.disjunction_max_query(found, _TIE) if found else Query.empty_query()

    def _like(self, term: Term) -> Query:
        """Return what finds a word or one that is written much like it; phrases and numbers only as they are."""
        if not self._may_be_mistyped(term):
            return self.term(term)
        word = term.words[0]
        most = 2 if len(word) >= _LONG else 1
        like = [
            Query.const_score_query(
                Query.fuzzy_term_query(self._schema, field, word, typos),
                _LIKE.get(field, _LIKE[ANY]) * (_NEARER if typos < most else 1.0),
            )
            for field in (_LIKE if term.field is None else (term.field,))
            for typos in range(1, most + 1)
        ]
        return Query.disjunction_max_query([self.term(term), *like], _TIE)

    def _may_be_mistyped(self, term: Term) -> bool:
        """Tell whether a term is a word that is rare enough to be a mistake."""
        word = term.words[0]
        if len(term.words) > 1 or term.field in (IDENTIFIER, NUMBER) or len(word) < _SHORT or not word.isalpha():
            return False
        return self._frequency(term.field or ANY, word) < _RARE

    def _weighed(self, field: str, word: str, weight: float) -> Query:
        query = Query.term_query(self._schema, field, word)
        return any_of([Query.const_score_query(query, weight), Query.boost_query(query, _RARITY)])

    def _in_fields(self, term: Term, query: Callable[[str], Query]) -> Query:
        return Query.disjunction_max_query(
            [Query.const_score_query(query(field), _WEIGHTS[field]) for field in _fields(term)], _TIE
        )

    def _together(self, terms: Sequence[Term]) -> Query:
        words = [term.words[0] for term in terms]
        return Query.const_score_query(self._phrase(TITLE, words, slop=2), _TOGETHER)

    def _phrase(self, field: str, words: Iterable[str], slop: int = 0) -> Query:
        return Query.phrase_query(self._schema, field, [*words], slop)

    def _are_words(self, terms: Sequence[Term]) -> bool:
        return len(terms) > 1 and all(term.field in (None, TITLE) and len(term.words) == 1 for term in terms)

    def _most(self, words: list[Query]) -> Query:
        least = max(1, -(-len(words) // _ENOUGH_PARTS))
        return Query.boolean_query([(Occur.Should, one) for one in words], minimum_number_should_match=least)

    def _year(self, span: Years) -> Query:
        return year_query(self._schema, span.first, span.last)


def year_query(schema: Schema, first: int | None, last: int | None) -> Query:
    """Return what finds the entries of a span of years, both ends included, None for an open end."""
    return Query.const_score_query(
        Query.range_query(
            schema, YEAR, FieldType.Unsigned, 0 if first is None else first, 9999 if last is None else last
        ),
        0.0,
    )


def _fields(term: Term) -> tuple[str, ...]:
    return TEXTS if term.field is None else (term.field,)


def all_of(queries: Iterable[Query]) -> Query:
    """Return what finds what all of `queries` find."""
    return Query.boolean_query([(Occur.Must, one) for one in queries])


def any_of(queries: Iterable[Query]) -> Query:
    """Return what finds what any of `queries` finds."""
    return Query.boolean_query([(Occur.Should, one) for one in queries])
