"""Lists of everything of one kind: authors, publishers, periodicals, selections; worked out once for each build."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.i18n import Text
from bibliographe.model.text import fold
from bibliographe.serve.pages.counting import authors, names_of, publishers, selections, serials
from bibliographe.serve.pages.lists import pages_of
from bibliographe.serve.pages.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.serve.pages.counting import Counts
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

PER_PAGE = 100
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


@cache
def maker(directory: Directory) -> Callable[[Snapshot], list[Row]]:
    """Return what makes the list of one kind, for `Snapshot.once`."""

    def rows(snapshot: Snapshot) -> list[Row]:
        counts = directory.count(snapshot)
        names = names_of(snapshot, counts)
        return sorted(Row(_key(names[one]), names[one], one.value, number) for one, number in counts.items())

    return rows


def _key(name: str) -> str:
    """Return what a name is sorted by: without accents and capitals, number 9 before number 10."""
    return _DIGITS.sub(lambda found: found.group().zfill(_WIDTH), fold(name))


def prepare_directories(snapshot: Snapshot) -> None:
    """Work the lists out before anybody asks: each reads the whole catalogue."""
    for directory in DIRECTORIES:
        snapshot.once(maker(directory))


def directory_page(directory: Directory) -> Callable[[Snapshot, Visit], bytes]:
    """Return what makes the page of one list."""

    def made(snapshot: Snapshot, visit: Visit) -> bytes:
        rows = snapshot.once(maker(directory))
        query = dict(visit.query)
        letters = sorted({row.key[:1] for row in rows if row.key[:1].isalpha()})
        letter = query.get("letter", "")
        chosen = [row for row in rows if row.key.startswith(letter)] if letter in letters else rows
        if query.get("order") == "entries":
            chosen = sorted(chosen, key=lambda row: (-row.entries, row.key))
        last = pages_of(len(chosen), PER_PAGE)
        page = visit.page(last)
        return render(
            "directory.html",
            visit,
            directory=directory,
            letters=letters,
            letter=letter,
            order=query.get("order", ""),
            total=len(chosen),
            rows=chosen[(page - 1) * PER_PAGE : page * PER_PAGE],
            page=page,
            last=last,
        )

    return made
