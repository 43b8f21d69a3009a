"""Questions that name what was merged since their address was noted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.serve.search.facets import FACET_OF
from bibliographe.serve.things.addresses import standing_of

if TYPE_CHECKING:
    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.serve.search.request import SearchRequest
    from bibliographe.serve.site import Snapshot


def as_merged(snapshot: Snapshot, index: SearchIndex, request: SearchRequest) -> SearchRequest:
    """Return a question with what stands now for the chosen values that were merged into others."""
    chosen = tuple((name, _now(snapshot, index, name, value)) for name, value in request.chosen)
    return request if chosen == request.chosen else replace(request, chosen=tuple(dict.fromkeys(chosen)))


def _now(snapshot: Snapshot, index: SearchIndex, name: str, value: str) -> str:
    facet, top = FACET_OF[name], f"{index.base}id/"
    iri = facet.iri(value, index.base)
    if not iri.startswith(top) or index.known(iri):
        return value
    standing = standing_of(snapshot, iri.removeprefix(top))
    return facet.short(standing.replaced_by.value, index.base) if standing and standing.replaced_by else value
