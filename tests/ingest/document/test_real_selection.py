"""The real selection, read entry by entry: its facts were checked line by line against the source."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bibliographe.ingest.document import MarkdownReader, coverage
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Item, Note, Reject, Selection, Topic
from tests.ingest.document.documents import only

GOLDEN = Path(__file__).parent / "golden" / "selection-ia-rh-2024.json"
ENTRIES = 48
PER_TOPIC = {"1.1": 1, "1.2": 12, "2.1": 6, "2.2": 6, "2.3": 5, "3.1": 6, "3.2": 6, "3.3": 6}


@cache
def expected() -> list[dict[str, Any]]:
    return list(json.loads(GOLDEN.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def source(shared: Path) -> Source:
    return Source.from_path(shared / "sources" / "selection-ia-rh-2024.md")


@pytest.fixture(scope="module")
def items(source: Source) -> list[Item]:
    return list(MarkdownReader().read(source))


def facts(entry: Entry, notations: dict[tuple[str, ...], str | None]) -> dict[str, Any]:
    """Return what an entry states, never its annotation; empty fields are left out."""
    citation = entry.citation
    issue, periodical = citation.issue, citation.periodical
    date = citation.issued or (issue.date if issue else None)
    stated: dict[str, Any] = {
        "title": entry.title,
        "kind": entry.kind,
        "topic": notations[entry.topic] if entry.topic else None,
        "people": [[one.agent.name, one.role] for one in entry.contributions],
        "publishers": [agent.name for agent in citation.publishers],
        "places": list(citation.places),
        "container": periodical and periodical.title,
        "issue": issue and issue.number,
        "date": date and date.verbatim,
        "edtf": date and date.edtf,
        "accessed": citation.accessed and citation.accessed.edtf,
        "event": citation.event and citation.event.date and citation.event.date.edtf,
        "pages": citation.pages and citation.pages.verbatim,
        "extent": citation.extent,
        "contents": ["  " * line.depth + line.text for line in entry.contents],
        "links": [link.label for link in entry.links],
        "mentions": [agent.name for agent in entry.mentions],
        "lines": [entry.span.first, entry.span.last],
    }
    return {key: value for key, value in stated.items() if value}


def test_the_golden_file_holds_every_entry() -> None:
    assert len(expected()) == ENTRIES


@pytest.mark.parametrize("number", range(ENTRIES))
def test_every_fact_of_an_entry(items: list[Item], number: int) -> None:
    notations = {topic.path: topic.notation for topic in only(items, Topic)}
    assert facts(only(items, Entry)[number], notations) == expected()[number]


def test_entries_stand_under_their_themes(items: list[Item]) -> None:
    notations = {topic.path: topic.notation for topic in only(items, Topic)}
    found = Counter(notations[entry.topic] for entry in only(items, Entry) if entry.topic)
    assert found == PER_TOPIC
    assert [topic.notation for topic in only(items, Topic)] == [
        "1", "1.1", "1.2", "2", "2.1", "2.2", "2.3", "3", "3.1", "3.2", "3.3",
    ]  # fmt: skip


def test_the_title_block(items: list[Item]) -> None:
    (selection,) = only(items, Selection)
    assert selection.title == "IA : chance ou menace pour l'expertise RH ?"
    assert [agent.name for agent in selection.compilers] == ["CIG petite couronne"]
    assert selection.issued
    assert selection.issued.edtf == "2024-10-11"
    event = selection.event
    assert event
    assert (event.title, event.edition, event.place) == ("Rencontres Emploi RH", "6e édition", "CIG, Pantin")
    assert event.date
    assert event.date.edtf == "2024-10-11"


def test_the_box_of_definitions(items: list[Item]) -> None:
    (note,) = only(items, Note)
    assert note.title == "Définitions"
    first, second = note.quotations
    assert first.title
    assert first.title.startswith("Stratégie d'usage de l'intelligence artificielle")
    assert (first.citation.extent, first.citation.medium) == ("18", "Brochure")
    assert second.text == "site internet vie publique"


def test_nothing_is_rejected_nor_lost(items: list[Item], source: Source) -> None:
    assert only(items, Reject) == []
    assert coverage(items, source) == []


def test_no_annotation_is_among_the_facts(items: list[Item]) -> None:
    for entry in only(items, Entry):
        for line in (entry.annotation or "").split("\n"):
            assert not line or line not in entry.text
