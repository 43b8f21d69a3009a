"""The index of one build, opened for reading by as many threads as like."""

from __future__ import annotations

import json
import os
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import tantivy
from tantivy import Query

from bibliographe.i18n import Text
from bibliographe.scratch import WorkFolder
from bibliographe.serve.search.fields import IRI, SHOWN
from bibliographe.serve.search.making import ENTRIES, THINGS, ensure_index
from bibliographe.serve.search.matching import Matcher

if TYPE_CHECKING:
    from pathlib import Path

    from tantivy import DocAddress

    from bibliographe.store.access import OpenedStore

_REMEMBERED = 20_000


class Known(NamedTuple):
    """A thing as the index knows it."""

    iri: str
    kinds: tuple[str, ...]
    label: Text
    names: tuple[str, ...]
    entries: int
    language: str
    """That of its label, where all readers have the same one."""


class SearchIndex:
    """Two indexes that say the same as long as they are open: of the entries, and of the things they speak of."""

    def __init__(self, folder: Path, base: str) -> None:
        """Open what `ensure_index` made; `base` is the address that the catalogue is published under."""
        self.base = base
        self._linked: list[WorkFolder] = []
        entries, things = (self._opened(folder / name) for name in (ENTRIES, THINGS))
        self.entry_schema, self.thing_schema = entries.schema, things.schema
        self.entries, self.things = entries.searcher(), things.searcher()
        self.matcher = Matcher(self.entry_schema, self.entries.doc_freq)
        self.counts_of_all: dict[frozenset[str], dict[str, dict[str, int]]] = {}
        """What the facets count where nothing is asked and nothing chosen, by those of which more is wanted."""
        self.known = lru_cache(_REMEMBERED)(self._find)
        """Returns the thing of an IRI, None where the catalogue has none."""
        self.terms = cache(self._terms)
        """Returns all terms of a field of the entries, sorted."""

    def _opened(self, folder: Path) -> tantivy.Index:
        """Open one of the two; where its folder cannot be written, by links to its files in one that can.

        tantivy locks a file beside those of an index even to read them.
        """
        try:
            return tantivy.Index.open(str(folder))
        except ValueError:
            if os.access(folder, os.W_OK):
                raise
        links = WorkFolder()
        self._linked.append(links)
        for path in folder.iterdir():
            if not path.name.endswith(".lock"):
                (links.path / path.name).symlink_to(path.resolve())
        return tantivy.Index.open(str(links.path))

    def close(self) -> None:
        """Take away the links, if there are any."""
        for links in self._linked:
            links.remove()

    def _terms(self, field: str) -> list[str]:
        return sorted(term for term, _entries in self.entries.terms_with_prefix(field, ""))

    def entry(self, address: DocAddress) -> dict[str, Any]:
        """Return what a result shows of an entry."""
        return _shown(self.entries, address)

    def thing(self, address: DocAddress) -> Known:
        """Return the thing that stands somewhere in the index."""
        shown = _shown(self.things, address)
        label = Text(*shown["label"])
        names, kinds = tuple(shown["names"]), tuple(shown["kinds"])
        return Known(shown["iri"], kinds, label, names, shown["entries"], shown["language"])

    def _find(self, iri: str) -> Known | None:
        hits = self.things.search(Query.term_query(self.thing_schema, IRI, iri), 1, count=False).hits
        return self.thing(hits[0][1]) if hits else None


def open_index(opened: OpenedStore) -> SearchIndex:
    """Open the index of a build, made first when there is none; raises `StoreError` when it cannot be made."""
    return SearchIndex(ensure_index(opened), opened.catalogue.base)


def _shown(searcher: tantivy.Searcher, address: DocAddress) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(bytes(searcher.doc(address).get_first(SHOWN) or b"{}"))
    return shown
