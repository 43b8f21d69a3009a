"""The first page: what is in the catalogue, how fresh it is, and where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.serve.pages.rendering import named, render

if TYPE_CHECKING:
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit


def home_page(snapshot: Snapshot, visit: Visit) -> bytes:
    """Return the page."""
    description = named(snapshot.catalogue.description, visit.language)
    return render("home.html", visit, description=description, entries=snapshot.manifest.entries)
