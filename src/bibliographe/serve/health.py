"""`/health`: whether the portal answers, and from which build, for what watches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.routing import Route

from bibliographe.serve.limits import EXEMPT

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site


def routes(site: Site) -> list[BaseRoute]:
    """Return the one route."""

    def health(_request: Request) -> Response:
        with site.reading() as snapshot:
            said = {"status": "ok", "build": snapshot.build[:12], "entries": snapshot.manifest.entries}
        return JSONResponse(said, headers={"Cache-Control": "no-store"})

    return [Route(EXEMPT, health)]
