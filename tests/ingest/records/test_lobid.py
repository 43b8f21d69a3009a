"""Records of lobid.org: real ones, and any JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibliographe.ingest.records.lobid import LobidReader
from bibliographe.ingest.records.lobid_parts import part_cited
from bibliographe.ingest.registry import open_source, recognise
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Item, Reject

if TYPE_CHECKING:
    from pathlib import Path

REAL = {
    "990053976760206441.json": ("document", 5, 0, 34),
    "990062819040206441.json": ("book", 5, 1, 18),
    "990210285400206441.json": ("video", 0, 6, 23),
    "990223521400206441.json": ("book", 15, 2, 33),
    "99370782520706441.json": ("book", 0, 1, 13),
}
"""Kind, keywords, contributions, and fields without a place of each sample."""
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["label", "id", "type", "agent", "role", "componentList", "notation"]), inner),
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(
    [
        *("title", "otherTitleInformation", "type", "medium", "contribution", "publication", "isbn", "issn", "doi"),
        *("subject", "language", "extent", "edition", "abstract", "isPartOf", "containedIn", "bibliographicCitation"),
        *("tableOfContents", "description", "thesisInformation", "id", "note"),
    ]
)


@pytest.mark.parametrize("name", sorted(REAL))
def test_real_records(name: str, shared: Path) -> None:
    (entry,) = open_source(Source.from_path(shared / "samples" / "jsonld" / "lobid" / name))[1]
    assert isinstance(entry, Entry)
    assert (entry.kind, len(entry.keywords), len(entry.contributions), len(entry.unread)) == REAL[name]
    assert entry.language == "de"


@settings(deadline=None)
@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=8), min_size=1, max_size=4))
def test_each_record_is_an_entry_or_a_reject(records: list[dict[str, object]]) -> None:
    items: list[Item] = list(LobidReader().read(Source.from_bytes(json.dumps(records, indent=1).encode(), "a.json")))
    assert len(items) == len(records)
    assert all(isinstance(item, Entry | Reject) for item in items)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("10(2008), Heft 3, Seite 12-20", ("10", "3", "12-20", True)),
        ("Bd. 4 (1990), H. 2, S. 5-9, 11", ("4", "2", "5-9, 11", True)),
        ("2015, Nr. 7, S. 3", (None, "7", "3", True)),
        ("10(2008), Beilage", ("10", None, None, False)),
    ],
)
def test_the_words_of_a_citation(words: str, parts: tuple[str | None, str | None, str | None, bool]) -> None:
    found = part_cited(words)
    assert (found.volume, found.number, found.pages, found.is_whole) == parts


def test_other_json_is_not_taken_for_lobid() -> None:
    for text in ('{"@context": "https://schema.org", "id": "https://example.org/1"}', "[]", "Un livre"):
        assert LobidReader().recognises(Source.from_bytes(text.encode(), "a.json")) == 0
    record = b'[{"id": "http://lobid.org/resources/1#!", "title": "T"}]'
    assert isinstance(recognise(Source.from_bytes(record, "a.json")), LobidReader)
