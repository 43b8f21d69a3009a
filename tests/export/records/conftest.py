"""Catalogues made of entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibliographe.config import load_catalogue
from bibliographe.graph.documents import Task, import_files
from bibliographe.store.access import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.store.access import OpenedStore

RECORDS = "tests/ingest/records"


@pytest.fixture(scope="session")
def catalogue_of(repository: Path) -> Callable[..., Catalogue]:
    """Make a catalogue of files of the checkout or others, imported in their order; `abstracts` may leave or not."""

    def make(folder: Path, *files: str | Path, abstracts: bool = False) -> Catalogue:
        (folder / "graph").mkdir(parents=True)
        text = (repository / "catalogue.toml").read_text(encoding="utf-8")
        if abstracts:
            text = text.replace("export_abstracts = false", "export_abstracts = true")
        (folder / "catalogue.toml").write_text(text, encoding="utf-8")
        catalogue = load_catalogue(folder)
        tasks = [Task(repository / file, f"source-{number}") for number, file in enumerate(files)]
        for done in import_files(catalogue, tasks):
            assert done.error is None, done.error
        return catalogue

    return make


@pytest.fixture(scope="session")
def opened(catalogue_of: Callable[..., Catalogue], tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedStore]:
    """A catalogue of records of three formats and of a printed selection."""
    files = (
        f"{RECORDS}/ris/books.ris",
        f"{RECORDS}/csl/zotero.json",
        f"{RECORDS}/bibtex/library.bib",
        f"{RECORDS}/ris/zotero-article.ris",
    )
    catalogue = catalogue_of(tmp_path_factory.mktemp("records") / "catalogue", *files)
    with open_store(catalogue, notify=lambda _text: None) as store:
        yield store
