"""Making the index of a build: once, whole or not at all, gone with its build."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import pytest
import tantivy

from bibliographe.config import load_catalogue
from bibliographe.errors import StoreError
from bibliographe.serve.search import making
from bibliographe.serve.search.index import open_index
from bibliographe.serve.search.making import NAME, ensure_index
from bibliographe.serve.search.request import SearchRequest
from bibliographe.serve.search.searching import search
from bibliographe.store.access import open_store
from bibliographe.store.build import build
from tests.serve.search.invented import ENTRIES, write_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.store.access import OpenedStore


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    write_catalogue(tmp_path / "catalogue", ENTRIES[:4])
    return load_catalogue(tmp_path / "catalogue")


@pytest.fixture
def fresh(catalogue: Catalogue) -> Iterator[OpenedStore]:
    with open_store(catalogue, notify=lambda _text: None) as store:
        yield store


def test_made_once_and_left_as_it_is(fresh: OpenedStore) -> None:
    folder = ensure_index(fresh)
    assert folder == fresh.folder / NAME
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert ensure_index(fresh) == folder
    open_index(fresh)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path in before} == before
    assert fresh.manifest.complete(fresh.folder)


def test_what_a_killed_one_left_is_swept_and_never_used(fresh: OpenedStore) -> None:
    for name in ("search-2.tmp-1", "search-0"):
        (fresh.folder / name).mkdir()
        (fresh.folder / name / "rubbish").write_text("x")
    ensure_index(fresh)
    assert {path.name for path in fresh.folder.glob("search*")} == {NAME, "search.lock"}


def test_an_index_on_a_disk_that_is_read_only_is_read(fresh: OpenedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, real = ensure_index(fresh), tantivy.Index.open

    class Locking:
        @staticmethod
        def open(path: str) -> tantivy.Index:
            if path.startswith(str(folder)):
                raise ValueError("Failed to acquire Lockfile")
            return real(path)

    monkeypatch.setattr(tantivy, "Index", Locking)
    with pytest.raises(ValueError, match="Lockfile"):
        open_index(fresh)
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    index = open_index(fresh)
    found = search(index, SearchRequest())
    assert found.total == len(found.results) > 0
    index.close()


def test_one_that_fails_leaves_nothing(fresh: OpenedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(making, "_fill_things", full)
        with pytest.raises(StoreError, match="full"):
            ensure_index(fresh)
    assert {path.name for path in fresh.folder.glob("search*")} == {"search.lock"}
    assert search(open_index(fresh), SearchRequest()).total == 4


def test_several_at_once_make_one(fresh: OpenedStore) -> None:
    found: list[Path] = []
    threads = [threading.Thread(target=lambda: found.append(ensure_index(fresh))) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [fresh.folder / NAME] * 3


def test_a_folder_that_cannot_be_written_is_said(fresh: OpenedStore) -> None:
    (fresh.folder / "search.lock").mkdir()
    with pytest.raises(StoreError) as caught:
        ensure_index(fresh)
    assert caught.value.remedy
    assert "index" in caught.value.message.fr


def test_the_index_goes_with_its_build(catalogue: Catalogue) -> None:
    with open_store(catalogue, notify=lambda _text: None) as first:
        index = open_index(first)
        shutil.rmtree(catalogue.graph)
        write_catalogue(catalogue.directory / "other", ENTRIES[:7])
        (catalogue.directory / "other" / "graph").rename(catalogue.graph)
        shutil.rmtree(catalogue.directory / "other")
        build(catalogue)
        # Someone reads the build before: it answers still, and its files stay.
        assert first.folder.is_dir()
        assert search(index, SearchRequest()).total == 4
        with open_store(catalogue) as second:
            assert search(open_index(second), SearchRequest()).total == 7
        old = first.folder
    build(catalogue, force=True)
    assert not old.exists()
