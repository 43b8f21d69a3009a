"""The address of OAI-PMH: `/oai`, by GET and by POST (OAI-PMH, section 3.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from bibliographe.serve.oai.answering import answer
from bibliographe.serve.oai.arguments import pairs_of
from bibliographe.serve.oai.provider import Provider

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bibliographe.store.access import OpenedStore

PATH = "/oai"
_MEDIA_TYPE = "text/xml; charset=utf-8"
Made = TypeVar("Made")


class Snapshot(Protocol):
    """One build that is being served, as far as it is needed here."""

    opened: OpenedStore

    def once(self, make: Callable[[Snapshot], Made]) -> Made:
        """Return what is made once for this build."""


class Site(Protocol):
    """Gives the build that is in service."""

    def reading(self) -> AbstractContextManager[Snapshot]:
        """Give the current snapshot, which stays open for as long as the block lasts."""


def provider_of(snapshot: Snapshot) -> Provider:
    """Return the provider of a build; best made before the build is in service, as its index takes a while."""
    return Provider(snapshot.opened)


def routes(site: Site) -> list[BaseRoute]:
    """Return the route."""

    def answered(query: bytes, address: str) -> bytes:
        with site.reading() as snapshot:
            return answer(snapshot.once(provider_of), pairs_of(query), address)

    async def oai(request: Request) -> Response:
        query = [request.scope.get("query_string", b"")]
        if request.method == "POST":
            query.append(await request.body())
        address = str(request.url.replace(query="", fragment=""))
        body = await run_in_threadpool(answered, b"&".join(filter(None, query)), address)
        return Response(body, headers={"Cache-Control": "no-store"}, media_type=_MEDIA_TYPE)

    return [Route(PATH, oai, methods=["GET", "POST"])]
