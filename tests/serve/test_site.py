"""Snapshots: one build each, swapped while they are read."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import StoreError
from bibliographe.serve.site import Site
from bibliographe.store.build import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.serve.site import Snapshot

NAMED = '<https://w3id.org/bibliographe/catalogue/id/agent/new-1> <http://xmlns.com/foaf/0.1/name> "Nouveau" .\n'


class Made:
    def __init__(self, snapshot: Snapshot) -> None:
        self.build = snapshot.build
        self.closed = False

    def close(self) -> None:
        self.closed = True


def test_a_snapshot_lasts_as_long_as_it_is_read(
    tmp_path: Path, catalogue_at: Callable[..., Catalogue], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    catalogue = catalogue_at(tmp_path / "catalogue")
    site = Site(catalogue, prepare=[Made])
    assert not site.refresh()
    with site.reading() as before:
        made = before.once(Made)
        triples = before.manifest.triples
        (catalogue.graph / "new.ttl").write_text(NAMED, encoding="utf-8")
        build(catalogue)
        assert site.refresh()
        with site.reading() as after:
            assert after.manifest.triples > triples
            assert after.once(Made).build == after.build != before.build
        assert len(list(before.opened.store.query("SELECT * { ?s ?p ?o }"))) > 0
        assert not made.closed
    assert made.closed
    with pytest.raises(StoreError):
        _ = before.opened.store
    site.close()
    with pytest.raises(StoreError), site.reading():
        pass


def test_a_store_that_was_deleted_and_built_again_is_another(
    tmp_path: Path, catalogue_at: Callable[..., Catalogue]
) -> None:
    catalogue = catalogue_at(tmp_path / "catalogue")
    site = Site(catalogue)
    with site.reading() as before:
        shutil.rmtree(before.opened.folder.parent.parent)
        assert not site.refresh()
        build(catalogue)
        assert site.refresh()
        assert not site.refresh()
        with site.reading() as after:
            assert after is not before
            assert after.build == before.build
    site.close()


def test_what_cannot_be_read_leaves_the_one_in_service(tmp_path: Path, catalogue_at: Callable[..., Catalogue]) -> None:
    catalogue = catalogue_at(tmp_path / "catalogue")
    site = Site(catalogue)
    (catalogue.directory / "catalogue.toml").write_text("base = 3", encoding="utf-8")
    assert not site.refresh()
    with site.reading() as snapshot:
        assert snapshot.manifest.entries == 8
    site.close()
