"""`/metrics`: how much is asked and how long it takes, for Prometheus; told to this machine, or to who has the token.

Nothing in it says who asked, or for what: addresses are counted by the part of the portal that answers them.
Source: <https://prometheus.io/docs/instrumenting/exposition_formats/>.
"""

from __future__ import annotations

import hmac
import os
import time
from ipaddress import ip_address
from typing import TYPE_CHECKING

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from starlette.responses import Response
from starlette.routing import Route

from bibliographe.i18n import Text
from bibliographe.serve.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bibliographe.serve.site import Site

PATH = "/metrics"
TOKEN = "BIBLIOGRAPHE_METRICS_TOKEN"  # noqa: S105 - the name of the variable that holds it
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_REFUSED = Text("ces mesures ne se donnent qu'à cette machine", "these measures are for this machine only")
_REMEDY = Text(
    f"donnez au portail un jeton ({TOKEN}) et demandez avec « Authorization: Bearer … »",
    f"give the portal a token ({TOKEN}) and ask with 'Authorization: Bearer …'",
)


class Metrics:
    """What is counted in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        name = "bibliographe"
        self.requests = Counter(
            f"{name}_requests", "Requests answered.", ("part", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            f"{name}_request_seconds", "Seconds until an answer was sent.", ("part",), buckets=_BUCKETS,
            registry=self.registry,
        )  # fmt: skip
        self.running = Gauge(f"{name}_requests_running", "Requests being answered.", registry=self.registry)
        self.entries = Gauge(f"{name}_entries", "Entries of the build in service.", registry=self.registry)
        self.build = Gauge(f"{name}_build", "The build in service.", ("build",), registry=self.registry)
        self._parts: frozenset[str] = frozenset()

    def count_parts(self, routes: Iterable[BaseRoute]) -> None:
        """Count by the first steps of these routes; any other address is counted as `other`."""
        paths = (str(getattr(route, "path", "")) for route in routes)
        self._parts = frozenset(path.split("/")[1] for path in paths if "{" not in path.split("/")[1])

    def part(self, path: str) -> str:
        """Return the part of the portal that a path is of."""
        first = path.split("/")[1] if path.startswith("/") else ""
        return f"/{first}" if first in self._parts else "other"

    def routes(self, site: Site) -> list[BaseRoute]:
        """Return the one route."""

        def metrics(request: Request) -> Response:
            if not may_read(request):
                raise Refused(403, _REFUSED, remedy=_REMEDY)
            with site.reading() as snapshot:
                self.entries.set(snapshot.manifest.entries)
                self.build.clear()
                self.build.labels(snapshot.build[:12]).set(1)
            return Response(
                generate_latest(self.registry),
                headers={"Cache-Control": "no-store"},
                media_type=CONTENT_TYPE_LATEST,
            )

        return [Route(PATH, metrics)]


def may_read(request: Request) -> bool:
    """Tell whether a request comes from this machine itself, through no proxy, or has the token."""
    token = os.environ.get(TOKEN, "")
    said = request.headers.get("authorization", "")
    if token:
        return hmac.compare_digest(said.encode(), f"Bearer {token}".encode())
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.client.host if request.client else "").is_loopback
    except ValueError:
        return False


class Measured:
    """Counts each request, refusals and failures included."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lead the request on, then count it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        metrics, started, status = self._metrics, time.perf_counter(), 0
        path = scope["path"]

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        metrics.running.inc()
        try:
            await self._app(scope, receive, noted)
        finally:
            metrics.running.dec()
            part = metrics.part(path.removeprefix(str(scope.get("root_path", ""))) or "/")
            method = scope["method"] if scope["method"] in _METHODS else "other"
            metrics.requests.labels(part, method, str(status)).inc()
            metrics.seconds.labels(part).observe(time.perf_counter() - started)
