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
    "990053976760206441.json": ("document", 5, 0, 33),
    "990062819040206441.json": ("book", 5, 1, 17),
    "990210285400206441.json": ("video", 0, 6, 22),
    "990223521400206441.json": ("book", 15, 2, 32),
    "99370782520706441.json": ("book", 0, 1, 12),
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


def _of(**record: object) -> Entry:
    text = json.dumps({"id": "http://lobid.org/resources/990000000010206441#!", "title": "Das Archiv", **record})
    (entry,) = LobidReader().read(Source.from_bytes(text.encode(), "a.json"))
    assert isinstance(entry, Entry)
    return entry


def test_a_role_may_stand_with_its_agent() -> None:
    role = {"id": "http://id.loc.gov/vocabulary/relators/edt", "label": "Herausgeber/in"}
    entry = _of(contribution=[{"agent": {"label": "Roth, Anna", "type": ["Person"], "role": role}}])
    assert [(one.agent.name, one.role) for one in entry.contributions] == [("Anna Roth", "editor")]
    assert not [one for one in entry.unread if one.field == "contribution"]


def test_marks_of_non_sorting_are_taken_off() -> None:
    entry = _of(title="<<L'>>Archive", contribution=[{"agent": {"label": "<<Die>> Brücke", "type": ["CorporateBody"]}}])
    assert (entry.title, entry.contributions[0].agent.name) == ("L'Archive", "Die Brücke")


def test_a_label_that_stands_for_one_is_no_series() -> None:
    above = [{"id": "http://lobid.org/resources/HT1#!", "label": "lobid Ressource"}]
    entry = _of(isPartOf=[{"hasSuperordinate": above, "numbering": "2"}], type=["Book"])
    assert entry.citation is not None
    assert entry.citation.series is None
    assert {(one.field, one.text) for one in entry.unread} >= {
        ("isPartOf", "2"),
        ("isPartOf.id", "http://lobid.org/resources/HT1#!"),
    }


def test_an_article_in_a_book_is_a_chapter() -> None:
    said = "Das Haus : ein Lesebuch / Paul Roth (Hg.); Orig.-Ausg.; 1996; S. 101-[108]"
    entry = _of(type=["Article"], bibliographicCitation=said)
    assert entry.citation is not None
    assert entry.citation.host is not None
    assert entry.citation.pages is not None
    assert (entry.kind, entry.citation.host.title) == ("chapter", "Das Haus : ein Lesebuch")
    assert (entry.citation.pages.start, entry.citation.pages.end) == ("101", "108")
    within = _of(type=["Article"], bibliographicCitation=said, containedIn=[{"label": "Eine Zeitschrift"}])
    assert (within.kind, within.citation and within.citation.host) == ("article", None)


@pytest.mark.parametrize(("types", "kind"), [(["Map", "Book"], "document"), (["Thesis", "Book"], "thesis")])
def test_what_says_most_of_several_types_counts(types: list[str], kind: str) -> None:
    assert _of(type=["BibliographicResource", *types]).kind == kind


def test_a_film_may_be_called_a_book() -> None:
    medium = [{"id": "http://purl.org/ontology/bibo/AudioVisualDocument", "label": "Audio-Visuell"}]
    assert _of(type=["Book"], medium=medium).kind == "video"


def test_lobids_number_is_the_key() -> None:
    assert _of(almaMmsId="990000000010206441", hbzId="HT1").key == "990000000010206441"
    assert _of(hbzId="HT1").key == "HT1"
