"""An entry or a thing as a document of its index: in JSON, which crosses from process to process as it is.

Source: tantivy's documents in JSON; bytes are in Base64 (RFC 4648, section 4).
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bibliographe.serve.search.fields import (
    AGENT,
    ANY,
    ENTRIES,
    IDENTIFIER,
    IRI,
    KIND,
    NAME,
    NEWEST,
    NUMBER,
    OLDEST,
    RANK,
    SHOWN,
    STEMMED,
    TITLE_KEY,
    YEAR,
    moments,
    stems_field,
    title_key,
)
from bibliographe.serve.search.identifiers import forms
from bibliographe.serve.search.words import folded_words, stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.serve.search.described import Described, Said
    from bibliographe.serve.search.things import Thing

Document = dict[str, Any]
"""Values by field."""
_LONGEST_TEXT = 50_000
"""Characters of one text that are searched."""
_RECURRING = 200
"""Characters of texts whose words are remembered: names, topics and types come back with many entries."""
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def entry_document(entry: Described, rank: int) -> str:
    """Return an entry for the index; `rank` is its place in the order of titles."""
    document: Document = {}
    words: dict[str, None] = {}
    for field, texts in entry.texts.items():
        words |= dict.fromkeys(_add_texts(document, field, texts, stemmed=field in STEMMED))
    newest, oldest = moments(entry.day, rank)
    document |= entry.facets
    document |= {
        ANY: " ".join(words),
        AGENT: entry.agents,
        NUMBER: entry.numbers,
        IDENTIFIER: _forms(entry.identifiers),
        TITLE_KEY: _keys(entry.texts["title"]),
        RANK: rank,
        NEWEST: newest,
        OLDEST: oldest,
        SHOWN: _shown(_entry_shown(entry)),
    }
    if entry.year is not None:
        document[YEAR] = entry.year
    return json.dumps(document)


def thing_document(thing: Thing) -> str:
    """Return a thing for the index."""
    document: Document = {}
    _add_texts(document, NAME, thing.names, stemmed=True)
    names = list(dict.fromkeys(said.text for said in thing.names))
    shown = {"iri": thing.iri, "kinds": thing.kinds, "label": thing.label, "names": names, "entries": thing.entries,
             "language": thing.language}  # fmt: skip
    document |= {
        TITLE_KEY: _keys(thing.names),
        KIND: thing.kinds,
        IDENTIFIER: _forms(thing.identifiers),
        IRI: thing.iri,
        ENTRIES: thing.entries,
        SHOWN: _shown(shown),
    }
    return json.dumps(document)


def _entry_shown(entry: Described) -> dict[str, object]:
    return {
        "iri": entry.iri,
        "title": entry.title,
        "language": entry.facets["f_language"][0],
        "type": entry.facets["f_type"][0],
        "people": entry.people,
        "citation": entry.citation,
        "year": entry.year,
        "numbers": entry.numbers,
        "excerpts": entry.excerpts,
    }


def _add_texts(document: Document, field: str, texts: Iterable[Said], *, stemmed: bool) -> list[str]:
    """Add words and return them; each text is a value of its own, so that no phrase reaches from one into the next."""
    found: list[str] = []
    values: list[str] = []
    stems: list[str] = []
    for text, language in texts:
        made = _words if len(text) <= _RECURRING else _words.__wrapped__
        words, value, stem_value = made(text, language if stemmed else None)
        if words:
            found += words
            values.append(value)
            stems.append(stem_value)
    document[field] = values
    if stemmed:
        document[stems_field(field)] = stems
    return found


@lru_cache(20_000)
def _words(text: str, language: str | None) -> tuple[list[str], str, str]:
    """Return the words of a text, and as values of a field; their stems too where there is a language."""
    words = folded_words(text[:_LONGEST_TEXT])
    stems = "" if language is None else " ".join([stem(word, language) for word in words])
    return words, " ".join(words), stems


def _forms(identifiers: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(form for one in identifiers for form in _forms_of(one)))


_forms_of = lru_cache(5_000)(forms)


def _keys(names: Iterable[Said]) -> list[str]:
    return list(dict.fromkeys(title_key(said.text) for said in names))


def _shown(shown: dict[str, object]) -> str:
    said = _COMPACT.encode(shown).encode("utf-8", "replace")
    return b64encode(said).decode("ascii")
