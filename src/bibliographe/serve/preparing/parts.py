"""What is made beside each build, once, whoever makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.serve.discovery.beside import beside_of, ensure_beside
from bibliographe.serve.oai.provider import ensure_oai_index, has_oai_index
from bibliographe.serve.pages.counted import ensure_counts, has_counts
from bibliographe.serve.preparing.sharing import readers
from bibliographe.serve.search.making import ensure_index, index_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.store.access import OpenedStore


@dataclass(frozen=True, slots=True)
class Part:
    """One of them."""

    name: str
    what: Text
    """What people are told is being made."""
    is_there: Callable[[OpenedStore], bool]
    ensure: Callable[[OpenedStore], object]
    """Makes it where it is not there; raises `BibliographeError`."""
    niceness: int = 5
    """How far it stands back for requests and for the rest of the machine."""


def _search(opened: OpenedStore) -> None:
    with readers(opened.manifest.entries) as executor:
        ensure_index(opened, executor)


SEARCH = Part(
    "search",
    Text("l'index de la recherche", "the search index"),
    lambda opened: index_of(opened) is not None,
    _search,
)
OAI = Part("oai", Text("l'index d'OAI-PMH", "the index of OAI-PMH"), has_oai_index, ensure_oai_index)
DUMPS = Part(
    "dumps",
    Text("les copies du catalogue", "the dumps of the catalogue"),
    lambda opened: beside_of(opened) is not None,
    ensure_beside,
    niceness=10,
)
COUNTS = Part("counts", Text("le décompte du catalogue", "the count of the catalogue"), has_counts, ensure_counts)
NEEDED = (COUNTS, SEARCH, OAI)
"""What a new build has before it takes the place of another."""
AWAITED = (DUMPS,)
"""What it has by then too, unless it cannot be made: dumps that are told of are not taken away by a rebuild."""
PARTS = {part.name: part for part in (*NEEDED, *AWAITED)}
