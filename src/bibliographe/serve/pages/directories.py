"""Everything of one kind with its entries: authors, publishers, periodicals, selections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.i18n import Text
from bibliographe.model.text import fold
from bibliographe.serve.pages.counting import authors, names_of, publishers, selections, serials

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.serve.pages.counting import Counts
    from bibliographe.serve.site import Snapshot

_DIGITS, _WIDTH = re.compile(r"[0-9]+"), 8


@dataclass(frozen=True, slots=True)
class Directory:
    """One list: its address, what it and one of its things are called, and what counts their entries."""

    path: str
    title: Text
    one: Text
    count: Callable[[Snapshot], Counts]


class Row(NamedTuple):
    """One thing, in the order of the list."""

    key: str
    name: str
    iri: str
    entries: int


AUTHORS = Directory("/authors", Text("Auteurs", "Authors"), Text("auteur", "author"), authors)
PUBLISHERS = Directory("/publishers", Text("Éditeurs", "Publishers"), Text("éditeur", "publisher"), publishers)
PERIODICALS = Directory(
    "/periodicals",
    Text("Revues et sites", "Periodicals and sites"),
    Text("revue ou site", "periodical or site"),
    serials,
)
SELECTIONS = Directory("/selections", Text("Sélections", "Selections"), Text("sélection", "selection"), selections)
DIRECTORIES = (AUTHORS, PUBLISHERS, PERIODICALS, SELECTIONS)


def rows_of(snapshot: Snapshot, directory: Directory) -> list[Row]:
    """Return everything of one kind, by name: a reading of the whole catalogue."""
    counts = directory.count(snapshot)
    names = names_of(snapshot, counts)
    return sorted(Row(_key(names[one]), names[one], one.value, number) for one, number in counts.items())


def _key(name: str) -> str:
    """Return what a name is sorted by: without accents and capitals, number 9 before number 10."""
    return _DIGITS.sub(lambda found: found.group().zfill(_WIDTH), fold(name))
