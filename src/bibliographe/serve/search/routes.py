"""`/search.json` and `/suggest.json`: what the search answers, for machines and for the search field of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from bibliographe.i18n import LANGUAGES
from bibliographe.serve.answers import OPEN
from bibliographe.serve.preparing.parts import SEARCH
from bibliographe.serve.search.answers import JSON, page_json, suggestions_json
from bibliographe.serve.search.index import SearchIndex, open_index
from bibliographe.serve.search.merged import as_merged
from bibliographe.serve.search.request import SearchRequest, number, one_of
from bibliographe.serve.search.searching import search
from bibliographe.serve.search.suggesting import MOST, USUAL, suggest

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site, Snapshot

_HEADERS = {**OPEN, "Cache-Control": "no-cache"}


def search_index(snapshot: Snapshot) -> SearchIndex:
    """Return the index of a build: for `Snapshot.once`; raises `Unready` while others make it."""
    snapshot.expect(SEARCH)
    return open_index(snapshot.opened)


def routes(site: Site) -> list[BaseRoute]:
    """Return both routes; parameters that cannot be are refused with a `ParameterError`."""

    def searched(request: Request) -> Response:
        asked = SearchRequest.from_params(request.query_params.multi_items())
        with site.reading() as snapshot:
            index = snapshot.once(search_index)
            body = page_json(search(index, as_merged(snapshot, index, asked)))
        return Response(body, headers=_HEADERS, media_type=JSON)

    def suggested(request: Request) -> Response:
        params = request.query_params
        limit = number("limit", params.get("limit"), USUAL, MOST)
        language = one_of("lang", params.get("lang"), LANGUAGES) or LANGUAGES[0]
        with site.reading() as snapshot:
            body = suggestions_json(suggest(snapshot.once(search_index), params.get("q", ""), limit, language))
        return Response(body, headers=_HEADERS, media_type=JSON)

    return [Route("/search.json", searched), Route("/suggest.json", suggested)]
