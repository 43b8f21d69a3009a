"""The first page: what is in the catalogue, how fresh it is, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.graph.terms import DCTERMS
from bibliographe.serve.pages.counting import entries_of
from bibliographe.serve.pages.directory import DIRECTORIES, SELECTIONS, maker
from bibliographe.serve.pages.lists import ask, lines
from bibliographe.serve.pages.rendering import named, render
from bibliographe.serve.pages.topics import trees

if TYPE_CHECKING:
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

_NEWEST, _SCHEMES, _SELECTIONS = 6, 3, 6
_LOOKED_AT = 300
"""Entries that came last among which those with the latest dates are shown: an import brings many at one moment."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the catalogue has; the moments are `xsd:dateTime` in UTC."""

    changed: str
    """When a record last changed."""
    newest: tuple[NamedNode, ...]
    """The entries that came last."""


def overview(snapshot: Snapshot) -> Overview:
    """Look at the whole catalogue once: `snapshot.once(overview)`."""
    entries, base = snapshot.once(entries_of), snapshot.catalogue.base
    changed = ask(snapshot, "SELECT (MAX(STR(?moment)) AS ?last) WHERE { ?record dcterms:modified ?moment }")
    last = next(changed)["last"]
    records = snapshot.opened.store.quads_for_pattern(None, DCTERMS.created, None, DefaultGraph())
    created = (
        (quad.object.value, quad.subject.value)
        for quad in records
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    )
    came = nlargest(_LOOKED_AT, (one for one in created if one[1].startswith(f"{base}doc/entry/")))
    things = [(moment, NamedNode(iri.replace(f"{base}doc/", f"{base}id/", 1))) for moment, iri in came]
    dated = [(moment, _issued(snapshot, entry), entry.value) for moment, entry in things if entry in entries]
    newest = tuple(NamedNode(iri) for _moment, _date, iri in nlargest(_NEWEST, dated))
    return Overview(last.value if last else "", newest)


def _issued(snapshot: Snapshot, entry: NamedNode) -> str:
    found = snapshot.opened.store.quads_for_pattern(entry, DCTERMS.issued, None, DefaultGraph())
    return max((quad.object.value for quad in found if isinstance(quad.object, Literal)), default="")


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
        schemes=snapshot.once(trees(visit.language))[:_SCHEMES],
        changed=seen.changed,
        newest=lines(snapshot, seen.newest, visit.language),
        selections=snapshot.once(maker(SELECTIONS))[:_SELECTIONS],
    )
