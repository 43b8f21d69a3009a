"""The page of one thing, whatever it is, and of one that is no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.serve.pages.rendering import render

if TYPE_CHECKING:
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.things.addresses import Standing
    from bibliographe.serve.things.asking import Asked
    from bibliographe.serve.visits import Visit


def page_of_thing(snapshot: Snapshot, visit: Visit, asked: Asked) -> bytes:
    """Return the page of a thing that the catalogue has."""
    return render("thing.html", visit, standing=asked.standing)


def tombstone(snapshot: Snapshot, visit: Visit, standing: Standing) -> bytes:
    """Return the page of a thing that was withdrawn: when, and that its address will not be used again."""
    return render("tombstone.html", visit, standing=standing)
