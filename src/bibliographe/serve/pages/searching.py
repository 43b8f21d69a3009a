"""The page of the search: results, and facets that are plain links."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from bibliographe.graph.terms import SKOS
from bibliographe.i18n import Text
from bibliographe.serve.pages.named import named, nodes_of
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.search.facets import FACET_OF
from bibliographe.serve.search.help import FACETS_HELP, HEADING, HINTS, INTRODUCTION, MATCHED, NOTHING
from bibliographe.serve.search.merged import as_merged
from bibliographe.serve.search.request import SearchRequest
from bibliographe.serve.search.routes import search_index
from bibliographe.serve.search.searching import search
from bibliographe.serve.search.suggesting import suggest
from bibliographe.serve.search.things import ENTRY

if TYPE_CHECKING:
    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.serve.search.page import Facet, SearchPage
    from bibliographe.serve.search.request import Parameters
    from bibliographe.serve.search.suggesting import Suggestion
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

PATH = "/search"
_NAMES_SHOWN = 4
_YEARS = frozenset({"from", "to"})


class FacetShown(NamedTuple):
    """A facet, and the question that shows fewer of its values where more than usual are shown."""

    facet: Facet
    fewer: Parameters | None
    apart: dict[str, str]
    """What tells values of the same name apart, by IRI: topics of several schemes are often called alike."""


def search_page(snapshot: Snapshot, visit: Visit) -> bytes:
    """Return the page that answers the question of an address; raises `ParameterError` for one that cannot be."""
    request, index = SearchRequest.from_params(visit.query), snapshot.once(search_index)
    request = as_merged(snapshot, index, request)
    found = search(index, request)
    asked = request.params()
    return render(
        "search.html",
        visit,
        found=found,
        request=request,
        called=_called(found, visit),
        facets=[
            FacetShown(one, _fewer(one, request), _apart(snapshot, one, visit)) for one in found.facets if one.values
        ],
        names=_names(index, request, visit),
        kept=[pair for pair in asked if pair[0] in FACET_OF or pair[0] in {"sort", "size", *_YEARS}],
        beside_years=[pair for pair in asked if pair[0] not in {"page", *_YEARS}],
        unnarrowed=[pair for pair in asked if pair[0] in {"q", "sort", "size"}],
        at=lambda params: visit.with_query(PATH, params),
        message=MATCHED.get(found.matched),
        nothing=NOTHING,
        help_heading=HEADING,
        help_introduction=INTRODUCTION,
        help_facets=FACETS_HELP,
        hints=HINTS,
    )


def _names(index: SearchIndex, request: SearchRequest, visit: Visit) -> list[Suggestion]:
    """Return persons, bodies, topics… that are called as was asked: they have pages of their own."""
    if not request.text or request.page > 1:
        return []
    found = suggest(index, request.text, language=visit.language)
    return [one for one in found if one.kind != ENTRY][:_NAMES_SHOWN]


def _fewer(facet: Facet, request: SearchRequest) -> Parameters | None:
    return request.with_more(facet.name).params() if facet.name in request.more else None


def _apart(snapshot: Snapshot, facet: Facet, visit: Visit) -> dict[str, str]:
    alike = Counter(one.label for one in facet.values)
    nodes = snapshot.once(nodes_of)
    same = [one.iri for one in facet.values if alike[one.label] > 1 and one.iri.startswith(snapshot.catalogue.base)]
    schemes = ((iri, nodes.shared(NamedNode(iri)).nodes(SKOS.inScheme)) for iri in same)
    return {iri: named(nodes, found[0], visit.language).name for iri, found in schemes if found}


def _called(found: SearchPage, visit: Visit) -> str:
    """Return what the page is called in a browser's tab: the question, and which page where it is not the first."""
    heading = Text("Recherche", "Search")(visit.language)
    asked = found.request.text or ", ".join(one.label(visit.language) for one in found.chosen)
    said = f"{asked} – {heading}" if asked else heading
    return f"{said} ({found.request.page}/{found.pages})" if found.request.page > 1 else said
