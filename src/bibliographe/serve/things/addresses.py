"""From the path of a request to a thing of the catalogue, and what the register knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from bibliographe.graph.terms import DCTERMS, PROV

if TYPE_CHECKING:
    from pyoxigraph import Store

    from bibliographe.serve.site import Snapshot

_MOST_MERGES = 10
"""Merges of merges after which a circle is suspected."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing that the catalogue has, or had. Dates are `xsd:dateTime` in UTC, empty where the register has none."""

    thing: NamedNode
    record: NamedNode
    created: str = ""
    modified: str = ""
    withdrawn: str = ""
    replaced_by: NamedNode | None = None


def standing_of(snapshot: Snapshot, local: str) -> Standing | None:
    """Return how the thing at `/id/{local}` stands; None when the catalogue never had one."""
    store, base = snapshot.opened.store, snapshot.catalogue.base
    try:
        thing, record = NamedNode(f"{base}id/{local}"), NamedNode(f"{base}doc/{local}")
    except ValueError:
        return None
    said = {quad.predicate: quad.object for quad in store.quads_for_pattern(record, None, None, DefaultGraph())}
    described = next(store.quads_for_pattern(thing, None, None, DefaultGraph()), None) is not None
    withdrawn = _text(said.get(PROV.invalidatedAtTime))
    if not described and not withdrawn:
        return None
    created = _text(said.get(DCTERMS.created))
    return Standing(
        thing,
        record,
        created,
        _text(said.get(DCTERMS.modified)) or created,
        "" if described else withdrawn,
        None if described else _last_replacement(store, base, said.get(DCTERMS.isReplacedBy)),
    )


def local_of(snapshot: Snapshot, thing: NamedNode) -> str:
    """Return what follows `/id/` in the address of a thing of this catalogue."""
    return thing.value.removeprefix(f"{snapshot.catalogue.base}id/")


def _last_replacement(store: Store, base: str, found: object) -> NamedNode | None:
    """Return what stands for a merged thing now, when that was merged in its turn too."""
    here = found if isinstance(found, NamedNode) else None
    for _ in range(_MOST_MERGES):
        if here is None or not here.value.startswith(f"{base}id/"):
            return None
        record = NamedNode(here.value.replace(f"{base}id/", f"{base}doc/", 1))
        further = next(store.quads_for_pattern(record, DCTERMS.isReplacedBy, None, DefaultGraph()), None)
        if further is None or not isinstance(further.object, NamedNode):
            return here
        here = further.object
    return None


def _text(value: object) -> str:
    return str(getattr(value, "value", ""))
