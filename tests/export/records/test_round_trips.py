"""What is written in a format and read back is the same, but for what the loss report lists."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from bibliographe.export.formats import find_format
from bibliographe.export.records import Catalogued, EntryWriter, Job
from bibliographe.export.records.losses import loss_report
from bibliographe.export.records.reading import EntryReader
from bibliographe.export.records.writing import write_entries
from bibliographe.ingest.registry import open_source
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Reject
from bibliographe.store.access import open_store
from tests.export.records.comparing import differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.store.access import OpenedStore

READERS = {
    "ris": "ris", "csl-json": "csl-json", "biblatex": "bibtex", "bibtex": "bibtex", "csv": "csv", "xlsx": "xlsx",
}  # fmt: skip
"""Formats that are read back, and what reads them."""
ABSTRACT = "Un texte que son auteur n'a pas cédé."


@pytest.fixture(scope="module")
def everything(
    catalogue_of: Callable[..., Catalogue], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenedStore]:
    """The printed selections of the corpus and records of all formats, whose abstracts may leave."""
    folder = tmp_path_factory.mktemp("all")
    files = [
        "tests/ingest/records/ris/books.ris", "tests/ingest/records/csl/zotero.json",
        "tests/ingest/records/bibtex/library.bib", "tests/ingest/records/csv/tableur.csv",
        "tests/ingest/records/ris/web.ris", "docs/examples/lecture-publique.md",
    ]  # fmt: skip
    with open_store(catalogue_of(folder / "c", *files, abstracts=True), notify=lambda _text: None) as store:
        yield store


def written(name: str, opened: OpenedStore, folder: Path) -> tuple[bytes, dict[str, Any]]:
    """Return an export and its loss report."""
    writer, stream = find_format(name).load(), BytesIO()
    assert isinstance(writer, EntryWriter)
    with loss_report(folder / "losses.json", name) as losses:
        write_entries(writer, stream, Job(opened, losses))
    return stream.getvalue(), json.loads((folder / "losses.json").read_text(encoding="utf-8"))


def lost_of(report: dict[str, Any]) -> dict[str, set[str]]:
    return {one["entry"]: {lost["property"] for lost in one["lost"]} for one in report["entries_with_losses"]}


def check_round_trip(name: str, given: list[Catalogued], data: bytes, report: dict[str, Any]) -> None:
    """Check that what came back is what was given, but for what was said to be lost."""
    source = Source.from_bytes(data, f"export.{find_format(name).extension}")
    items = list(open_source(source, READERS[name])[1])
    assert not [item for item in items if isinstance(item, Reject)]
    found = [item for item in items if isinstance(item, Entry)]
    assert [one.title for one in found] == [one.entry.title for one in given]
    lost = lost_of(report)
    for before, after in zip(given, found, strict=True):
        changed = differences(before, after)
        assert {path: what for path, what in changed.items() if path not in lost.get(before.iri, set())} == {}


@pytest.mark.parametrize("name", READERS)
def test_what_comes_back_is_what_was_said(name: str, everything: OpenedStore, tmp_path: Path) -> None:
    data, report = written(name, everything, tmp_path)
    check_round_trip(name, list(EntryReader(everything).entries()), data, report)


@pytest.mark.parametrize("name", READERS)
def test_two_exports_have_the_same_bytes(name: str, everything: OpenedStore, tmp_path: Path) -> None:
    assert written(name, everything, tmp_path) == written(name, everything, tmp_path)


@pytest.mark.parametrize("name", [*READERS, "oai-dc", "dcterms"])
def test_abstracts_stay_where_they_must(name: str, catalogue_of: Callable[..., Catalogue], tmp_path: Path) -> None:
    file = tmp_path / "x.ris"
    file.write_text(f"TY  - BOOK\nTI  - Un titre\nAB  - {ABSTRACT}\nER  - \n", encoding="utf-8")
    for allowed in (True, False):
        folder = tmp_path / str(allowed)
        with open_store(catalogue_of(folder, file, abstracts=allowed), notify=lambda _text: None) as opened:
            data, _report = written(name, opened, tmp_path)
        assert ("que son auteur" in _readable(data)) == allowed


def _readable(data: bytes) -> str:
    """Return the text of an export, that of a workbook unpacked."""
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(BytesIO(data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())
