"""The portal as an ASGI application: the routes of every part, within what every request passes through."""

from __future__ import annotations

from contextlib import asynccontextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware

from bibliographe.errors import BibliographeError
from bibliographe.serve import health
from bibliographe.serve.api import routes as api
from bibliographe.serve.compressing import Compressed
from bibliographe.serve.discovery import routes as discovery
from bibliographe.serve.headers import Headed
from bibliographe.serve.limits import Limited, Limits
from bibliographe.serve.logs import Logged
from bibliographe.serve.metrics import Measured, Metrics
from bibliographe.serve.oai import routes as oai
from bibliographe.serve.pages import routes as pages
from bibliographe.serve.pages.counted import counted
from bibliographe.serve.preparing.background import preparing
from bibliographe.serve.questions import routes as questions
from bibliographe.serve.reconcile import routes as reconcile
from bibliographe.serve.refusing import Guarded, refuse
from bibliographe.serve.reports import routes as reports
from bibliographe.serve.search import routes as searching
from bibliographe.serve.sparql import routes as sparql
from bibliographe.serve.sparql.pool import query_pool
from bibliographe.serve.sru import routes as sru
from bibliographe.serve.things import routes as things
from bibliographe.serve.things import unapi
from bibliographe.serve.watching import EVERY, Repeated

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

    from bibliographe.serve.site import Site, Snapshot

    Part = Callable[[Site], list[BaseRoute]]

PARTS: tuple[Part, ...] = (
    health.routes,
    searching.routes,
    oai.routes,
    sparql.routes,
    questions.routes,
    api.routes,
    sru.routes,
    discovery.routes,
    reconcile.routes,
    things.routes,
    unapi.routes,
    reports.routes,
    pages.routes,
)
"""Each part of the portal brings its routes; the first that matches answers."""
PREPARED: tuple[Callable[[Snapshot], object], ...] = (
    searching.search_index,
    oai.provider_of,
    counted,
    query_pool,
)
"""What a part wants made of each build before it is in service: a search index, say. See `Snapshot.once`."""


def portal(site: Site, limits: Limits | None = None, *, watch: float = EVERY) -> Starlette:
    """Return the application; `watch` is how often it looks for a newer build, in seconds."""
    limits = limits or Limits()

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        with Repeated("watcher", site.refresh, watch), preparing(site, site.makers) if site.makers else nullcontext():
            yield
        site.close()

    def refused(request: Request, error: Exception) -> Response:
        return refuse(request, error, site)

    metrics = Metrics()
    routes = [*metrics.routes(site), *(route for part in PARTS for route in part(site))]
    metrics.count_parts(routes)
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Headed),
            Middleware(Measured, metrics),
            Middleware(Logged),
            Middleware(Guarded, site),
            Middleware(Compressed),
            Middleware(Limited, limits),
            Middleware(RequestBodyLimitMiddleware, limits.body),
            Middleware(partial(UnderBase, site=site)),
        ],
        exception_handlers={HTTPException: refused, BibliographeError: refused},
        lifespan=lifespan,
    )


class UnderBase:
    """Lets the addresses of the catalogue work as they are where a proxy passes their whole path on.

    A catalogue published under `https://data.example.org/library/` is served at `/library/…` and at `/…` alike.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note which part of the path is where the portal stands, as ASGI's `root_path`."""
        if scope["type"] == "http" and not scope.get("root_path"):
            under = urlsplit(self._site.catalogue.base).path.rstrip("/")
            if under and (scope["path"] == under or scope["path"].startswith(f"{under}/")):
                scope["root_path"] = under
        await self._app(scope, receive, send)
