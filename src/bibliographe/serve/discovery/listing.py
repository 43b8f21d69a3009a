"""Everything that has a page of its own, in the order of its address: what a sitemap lists and `publish` writes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.graph.terms import DCTERMS, PROV, TYPED
from bibliographe.sorting import sorted_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.store.access import OpenedStore

KINDS = frozenset(
    {"agent", "entry", "event", "issue", "note", "periodical", "scheme", "selection", "series", "source", "topic",
     "website"}
)  # fmt: skip
"""What people look at by itself. Places in a list, attributions and lists of authors are shown with their entry."""


class Listed(NamedTuple):
    """A thing, by what follows `/id/` in its address; the moments are `xsd:dateTime`, empty where nobody knows."""

    local: str
    modified: str = ""
    withdrawn: str = ""

    @classmethod
    def read(cls, line: str) -> Listed:
        """Read a line that `written` wrote."""
        return cls(*line.rstrip("\n").split("\t"))

    def written(self) -> str:
        """Return the thing as a line."""
        return "\t".join(self) + "\n"


@contextmanager
def listed(opened: OpenedStore) -> Iterator[Iterator[Listed]]:
    """Give every thing that has a page, and every one that was withdrawn, sorted by its address."""
    with sorted_lines(_locals(opened)) as lines:
        yield (found for line in lines if (found := _listed(opened, line.rstrip("\n"))))


def _locals(opened: OpenedStore) -> Iterator[str]:
    store, base = opened.store, opened.catalogue.base
    for predicate, top in ((TYPED, f"{base}id/"), (PROV.invalidatedAtTime, f"{base}doc/")):
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(top):
                local = quad.subject.value.removeprefix(top)
                if local.partition("/")[0] in KINDS and is_path(local):
                    yield f"{local}\n"


def is_path(local: str) -> bool:
    """Tell whether the end of an address can be a path below a folder: no step up, nothing empty or hidden."""
    return all(part and not part.startswith(".") and part.isprintable() for part in local.split("/"))


def _listed(opened: OpenedStore, local: str) -> Listed | None:
    store, base = opened.store, opened.catalogue.base
    try:
        thing, record = NamedNode(f"{base}id/{local}"), NamedNode(f"{base}doc/{local}")
    except ValueError:
        return None
    said = {
        quad.predicate: quad.object.value
        for quad in store.quads_for_pattern(record, None, None, DefaultGraph())
        if isinstance(quad.object, Literal)
    }
    described = next(store.quads_for_pattern(thing, None, None, DefaultGraph()), None) is not None
    modified = said.get(DCTERMS.modified) or said.get(DCTERMS.created, "")
    return Listed(local, modified, "" if described else said.get(PROV.invalidatedAtTime, ""))
