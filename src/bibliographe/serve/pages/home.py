"""The first page: what is in the catalogue, how fresh it is, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.graph.terms import DCTERMS
from bibliographe.serve.pages.counting import entries_of
from bibliographe.serve.pages.directory import DIRECTORIES, SELECTIONS, maker
from bibliographe.serve.pages.lists import lines
from bibliographe.serve.pages.rendering import named, render
from bibliographe.serve.pages.topics import trees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

_NEWEST, _SCHEMES, _SELECTIONS = 6, 3, 6


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
    issued = dict(_texts(snapshot, DCTERMS.issued))
    records = ((NamedNode(one.value.replace(f"{base}doc/", f"{base}id/", 1)), moment)
               for one, moment in _texts(snapshot, DCTERMS.created))  # fmt: skip
    came = ((moment, issued.get(entry, ""), entry.value) for entry, moment in records if entry in entries)
    newest = tuple(NamedNode(iri) for _moment, _date, iri in nlargest(_NEWEST, came))
    return Overview(max((moment for _record, moment in _texts(snapshot, DCTERMS.modified)), default=""), newest)


def _texts(snapshot: Snapshot, predicate: NamedNode) -> Iterator[tuple[NamedNode, str]]:
    for quad in snapshot.opened.store.quads_for_pattern(None, predicate, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            yield quad.subject, quad.object.value


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
