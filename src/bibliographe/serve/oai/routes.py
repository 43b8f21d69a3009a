"""The address of OAI-PMH: `/oai`, by GET and by POST (OAI-PMH, section 3.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from bibliographe.serve.asked import pairs_of, whole_query
from bibliographe.serve.oai.answering import answer
from bibliographe.serve.oai.provider import Provider
from bibliographe.serve.preparing.parts import OAI

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site, Snapshot

PATH = "/oai"
_MEDIA_TYPE = "text/xml; charset=utf-8"


def provider_of(snapshot: Snapshot) -> Provider:
    """Return the provider of a build: for `Snapshot.once`; raises `Unready` while others make its index."""
    snapshot.expect(OAI)
    return Provider(snapshot.opened)


def routes(site: Site) -> list[BaseRoute]:
    """Return the route."""

    def answered(query: bytes, address: str) -> bytes:
        with site.reading() as snapshot:
            return answer(snapshot.once(provider_of), pairs_of(query), address)

    async def oai(request: Request) -> Response:
        body = await run_in_threadpool(answered, *await whole_query(request))
        return Response(body, headers={"Cache-Control": "no-store"}, media_type=_MEDIA_TYPE)

    return [Route(PATH, oai, methods=["GET", "POST"])]
