"""An entry or a thing as a document of its index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tantivy import Document

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

_LONGEST_TEXT = 50_000
"""Characters of one text that are searched."""


def entry_document(entry: Described, rank: int) -> Document:
    """Return an entry for the index; `rank` is its place in the order of titles."""
    document = Document()
    words: dict[str, None] = {}
    for field, texts in entry.texts.items():
        words |= dict.fromkeys(_add_texts(document, field, texts, stemmed=field in STEMMED))
    document.add_text(ANY, " ".join(words))
    for field, values in (*entry.facets.items(), (AGENT, entry.agents), (NUMBER, entry.numbers)):
        for value in values:
            document.add_text(field, value)
    for identifier in dict.fromkeys(form for one in entry.identifiers for form in forms(one)):
        document.add_text(IDENTIFIER, identifier)
    for key in dict.fromkeys(title_key(said.text) for said in entry.texts["title"]):
        document.add_text(TITLE_KEY, key)
    if entry.year is not None:
        document.add_unsigned(YEAR, entry.year)
    newest, oldest = moments(entry.day, rank)
    document.add_unsigned(RANK, rank)
    document.add_unsigned(NEWEST, newest)
    document.add_unsigned(OLDEST, oldest)
    document.add_bytes(SHOWN, _json(_entry_shown(entry)))
    return document


def thing_document(thing: Thing) -> Document:
    """Return a thing for the index."""
    document = Document()
    _add_texts(document, NAME, thing.names, stemmed=True)
    for key in dict.fromkeys(title_key(said.text) for said in thing.names):
        document.add_text(TITLE_KEY, key)
    for kind in thing.kinds:
        document.add_text(KIND, kind)
    for identifier in dict.fromkeys(form for one in thing.identifiers for form in forms(one)):
        document.add_text(IDENTIFIER, identifier)
    document.add_text(IRI, thing.iri)
    document.add_unsigned(ENTRIES, thing.entries)
    names = list(dict.fromkeys(said.text for said in thing.names))
    shown = {"iri": thing.iri, "kinds": thing.kinds, "label": thing.label, "names": names, "entries": thing.entries}
    document.add_bytes(SHOWN, _json(shown))
    return document


def _entry_shown(entry: Described) -> dict[str, object]:
    return {
        "iri": entry.iri,
        "title": entry.title,
        "type": entry.facets["f_type"][0],
        "people": entry.people,
        "citation": entry.citation,
        "year": entry.year,
        "numbers": entry.numbers,
        "excerpts": entry.excerpts,
    }


def _add_texts(document: Document, field: str, texts: Iterable[Said], *, stemmed: bool) -> list[str]:
    """Add words and return them; each text is a value of its own, so that no phrase reaches from one into the next."""
    found = []
    for text, language in texts:
        words = folded_words(text[:_LONGEST_TEXT])
        if words:
            found += words
            document.add_text(field, " ".join(words))
            if stemmed:
                document.add_text(stems_field(field), " ".join(stem(word, language) for word in words))
    return found


def _json(shown: dict[str, object]) -> bytes:
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
