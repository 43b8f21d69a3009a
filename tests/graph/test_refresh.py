"""The register is the same however it was brought up to date: read past, or held in memory."""

from __future__ import annotations

import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import Catalogue, load_catalogue
from bibliographe.graph import files, sorted_files
from bibliographe.graph.content_hash import content_hash, hash_of
from bibliographe.graph.files import read_statements
from bibliographe.graph.journal import DRAFTS, commit
from bibliographe.graph.lines import line_of
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.register import Register
from tests.graph.refreshing import refresh

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def catalogue(tmp_path: Path, repository: Path) -> Catalogue:
    folder = tmp_path / "catalogue"
    shutil.copytree(
        repository / "tests/fixtures/catalogue-small", folder, ignore=shutil.ignore_patterns(".bibliographe")
    )
    return load_catalogue(folder)


def in_memory(catalogue: Catalogue) -> str:
    """What the register must say, by the class that holds all of it."""
    folder, register = GraphFolder(catalogue), Register(catalogue)
    for thing in folder:
        record = folder.record(thing)
        assert record is not None
        register.observed(record)
    (content,) = register.contents().values()
    assert isinstance(content, str)
    return content


def corrupt(catalogue: Catalogue, chance: random.Random) -> None:
    """Correct a text here and there, and forget some registrations."""
    for path in sorted(catalogue.graph.glob("*.ttl")):
        header, *blocks = path.read_text(encoding="utf-8").split("\n\n")
        if path.stem == "register":
            blocks = [block for block in blocks if chance.random() < 0.8]
        else:
            blocks = [block.replace('e"', 'é\\n"') if chance.random() < 0.3 else block for block in blocks]
        path.write_text("\n\n".join([header, *blocks]), encoding="utf-8")


@pytest.mark.parametrize("seed", range(4))
def test_read_past_or_held_the_register_is_the_same(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    corrupt(catalogue, random.Random(seed))
    if seed % 2:
        monkeypatch.setattr(sorted_files, "_LARGE", 0)
    expected = in_memory(catalogue)
    before = (catalogue.graph / "register.ttl").read_text(encoding="utf-8")
    found = refresh(catalogue)
    written = (catalogue.graph / "register.ttl").read_text(encoding="utf-8")
    assert written == expected != before
    assert found.changed
    assert not refresh(catalogue).changed
    for path, count in found.counts.items():
        assert count == len(set(read_statements(path, catalogue.base)))


def test_a_large_register_is_lines_and_says_the_same(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh(catalogue)
    said = set(read_statements(catalogue.graph / "register.ttl", catalogue.base))
    monkeypatch.setattr(files, "TURTLE_LIMIT", 100)
    assert refresh(catalogue).changed
    assert not (catalogue.graph / "register.ttl").exists()
    lines = (catalogue.graph / "register.nt").read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines == sorted(map(line_of, said))
    assert not refresh(catalogue).changed
    assert not (catalogue.state / DRAFTS).exists()


def test_a_register_whose_records_are_called_otherwise_is_read_too(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    refresh(catalogue)
    path = catalogue.graph / "register.ttl"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("<doc/entry/a", "<doc/zzz/a"), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != whole
    assert refresh(catalogue).changed
    assert path.read_text(encoding="utf-8") == whole


def test_other_processes_find_the_same(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    corrupt(catalogue, random.Random(9))
    expected = in_memory(catalogue)
    with ProcessPoolExecutor(2) as executor:
        refresh(catalogue, executor=executor)
    assert (catalogue.graph / "register.ttl").read_text(encoding="utf-8") == expected


def test_a_hash_of_lines_is_the_hash_of_the_statements(catalogue: Catalogue) -> None:
    folder = GraphFolder(catalogue)
    records = [record for thing in folder if (record := folder.record(thing))]
    assert len(records) > 20
    for record in records:
        assert hash_of(map(line_of, record.triples)) == content_hash(record.triples)


def test_a_draft_that_is_left_lying_is_swept(catalogue: Catalogue) -> None:
    folder = catalogue.state / DRAFTS
    folder.mkdir(parents=True)
    (folder / "x.nt").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    refresh(catalogue)
    assert not folder.exists()


def test_a_file_takes_the_place_of_another(catalogue: Catalogue) -> None:
    catalogue.state.mkdir(exist_ok=True)
    for expected in ([catalogue.graph / "x.nt"], []):
        draft = catalogue.state / "draft.nt"
        draft.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
        assert commit(catalogue, {catalogue.graph / "x.nt": draft}) == expected
        assert (catalogue.graph / "x.nt").read_text(encoding="utf-8") == "<urn:a> <urn:b> <urn:c> .\n"
