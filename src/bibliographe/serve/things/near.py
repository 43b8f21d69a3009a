"""What may be meant by an address that leads nowhere: entries whose address begins alike."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from bibliographe.graph.terms import DCTERMS
from bibliographe.serve.errors import Suggestion
from bibliographe.serve.pages.counting import entries_of

if TYPE_CHECKING:
    from bibliographe.serve.site import Snapshot

_MOST = 5
_LEAST_ALIKE = 6
"""Letters that an address must have in common with the one asked for."""


def near(snapshot: Snapshot, path: str) -> list[Suggestion]:
    """Return the entries whose address begins most like a path after `/id/` or `/doc/`, the likest first."""
    known = snapshot.once(entry_addresses)
    wanted = path.lower().rstrip("/").removeprefix("entry/")
    place = bisect_left(known, wanted)
    around = known[max(0, place - _MOST) : place + _MOST]
    alike = [(_alike(wanted, one), one) for one in around]
    likest = sorted((one for one in alike if one[0] >= _LEAST_ALIKE), key=lambda one: (-one[0], one[1]))
    return [Suggestion(f"/doc/entry/{one}", _title(snapshot, one)) for _length, one in likest[:_MOST]]


def entry_addresses(snapshot: Snapshot) -> list[str]:
    """Return the ends of the addresses of all entries, sorted: `snapshot.once(entry_addresses)`."""
    prefix = f"{snapshot.catalogue.base}id/entry/"
    found = (entry.value for entry in snapshot.once(entries_of))
    return sorted(address.removeprefix(prefix) for address in found if address.startswith(prefix))


def _alike(first: str, second: str) -> int:
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _title(snapshot: Snapshot, local: str) -> str:
    entry = NamedNode(f"{snapshot.catalogue.base}id/entry/{local}")
    titles = snapshot.opened.store.quads_for_pattern(entry, DCTERMS.title, None, DefaultGraph())
    return min((str(getattr(quad.object, "value", "")) for quad in titles), default=local)
