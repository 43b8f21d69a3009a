"""Which thing of the catalogue a name names: what reconciliation asks."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from tantivy import Occur, Query

from bibliographe.i18n import Text
from bibliographe.serve.search.fields import IDENTIFIER, KIND, NAME, TITLE, TITLE_KEY, title_key
from bibliographe.serve.search.identifiers import identifiers_in
from bibliographe.serve.search.names import NameMatcher
from bibliographe.serve.search.syntax import read_text
from bibliographe.serve.search.things import ENTRY
from bibliographe.serve.search.words import folded_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from tantivy import Schema

    from bibliographe.serve.search.index import SearchIndex

MOST = 50
_LOOKED_AT = 60
"""How many things are compared letter by letter."""
_MOST_WORDS = 20
_SAME, _SAME_WORDS, _SURE = 100.0, 98.0, 95.0
_KNOWN = 1_000.0
"""The score in the index of what has this very name, or this standard number."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may name."""

    iri: str
    kinds: tuple[str, ...]
    label: Text
    score: float
    """From 0 to 100: 100 for the same name but for case, accents and signs, 98 for the same words in another order."""
    sure: bool
    """Whether this is the one: nearly the same name, and no other candidate as near."""


def named(index: SearchIndex, name: str, kinds: Collection[str] = (), limit: int = 10) -> tuple[Candidate, ...]:
    """Return the things that a name may name, the likeliest first; of any of `kinds`, or of all where none is given.

    A kind is one of `person`, `organization`, `author`, `publisher`, `periodical`, `topic`, `selection`, `type`,
    `entry`. A standard number (ISBN, ISSN, DOI) names what has it. Any text will do.
    """
    name = read_text(name)
    words = folded_words(name)[:_MOST_WORDS]
    found = [*_things(index, name, words, kinds), *_entries(index, name, words, kinds)]
    best = sorted(found, key=lambda one: (-one.score, one.label.fr, one.iri))[: min(max(limit, 0), MOST)]
    if best and best[0].score >= _SURE and (len(best) == 1 or best[1].score < best[0].score):
        best[0] = Candidate(best[0].iri, best[0].kinds, best[0].label, best[0].score, True)
    return tuple(best)


def _things(index: SearchIndex, name: str, words: list[str], kinds: Collection[str]) -> Iterator[Candidate]:
    schema = index.thing_schema
    wanted = [kind for kind in kinds if kind != ENTRY]
    if kinds and not wanted:
        return
    query = _query(schema, NAME, name, words)
    if wanted:
        query = Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.term_set_query(schema, KIND, wanted))])
    for score, address in index.things.search(query, _LOOKED_AT, count=False).hits:
        known = index.thing(address)
        yield Candidate(known.iri, known.kinds, known.label, _likeness(words, known.names, score), False)


def _entries(index: SearchIndex, name: str, words: list[str], kinds: Collection[str]) -> Iterator[Candidate]:
    if kinds and ENTRY not in kinds:
        return
    query = _query(index.entry_schema, TITLE, name, words)
    for score, address in index.entries.search(query, _LOOKED_AT, count=False).hits:
        shown = index.entry(address)
        label = Text(shown["title"], shown["title"])
        yield Candidate(shown["iri"], (ENTRY,), label, _likeness(words, [shown["title"]], score), False)


def _query(schema: Schema, field: str, name: str, words: list[str]) -> Query:
    known = [Query.term_query(schema, TITLE_KEY, title_key(name))]
    known += [Query.term_query(schema, IDENTIFIER, one) for one in identifiers_in(name)]
    found = [Query.const_score_query(one, _KNOWN) for one in known]
    if words:
        found.append(NameMatcher(schema, field).like(words))
    return Query.boolean_query([(Occur.Should, one) for one in found])


def _likeness(wanted: list[str], names: Iterable[str], score: float) -> float:
    if score >= _KNOWN:
        return _SAME
    return max((_alike(wanted, folded_words(one)) for one in names), default=0.0)


def _alike(wanted: list[str], words: list[str]) -> float:
    if wanted == words:
        return _SAME
    one, other = sorted(wanted), sorted(words)
    if one == other:
        return _SAME_WORDS
    return round(min(100 * SequenceMatcher(None, " ".join(one), " ".join(other)).ratio(), _SAME_WORDS - 1), 1)
