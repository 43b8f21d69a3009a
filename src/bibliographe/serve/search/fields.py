"""The fields of the two indexes: one of entries, one of the things that they speak of."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import tantivy

from bibliographe.serve.search.words import folded_words

if TYPE_CHECKING:
    from tantivy import Schema

LAYOUT = "2"
"""Changes whenever an index must be made again though its build is the same."""
WORDS = "whitespace"
"""The tokenizer of words that are folded already."""
TITLE, AUTHOR, TOPIC, PUBLISHER, PERIODICAL, REST = "title", "author", "topic", "publisher", "periodical", "rest"
TEXTS = (TITLE, AUTHOR, TOPIC, PUBLISHER, PERIODICAL, REST)
"""Fields of words, the weightiest first."""
STEMMED = (TITLE, TOPIC, REST)
"""Those of them that are sentences and not names."""
ANY, IDENTIFIER, NUMBER, TITLE_KEY, AGENT, KIND, IRI = (
    "any",
    "identifier",
    "number",
    "title_key",
    "agent",
    "kind",
    "iri",
)
YEAR, RANK, NEWEST, OLDEST = "year", "rank", "newest", "oldest"
NAME, ENTRIES, SHOWN = "name", "entries", "shown"
NO_DATE = 9999_99_99
LONGEST = 4_000
"""Characters that are read of a question, and of a title to tell whether it is the one asked for."""
_RANKS = 1 << 32


def stems_field(field: str) -> str:
    """Return the field of the stems of the words of another."""
    return f"{field}_stems"


def entry_schema(facets: tuple[str, ...]) -> Schema:
    """Return the fields of an entry; `facets` are the names of those that are counted."""
    builder = tantivy.SchemaBuilder()
    for field in TEXTS:
        builder.add_text_field(field, tokenizer_name=WORDS)
    for field in STEMMED:
        builder.add_text_field(stems_field(field), tokenizer_name=WORDS)
    # Where words are looked for that are written much like another: in one place, not in each field.
    builder.add_text_field(ANY, tokenizer_name=WORDS, index_option="basic")
    for field in (IDENTIFIER, NUMBER, TITLE_KEY, AGENT):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in facets:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field(YEAR, indexed=True, fast=True)
    for field in (RANK, NEWEST, OLDEST):
        builder.add_unsigned_field(field, fast=True)
    builder.add_bytes_field(SHOWN, stored=True)
    return builder.build()


def thing_schema() -> Schema:
    """Return the fields of a person, a body, a periodical, a topic, a selection, a type."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(NAME, tokenizer_name=WORDS)
    builder.add_text_field(stems_field(NAME), tokenizer_name=WORDS)
    for field in (KIND, IRI, TITLE_KEY, IDENTIFIER):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(ENTRIES, fast=True)
    builder.add_bytes_field(SHOWN, stored=True)
    return builder.build()


def title_key(text: str) -> str:
    """Return what two texts share that are the same title but for case, accents and punctuation."""
    text = text[:LONGEST]
    whole = " ".join(folded_words(text)) or text.strip()
    return blake2b(whole.encode("utf-8", "replace"), digest_size=12).hexdigest()


def moments(day: int | None, rank: int) -> tuple[int, int]:
    """Return what entries are sorted by, the newest and the oldest first, those of one day by their titles.

    `day` is a number like 20240531; an entry without one comes last either way.
    """
    newest = (day or 0) * _RANKS + (_RANKS - 1 - rank)
    return newest, (NO_DATE if day is None else day) * _RANKS + rank
