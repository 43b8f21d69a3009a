"""What may be meant by what is being typed: persons, bodies, periodicals, topics, selections, titles of entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tantivy import Occur, Query

from bibliographe.serve.search.fields import ENTRIES, KIND, NAME, TITLE
from bibliographe.serve.search.marking import Marker
from bibliographe.serve.search.names import NameMatcher
from bibliographe.serve.search.syntax import read_text, read_wish
from bibliographe.serve.search.things import ENTRY, TYPE_OF_DOCUMENT
from bibliographe.serve.search.words import folded_words

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.serve.search.index import Known, SearchIndex
    from bibliographe.serve.search.page import Pieces

_LONGEST = 200
"""Characters of what is typed that are read."""
_MOST_WORDS = 12
_SHORTEST_FOR_TITLES = 2
"""Letters from which titles are looked for: nearly all begin some word with any one letter."""
USUAL, MOST = 8, 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing or an entry that may be meant."""

    iri: str
    kind: str
    """`person`, `organization`, `periodical`, `topic`, `selection` or `entry`."""
    label: Pieces
    """What it is called, the words marked that were typed."""
    other_name: str
    """Another name of it that has these words, where its label has not: an acronym."""
    entries: int
    """How many entries it concerns; 1 for an entry."""
    language: str = ""
    """The language of the label; empty for names."""


def suggest(index: SearchIndex, text: str, limit: int = USUAL, language: Language = "fr") -> tuple[Suggestion, ...]:
    """Return what may be meant by a text whose last word is perhaps not at its end, what most entries concern first.

    Titles of entries come last, and have half of the places where so many are found. Any text will do.
    """
    typed = read_text(text[:_LONGEST])
    words = folded_words(typed)[:_MOST_WORDS]
    limit = min(max(limit, 0), MOST)
    if not words or not limit:
        return ()
    for close in (False, True):
        marker = Marker(read_wish(" ".join(words)), close=close, prefix=True)
        things = [_thing(one, marker, language) for one in _things(index, words, limit, close=close)]
        entries = _entries(index, words, marker, limit, close=close)
        if things or entries:
            kept = max(limit - len(entries), (limit + 1) // 2)
            return (*things[:kept], *entries)[:limit]
    return ()


def _things(index: SearchIndex, words: list[str], limit: int, *, close: bool) -> list[Known]:
    found = NameMatcher(index.thing_schema, NAME).begun(words, close=close)
    kind = Query.term_query(index.thing_schema, KIND, TYPE_OF_DOCUMENT)
    query = Query.boolean_query([(Occur.Must, found), (Occur.MustNot, kind)])
    hits = index.things.search(query, limit, count=False, weight_by_field=ENTRIES).hits
    return [index.thing(address) for _score, address in hits]


def _thing(known: Known, marker: Marker, language: Language) -> Suggestion:
    label = marker.pieces(known.label(language))
    other = ""
    if not any(piece.marked for piece in label):
        named = (name for name in known.names if any(piece.marked for piece in marker.pieces(name)))
        other = next(named, "")
    return Suggestion(known.iri, known.kinds[0], label, other, known.entries, known.language)


def _entries(index: SearchIndex, words: list[str], marker: Marker, limit: int, *, close: bool) -> list[Suggestion]:
    if len(words) == 1 and len(words[0]) < _SHORTEST_FOR_TITLES:
        return []
    query = NameMatcher(index.entry_schema, TITLE).begun(words, close=close)
    shown = [index.entry(address) for _score, address in index.entries.search(query, limit, count=False).hits]
    return [Suggestion(one["iri"], ENTRY, marker.pieces(one["title"]), "", 1, one["language"]) for one in shown]
