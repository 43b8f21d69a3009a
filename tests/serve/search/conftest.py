"""Indexes of invented catalogues."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import load_catalogue
from bibliographe.serve.search.index import open_index
from bibliographe.store.access import open_store
from tests.serve.search.invented import ENTRIES, write_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.store.access import OpenedStore
    from tests.serve.search.invented import Invented


@pytest.fixture(scope="session")
def opened_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., OpenedStore]]:
    """Make and build a catalogue of entries, and keep its store open until the tests are done."""
    with ExitStack() as stack:

        def make(entries: Iterable[Invented] = ENTRIES, *, abstracts: bool = False) -> OpenedStore:
            folder = tmp_path_factory.mktemp("search") / "catalogue"
            write_catalogue(folder, entries, abstracts=abstracts)
            return stack.enter_context(open_store(load_catalogue(folder), notify=lambda _text: None))

        yield make


@pytest.fixture(scope="session")
def opened(opened_of: Callable[..., OpenedStore]) -> OpenedStore:
    """The store of the invented catalogue; abstracts stay in it."""
    return opened_of()


@pytest.fixture(scope="session")
def index(opened: OpenedStore) -> SearchIndex:
    """Its index."""
    return open_index(opened)
