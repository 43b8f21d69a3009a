"""CSL-JSON that is broken, deep, or of other shapes than the schema has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibliographe.ingest.records.csl import CslReader
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Item, Reject

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=8,
)
NAMES = st.sampled_from(
    [
        "id",
        "type",
        "title",
        "author",
        "editor",
        "issued",
        "accessed",
        "page",
        "ISBN",
        "DOI",
        "URL",
        "volume",
        "keyword",
        "language",
    ]
)
DATES = st.builds(
    lambda parts: {"date-parts": parts},
    st.lists(st.lists(st.one_of(st.integers(-5, 3000), WORDS), max_size=4), max_size=3),
)
RECORDS = st.dictionaries(
    NAMES, st.one_of(VALUES, DATES, st.lists(st.dictionaries(st.sampled_from(["family", "given", "literal"]), WORDS)))
)


def read(text: str) -> list[Item]:
    return list(CslReader().read(Source.from_bytes(text.encode(), "data.json")))


@settings(deadline=None)
@given(st.lists(RECORDS, min_size=1, max_size=5))
def test_each_object_is_an_entry_or_a_reject(records: list[dict[str, object]]) -> None:
    items = read(json.dumps(records, ensure_ascii=False, indent=1))
    assert len(items) == len(records)
    assert all(isinstance(item, (Entry, Reject)) for item in items)


@settings(deadline=None)
@given(st.lists(RECORDS, min_size=1, max_size=3), st.data())
def test_a_damaged_file_is_read_to_its_end(records: list[dict[str, object]], data: st.DataObject) -> None:
    text = json.dumps(records, ensure_ascii=False, indent=1)
    at = data.draw(st.integers(0, len(text) - 1))
    text = text[:at] + data.draw(st.sampled_from(["", "{", "}", "[", '"', "x"])) + text[at + 1 :]
    if not text.strip():
        return
    source = Source.from_bytes(text.encode(), "data.json")
    inside = {
        number
        for item in CslReader().read(source)
        if isinstance(item, (Entry, Reject))
        for number in range(item.span.first, item.span.last + 1)
    }
    outside = [line for number, line in enumerate(source.lines, start=1) if number not in inside]
    assert not [line for line in outside if any(map(str.isalpha, line))]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[]", "{}", "[1, 2]", "nul", "[{]"])
def test_what_is_no_list_of_items_ends(text: str) -> None:
    assert not any(isinstance(item, Entry) for item in read(text))


def test_other_json_is_not_taken_for_it(shared: Path) -> None:
    for path in (shared / "samples" / "jsonld" / "lobid").glob("*.json"):
        assert CslReader().recognises(Source.from_path(path)) == 0
