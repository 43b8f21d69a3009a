"""Selections read out of catalogues of one source each."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bibliographe.export.printed.selection import PrintedSelection, SelectionReader
from bibliographe.store.access import open_store
from tests.export.records.conftest import catalogue_of as catalogue_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.store.access import OpenedStore

EXAMPLE = "docs/examples/lecture-publique.md"


@pytest.fixture(scope="session")
def catalogue_with(
    catalogue_of: Callable[..., Catalogue],
) -> Callable[..., AbstractContextManager[OpenedStore]]:
    """Open a new catalogue of some files."""

    @contextmanager
    def make(folder: Path, *files: str | Path, abstracts: bool = True) -> Iterator[OpenedStore]:
        catalogue = catalogue_of(folder, *files, abstracts=abstracts)
        with open_store(catalogue, notify=lambda _text: None) as opened:
            yield opened

    return make


@pytest.fixture(scope="session")
def example(
    catalogue_with: Callable[..., AbstractContextManager[OpenedStore]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenedStore]:
    """A catalogue of the invented selection of the documentation, whose abstracts may leave."""
    with catalogue_with(tmp_path_factory.mktemp("example") / "c", EXAMPLE) as opened:
        yield opened


def only_selection(opened: OpenedStore) -> PrintedSelection:
    """Return the selection of a catalogue that has one."""
    reader = SelectionReader(opened)
    (named,) = reader.names()
    return reader.read(named.iri)
