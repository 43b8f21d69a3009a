"""`/integrity`, `/readiness` and `/charts`: what is worked out beside the requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from bibliographe.serve.answers import page
from bibliographe.serve.pages.charts import CHARTS, PATH, charts_page
from bibliographe.serve.reports.pages import integrity_page, readiness_page
from bibliographe.serve.visits import visit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site, Snapshot
    from bibliographe.serve.visits import Visit

    Making = Callable[[Site, Snapshot, Visit], tuple[bytes, int]]

_NOT_YET = {"Cache-Control": "no-store", "Retry-After": "5"}


def routes(site: Site) -> list[BaseRoute]:
    """Return the routes; a page that is not ready says so, and when to come back."""

    def answered(request: Request, make: Making) -> Response:
        with site.reading() as snapshot:
            visit = visit_of(request, snapshot.catalogue)
            made, status = make(site, snapshot, visit)
        return page(request, visit, made, status=status, headers=_NOT_YET if status != 200 else None)

    def integrity(request: Request) -> Response:
        return answered(request, integrity_page)

    def readiness(request: Request) -> Response:
        return answered(request, readiness_page)

    def charts(request: Request) -> Response:
        key = request.path_params.get("key", CHARTS[0].key)
        return answered(request, lambda site, snapshot, visit: charts_page(site, snapshot, visit, key))

    return [
        Route("/integrity", integrity),
        Route("/readiness", readiness),
        Route(PATH, charts),
        Route(f"{PATH}/{{key}}", charts),
    ]
