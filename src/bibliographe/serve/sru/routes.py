"""The address of SRU: `/sru`, by GET and by POST."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from bibliographe.serve.answers import OPEN
from bibliographe.serve.asked import pairs_of, whole_query
from bibliographe.serve.oai.formats import Source
from bibliographe.serve.pages.counted import counted
from bibliographe.serve.search.routes import search_index
from bibliographe.serve.sru.answering import Searched, answer

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site, Snapshot

PATH = "/sru"
_HEADERS = {"Cache-Control": "no-cache", **OPEN}
_MEDIA_TYPE = "application/xml; charset=utf-8"


def _source(snapshot: Snapshot) -> Source:
    return Source(snapshot.opened)


def routes(site: Site) -> list[BaseRoute]:
    """Return the route."""

    def answered(query: bytes, address: str) -> bytes:
        with site.reading() as snapshot:
            searched = Searched(snapshot.once(_source), snapshot.once(search_index), snapshot.once(counted).changed)
            return answer(searched, pairs_of(query), address)

    async def sru(request: Request) -> Response:
        body = await run_in_threadpool(answered, *await whole_query(request))
        return Response(body, headers=_HEADERS, media_type=_MEDIA_TYPE)

    return [Route(PATH, sru, methods=["GET", "POST"])]
