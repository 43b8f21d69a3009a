"""The first page: what is in the catalogue, how fresh it is, and where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.serve.errors import Unready
from bibliographe.serve.pages.counted import Counted, counted
from bibliographe.serve.pages.directories import DIRECTORIES, SELECTIONS
from bibliographe.serve.pages.lists import lines
from bibliographe.serve.pages.rendering import named, render

if TYPE_CHECKING:
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

_SCHEMES, _SELECTIONS = 3, 6


def home_page(snapshot: Snapshot, visit: Visit) -> bytes:
    """Return the page; while a new catalogue is being counted, without the counts."""
    seen = _counted(snapshot)
    return render(
        "home.html",
        visit,
        description=named(snapshot.catalogue.description, visit.language),
        rights=named(snapshot.catalogue.rights, visit.language),
        entries=snapshot.manifest.entries,
        ready=seen is not None,
        directories=[(one, len(seen.rows[one.path])) for one in DIRECTORIES] if seen else [],
        schemes=seen.trees[visit.language][:_SCHEMES] if seen else [],
        changed=seen.changed if seen else "",
        newest=lines(snapshot, map(NamedNode, seen.newest), visit.language) if seen else [],
        selections=seen.rows[SELECTIONS.path][:_SELECTIONS] if seen else [],
    )


def _counted(snapshot: Snapshot) -> Counted | None:
    try:
        return snapshot.once(counted)
    except Unready:
        return None
