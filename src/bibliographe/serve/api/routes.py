"""`/api` for people, `/api/openapi.json` for programs."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from starlette.routing import Route

from bibliographe.serve.answers import OPEN, answer, page
from bibliographe.serve.api.document import Documents
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.visits import visit_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bibliographe.serve.api.schemas import Json
    from bibliographe.serve.site import Site, Snapshot
    from bibliographe.serve.visits import Visit

_HEADERS = {**OPEN, "Vary": "Accept-Language, Cookie"}
_JSON = "application/json"


def routes(site: Site) -> list[BaseRoute]:
    """Return both routes."""

    def described(request: Request) -> Response:
        with site.reading() as snapshot:
            visit = visit_of(request, snapshot.catalogue)
            said = {**_document(request, snapshot, visit), "servers": [{"url": visit.root or "/"}]}
        body = json.dumps(said, ensure_ascii=False, indent=1).encode()
        return answer(request, body, _JSON, headers={**_HEADERS, "Content-Language": visit.language})

    def readable(request: Request) -> Response:
        with site.reading() as snapshot:
            visit = visit_of(request, snapshot.catalogue)
            document = _document(request, snapshot, visit)
        operations = [
            {**said, "path": path, "method": method.upper()}
            for path, methods in document["paths"].items()
            for method, said in methods.items()
        ]
        groups = [(tag, list(inside)) for tag, inside in groupby(operations, key=lambda one: one["tags"][0])]
        return page(request, visit, render("api.html", visit, document=document, groups=groups))

    return [Route("/api", readable), Route("/api/openapi.json", described)]


def _document(request: Request, snapshot: Snapshot, visit: Visit) -> Json:
    served = frozenset(getattr(route, "path", "") for route in request.app.routes)
    return snapshot.once(Documents).get(visit.language, served)
