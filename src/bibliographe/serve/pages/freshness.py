"""How fresh the catalogue is: when it changed, and what came last."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.graph.terms import DCTERMS
from bibliographe.serve.pages.counting import entries_of
from bibliographe.serve.pages.lists import ask

if TYPE_CHECKING:
    from bibliographe.serve.site import Snapshot

LOOKED_AT = 300
"""Entries that came last among which those with the latest dates are shown: an import brings many at one moment."""
_NEWEST = 6


@dataclass(frozen=True, slots=True)
class Freshness:
    """When it changed and what came; the moments are `xsd:dateTime` in UTC."""

    changed: str
    """When a record last changed."""
    came: list[tuple[str, str]]
    """The moments and addresses of the entries that came last, the last first."""
    newest: list[str]
    """Those of them with the latest dates."""


def freshness(snapshot: Snapshot) -> Freshness:
    """Look at all records: a reading of the whole catalogue."""
    entries, base = snapshot.once(entries_of), snapshot.catalogue.base
    changed = ask(snapshot, "SELECT (MAX(STR(?moment)) AS ?last) WHERE { ?record dcterms:modified ?moment }")
    last = next(changed)["last"]
    created = (
        (quad.object.value, quad.subject.value.replace(f"{base}doc/", f"{base}id/", 1))
        for quad in snapshot.opened.store.quads_for_pattern(None, DCTERMS.created, None, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    )
    came = nlargest(LOOKED_AT, (one for one in created if NamedNode(one[1]) in entries))
    dated = ((moment, _issued(snapshot, NamedNode(iri)), iri) for moment, iri in came)
    return Freshness(last.value if last else "", came, [iri for _moment, _date, iri in nlargest(_NEWEST, dated)])


def _issued(snapshot: Snapshot, entry: NamedNode) -> str:
    found = snapshot.opened.store.quads_for_pattern(entry, DCTERMS.issued, None, DefaultGraph())
    return max((quad.object.value for quad in found if isinstance(quad.object, Literal)), default="")
