"""`/health`: whether the portal answers, and from which build, for what watches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.routing import Route

from bibliographe.serve.limits import EXEMPT
from bibliographe.serve.preparing.parts import NEEDED

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site


def routes(site: Site) -> list[BaseRoute]:
    """Return the one route."""

    def health(_request: Request) -> Response:
        with site.reading() as snapshot:
            lacking = [part.name for part in NEEDED if snapshot.makers and not part.is_there(snapshot.opened)]
            said: dict[str, object] = {
                "status": "ok",
                "build": snapshot.build[:12],
                "entries": snapshot.manifest.entries,
            }
            said |= {"preparing": lacking} if lacking else {}
        return JSONResponse(said, headers={"Cache-Control": "no-store"})

    return [Route(EXEMPT, health)]
