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


def _of(*items: dict[str, object]) -> list[Entry]:
    text = json.dumps([{"id": str(number), "title": "Titre", **item} for number, item in enumerate(items)])
    return [one for one in CslReader().read(Source.from_bytes(text.encode(), "export.json")) if isinstance(one, Entry)]


def test_it_is_told_by_its_types_or_its_end_where_a_title_is_long() -> None:
    long = "Mot " * 50_000
    for item in (
        {"id": "a", "type": "article-journal", "title": long, "note": long},
        {"id": "a", "type": "book", "title": long, "issued": {"raw": "2020"}},
    ):
        assert CslReader().recognises(Source.from_bytes(json.dumps([item]).encode(), "export")) > 0
    assert CslReader().recognises(Source.from_bytes(b'[{"id": "a", "type": "book", "title": "T"}]', "export")) == 0


def test_an_item_may_begin_with_a_long_abstract() -> None:
    item = {"DOI": "10.5072/a", "abstract": "Mot " * 5000, "id": "a", "issued": {"raw": "2020"}, "title": "Titre"}
    assert CslReader().recognises(Source.from_bytes(json.dumps([item]).encode(), "export")) > 0


def test_what_finds_no_place_is_told() -> None:
    """A volume without a series, a DOI that is none, numbers of what stands in no periodical."""
    [entry] = _of({"type": "book", "volume": "3", "issue": "4", "DOI": "10/abc"})
    assert {one.field for one in entry.unread} == {"volume", "issue", "DOI"}


@pytest.mark.parametrize("name", [{"family": "Caritas Europa", "isInstitution": "true"}, {"literal": "Tramway Board"}])
def test_bodies_that_are_marked_or_called_so(name: dict[str, str]) -> None:
    [entry] = _of({"author": [name]})
    assert [one.agent.kind for one in entry.contributions] == ["organization"]


def test_the_doi_of_a_note() -> None:
    [entry] = _of({"type": "book", "note": "DOI: 10.5072/abc\nOCLC: 12"})
    assert entry.citation is not None
    assert entry.citation.identifiers == (("doi", "10.5072/abc"),)
    assert [(one.field, one.text) for one in entry.unread] == [("note", "OCLC: 12")]


def test_the_place_that_zotero_wrote_three_times() -> None:
    told, other = _of(
        {"type": "book", "publisher-place": "Paris", "event-place": "Paris", "archive-place": "Paris"},
        {"type": "book", "publisher-place": "Paris", "event-place": "Lyon"},
    )
    assert not told.unread
    assert [one.text for one in other.unread] == ["Lyon"]


@pytest.mark.parametrize(("month", "edtf"), [(13, "2020-21"), (16, "2020-24"), (22, "2020-22"), (12, "2020-12")])
def test_seasons_that_are_numbered_as_months(month: int, edtf: str) -> None:
    [entry] = _of({"issued": {"date-parts": [[2020, month]]}})
    assert entry.citation is not None
    assert entry.citation.issued is not None
    assert entry.citation.issued.edtf == edtf


@pytest.mark.parametrize("name", ["review", "review-book", "patent", "software", "treaty", "hearing", "musical_score"])
def test_each_type_of_csl_is_known(name: str) -> None:
    [entry] = _of({"type": name})
    assert not entry.doubts


def test_an_address_without_its_scheme() -> None:
    [entry] = _of({"URL": "www.example.org/rapport"})
    assert [one.url for one in entry.links] == ["http://www.example.org/rapport"]
