"""The pages that are no record of one thing, and what they are made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from bibliographe.i18n import Text
from bibliographe.serve.answers import page, see
from bibliographe.serve.errors import Refused
from bibliographe.serve.pages.directories import DIRECTORIES
from bibliographe.serve.pages.directory import directory_page
from bibliographe.serve.pages.home import home_page
from bibliographe.serve.pages.searching import PATH, search_page
from bibliographe.serve.pages.static import static_files
from bibliographe.serve.pages.topics import topics_page
from bibliographe.serve.visits import visit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site, Snapshot
    from bibliographe.serve.visits import Visit

    Page = Callable[[Snapshot, Visit], bytes]

_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_PAGES: dict[str, Page] = {
    "/": home_page,
    PATH: search_page,
    "/topics": topics_page,
    **{one.path: directory_page(one) for one in DIRECTORIES},
}


def routes(site: Site) -> list[BaseRoute]:
    """Return the routes of every page, and of the files that they use."""

    def in_french(request: Request) -> Response:
        visit = visit_of(request, site.catalogue)
        return see(301, visit.with_query(PATH, visit.query))

    return [
        *(Route(path, _answering(site, made)) for path, made in _PAGES.items()),
        Route("/recherche", in_french),
        Route("/static/{name}", _static),
    ]


def _answering(site: Site, made: Page) -> Callable[[Request], Response]:
    def answering(request: Request) -> Response:
        with site.reading() as snapshot:
            visit = visit_of(request, snapshot.catalogue)
            return page(request, visit, made(snapshot, visit))

    return answering


def _static(request: Request) -> Response:
    found = static_files().get(request.path_params["name"])
    if found is None:
        raise Refused(404, Text("ce fichier n'existe pas", "there is no such file"))
    return Response(found[0], media_type=found[1], headers=_FOR_EVER)
