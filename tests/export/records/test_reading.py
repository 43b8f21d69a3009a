"""Entries read out of the store are those that were read in."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode

from bibliographe.export.records import Catalogued, Job, Losses, TextEntryWriter
from bibliographe.export.records.losses import loss_report
from bibliographe.export.records.reading import EntryReader
from bibliographe.export.records.spoken import spoken
from bibliographe.export.records.writing import write_entries
from bibliographe.i18n import Text
from bibliographe.ingest.registry import read_file
from bibliographe.model.entry import Citation, Entry
from bibliographe.store.access import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.store.access import OpenedStore

FILES = ["ris/books.ris", "ris/zotero-article.ris", "csl/zotero.json", "bibtex/library.bib", "csv/tableur.csv"]
NOT_KEPT = {"span", "text", "readings", "doubts", "unread", "annotation", "citation", "position", "topic"}
SETS = {"keywords", "links", "mentions", "publishers", "places"}
"""What the profile says without an order."""


def of(value: object, names: set[str]) -> dict[str, Any]:
    found = {one.name: getattr(value, one.name) for one in fields(value) if one.name in names}  # type: ignore[arg-type]
    return {name: sorted(map(str, one)) if name in SETS else one for name, one in found.items()}


def bare(identifiers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value.replace("-", "")) if key == "isbn" else (key, value) for key, value in identifiers)


def comparable(entry: Entry) -> dict[str, Any]:
    """Return an entry without what is of its file alone, identifiers in their bare form."""
    citation = entry.citation
    host = replace(citation.host, identifiers=bare(citation.host.identifiers)) if citation.host else None
    citation = replace(citation, identifiers=bare(citation.identifiers), form="", host=host)
    said = of(entry, {one.name for one in fields(Entry)} - NOT_KEPT)
    return said | of(citation, {one.name for one in fields(Citation)})


@pytest.mark.parametrize("name", FILES)
def test_an_entry_comes_back_as_it_was_read(
    name: str, tmp_path: Path, repository: Path, catalogue_of: Callable[..., Catalogue]
) -> None:
    path = f"tests/ingest/records/{name}"
    given = [item for item in read_file(repository / path) if isinstance(item, Entry)]
    with open_store(catalogue_of(tmp_path / "c", path), notify=lambda _text: None) as opened:
        found = [catalogued.entry for catalogued in EntryReader(opened).entries()]
    assert [one.position for one in found] == [one.position for one in given]
    assert [comparable(one) for one in found] == [comparable(one) for one in given]


def test_an_entry_of_two_sources_comes_once(tmp_path: Path, catalogue_of: Callable[..., Catalogue]) -> None:
    file = "tests/ingest/records/ris/books.ris"
    with open_store(catalogue_of(tmp_path / "c", file, file), notify=lambda _text: None) as opened:
        found = list(EntryReader(opened).entries())
    assert len({one.iri for one in found}) == len(found)
    assert all(len(one.listings) == 2 for one in found)


@pytest.mark.parametrize("allowed", [True, False])
def test_abstracts_leave_only_where_they_may(
    allowed: bool,
    tmp_path: Path,
    catalogue_of: Callable[..., Catalogue],
) -> None:
    catalogue = catalogue_of(tmp_path / "c", "tests/ingest/records/csl/zotero.json", abstracts=allowed)
    with open_store(catalogue, notify=lambda _text: None) as opened:
        found = list(EntryReader(opened).entries())
    assert any(one.entry.annotation for one in found) == allowed
    assert any(path == "dcterms:abstract" for one in found for path, _value in one.said) == allowed


class Titles(TextEntryWriter):
    """A format that has titles and the volume of an issue, if that is a number."""

    carries = frozenset({"dcterms:title", "bibo:Issue/bibo:volume", "schema:ListItem"})

    def record(self, catalogued: Catalogued, job: Job) -> str:
        issue = catalogued.entry.citation.issue
        if issue and issue.volume and not issue.volume.isdecimal():
            job.losses.lose("bibo:Issue/bibo:volume", issue.volume, Text("pas un nombre", "no number"))
        return f"{catalogued.entry.title}\n"


def test_what_a_format_does_not_carry_is_listed(opened: OpenedStore, tmp_path: Path) -> None:
    stream = BytesIO()
    with loss_report(tmp_path / "losses.json", "titles") as losses:
        write_entries(Titles(), stream, Job(opened, losses))
    report = json.loads((tmp_path / "losses.json").read_text(encoding="utf-8"))
    entries = list(EntryReader(opened).entries())
    assert stream.getvalue().decode().splitlines() == [one.entry.title for one in entries]
    assert report["entries"] == len(entries)
    assert report["with_losses"] == len(report["entries_with_losses"])
    lost = {(one["entry"], what["property"]) for one in report["entries_with_losses"] for what in one["lost"]}
    said = {(one.iri, path) for one in entries for path, _value in one.said}
    assert lost == {
        (iri, path)
        for iri, path in said
        if path.partition("/")[0] not in Titles.carries - {"bibo:Issue"} and path not in Titles.carries
    }
    assert report["totals"]["dcterms:creator"]["entries"] == sum(
        any(path == "dcterms:creator" for path, _ in one.said) for one in entries
    )
    assert "dcterms:creator" in (losses.summary("en") or "")


def test_everything_carried_is_no_loss(opened: OpenedStore, tmp_path: Path) -> None:
    everything = frozenset(path for one in EntryReader(opened).entries() for path, _value in one.said)
    writer = Titles()
    writer.carries = everything  # type: ignore[misc]
    with loss_report(tmp_path / "losses.json", "all") as losses:
        write_entries(writer, BytesIO(), Job(opened, losses))
    assert json.loads((tmp_path / "losses.json").read_text(encoding="utf-8"))["entries_with_losses"] == []
    assert losses.summary("fr") is None


def test_no_report_is_no_file() -> None:
    with loss_report(None, "titles") as losses:
        assert isinstance(losses, Losses)


def test_an_outline_is_what_a_whole_reading_says_too(opened: OpenedStore) -> None:
    reader = EntryReader(opened)
    told = {"title", "kind", "language", "contributions", "others", "citation"}
    entries = list(reader.entries())
    assert len(entries) > 5
    for one in entries:
        assert of(reader.outline(NamedNode(one.iri)), told) == of(one.entry, told)


@pytest.mark.parametrize(
    ("said", "tag"),
    [(None, "fr"), ("", "fr"), ("pt-BR", "pt-BR"), ("français", "fr"), ("ancien français d'ici", "und")],
)
def test_a_language_is_told_by_a_tag_whatever_the_graph_says(said: str | None, tag: str) -> None:
    assert spoken(said) == tag
