"""Lists of everything of one kind: authors, publishers, periodicals, selections; worked out once for each build."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from bibliographe.graph.terms import FOAF
from bibliographe.i18n import Text
from bibliographe.model.text import fold
from bibliographe.serve.pages.kinds import AUTHOR, PERIODICAL, PUBLISHER
from bibliographe.serve.pages.lists import ask
from bibliographe.serve.pages.named import named, nodes_of
from bibliographe.serve.pages.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.export.records.nodes import Node
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Directory:
    """One list: its address, what it is called, and the pattern that binds `?thing` and `?entry`."""

    path: str
    title: Text
    one: Text
    """What one of them is called."""
    pattern: str


class Row(NamedTuple):
    """One thing, in the order of the list."""

    key: str
    name: str
    iri: str
    entries: int


DIRECTORIES = (
    Directory("/authors", Text("Auteurs", "Authors"), Text("auteur", "author"), AUTHOR.pattern),
    Directory("/publishers", Text("Éditeurs", "Publishers"), Text("éditeur", "publisher"), PUBLISHER.pattern),
    Directory("/periodicals", Text("Revues et sites", "Periodicals and sites"),
              Text("revue ou site", "periodical or site"), PERIODICAL.pattern
              + " ?thing a ?class . FILTER(?class IN (bibo:Periodical, bibo:Magazine, bibo:Newspaper, bibo:Journal, "
              "bibo:Website))"),
    Directory("/selections", Text("Sélections", "Selections"), Text("sélection", "selection"),
              "?item dcterms:isPartOf ?thing ; schema:item ?entry . ?thing dcterms:title ?title ."),
)  # fmt: skip


@cache
def maker(directory: Directory) -> Callable[[Snapshot], list[Row]]:
    """Return what makes the list of one kind, for `Snapshot.once`."""

    def rows(snapshot: Snapshot) -> list[Row]:
        nodes, language = snapshot.once(nodes_of), "fr" if "fr" in snapshot.catalogue.languages else "en"
        found = ask(
            snapshot,
            f"SELECT ?thing (COUNT(DISTINCT ?entry) AS ?entries) WHERE {{ {directory.pattern} "
            "?place schema:item ?entry } GROUP BY ?thing",
        )
        made = []
        for row in found:
            thing = row["thing"]
            if isinstance(thing, NamedNode):
                name = named(nodes, thing, "fr" if language == "fr" else "en").name
                shown = inverted(nodes.node(thing)) or name
                made.append(Row(fold(shown), shown, thing.value, int(row["entries"].value)))
        return sorted(made)

    return rows


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
        last = max(1, -(-len(chosen) // PER_PAGE))
        number = query.get("page", "1")
        page = min(max(1, int(number[:6]) if number.isdecimal() else 1), last)
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


def inverted(node: Node) -> str:
    """Return a person's name as lists have it, `Family, Given`; empty for what is no person."""
    family, given = node.text(FOAF.familyName), node.text(FOAF.givenName)
    return f"{family}, {given}" if family and given else ""
