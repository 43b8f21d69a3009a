"""`/search.json` and `/suggest.json`: what the search answers, for machines and for the search field of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from starlette.responses import Response
from starlette.routing import Route

from bibliographe.i18n import LANGUAGES
from bibliographe.serve.search.answers import JSON, page_json, suggestions_json
from bibliographe.serve.search.index import SearchIndex, open_index
from bibliographe.serve.search.request import SearchRequest, number, one_of
from bibliographe.serve.search.searching import search
from bibliographe.serve.search.suggesting import MOST, USUAL, suggest

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bibliographe.store.access import OpenedStore

Made = TypeVar("Made")
_HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}


class Snapshot(Protocol):
    """What the search needs of one build."""

    @property
    def opened(self) -> OpenedStore:
        """Return its store."""

    def once(self, make: Callable[[Any], Made]) -> Made:
        """Return what `make` makes of this snapshot, made once."""


class Site(Protocol):
    """What gives the build that is in service."""

    def reading(self) -> AbstractContextManager[Snapshot]:
        """Keep the current build open for a while."""


def search_index(snapshot: Snapshot) -> SearchIndex:
    """Return the index of a build, opened once for each snapshot: one of what a site prepares."""
    return snapshot.once(_opened)


def _opened(snapshot: Snapshot) -> SearchIndex:
    return open_index(snapshot.opened)


def routes(site: Site) -> list[BaseRoute]:
    """Return both routes; parameters that cannot be are refused with a `ParameterError`."""

    def searched(request: Request) -> Response:
        asked = SearchRequest.from_params(request.query_params.multi_items())
        with site.reading() as snapshot:
            body = page_json(search(search_index(snapshot), asked))
        return Response(body, headers=_HEADERS, media_type=JSON)

    def suggested(request: Request) -> Response:
        params = request.query_params
        limit = number("limit", params.get("limit"), USUAL, MOST)
        language = one_of("lang", params.get("lang"), LANGUAGES) or LANGUAGES[0]
        with site.reading() as snapshot:
            body = suggestions_json(suggest(search_index(snapshot), params.get("q", ""), limit, language))
        return Response(body, headers=_HEADERS, media_type=JSON)

    return [Route("/search.json", searched), Route("/suggest.json", suggested)]
