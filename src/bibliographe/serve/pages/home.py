"""The first page: what is in the catalogue, how fresh it is, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.serve.pages.directory import DIRECTORIES, maker
from bibliographe.serve.pages.lists import ask, lines
from bibliographe.serve.pages.rendering import named, render
from bibliographe.serve.pages.topics import trees

if TYPE_CHECKING:
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

_NEWEST = 6


@dataclass(frozen=True, slots=True)
class Overview:
    """What the catalogue has; the moments are `xsd:dateTime` in UTC."""

    changed: str
    """When a record last changed."""
    newest: tuple[object, ...]
    """The entries that came last."""


def overview(snapshot: Snapshot) -> Overview:
    """Look at the whole catalogue once: `snapshot.once(overview)`."""
    changed = ask(snapshot, "SELECT (MAX(STR(?moment)) AS ?last) WHERE { ?record dcterms:modified ?moment }")
    last = next(changed)["last"]
    newest = ask(
        snapshot,
        "SELECT DISTINCT ?entry ?created ?issued WHERE { ?place schema:item ?entry . "
        "?record foaf:primaryTopic ?entry ; dcterms:created ?created . "
        "OPTIONAL { ?entry dcterms:issued ?date } BIND(STR(?date) AS ?issued) } "
        f"ORDER BY DESC(?created) DESC(?issued) ?entry LIMIT {_NEWEST * 3}",
    )
    return Overview(last.value if last else "", tuple(dict.fromkeys(row["entry"] for row in newest))[:_NEWEST])


def home_page(snapshot: Snapshot, visit: Visit) -> bytes:
    """Return the page."""
    seen = snapshot.once(overview)
    return render(
        "home.html",
        visit,
        description=named(snapshot.catalogue.description, visit.language),
        rights=named(snapshot.catalogue.rights, visit.language),
        entries=snapshot.manifest.entries,
        directories=[(one, len(snapshot.once(maker(one)))) for one in DIRECTORIES],
        schemes=trees(snapshot, visit.language),
        changed=seen.changed,
        newest=lines(snapshot, seen.newest, visit.language),
        selections=snapshot.once(maker(DIRECTORIES[-1])),
    )
