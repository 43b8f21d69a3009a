"""Dumps, VoID, DCAT, sitemap, feed, robots, OpenSearch.

Sources: VoID, section 7.2 (`/.well-known/void`), <https://www.w3.org/TR/void/>; RFC 9110, section 14 (ranges).
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bibliographe.export.formats import dump_formats
from bibliographe.i18n import Text
from bibliographe.serve.answers import OPEN, answer, has_it, page, see
from bibliographe.serve.discovery.beside import Beside, beside_of
from bibliographe.serve.discovery.describing import SYNTAXES, TURTLE, dcat, in_syntax
from bibliographe.serve.discovery.feed import MEDIA_TYPE, feed
from bibliographe.serve.discovery.opensearch import MEDIA_TYPE as OPENSEARCH
from bibliographe.serve.discovery.opensearch import opensearch
from bibliographe.serve.discovery.robots import robots
from bibliographe.serve.discovery.sitemap import sitemap_index, sitemap_pages, sitemap_part
from bibliographe.serve.discovery.top import top_of
from bibliographe.serve.errors import Refused, Unready
from bibliographe.serve.negotiation import preferred
from bibliographe.serve.pages.counted import counted
from bibliographe.serve.pages.directories import DIRECTORIES
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.preparing.parts import DUMPS
from bibliographe.serve.visits import visit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site, Snapshot

    Answering = Callable[[Request, Snapshot], Response]

_XML = "application/xml"
_HTML = "text/html"
_PAGES = ("/", "/topics", *(one.path for one in DIRECTORIES))
_ENDINGS = {ending: kind for kind, (ending, _form) in SYNTAXES.items()}


def routes(site: Site) -> list[BaseRoute]:
    """Return all of them."""

    def read(answering: Answering) -> Callable[[Request], Response]:
        def handler(request: Request) -> Response:
            with site.reading() as snapshot:
                return answering(request, snapshot)

        return handler

    paths: dict[str, Answering] = {
        "/dump/{name}": _dump,
        "/dumps": _dumps,
        "/dumps/": _dumps,
        "/.well-known/void": _void,
        "/void": _void,
        "/void.{ending}": _void,
        "/catalogue": _dcat,
        "/catalogue.{ending}": _dcat,
        "/dataset": _dataset,
        "/dataset/{part:path}": _dataset,
        "/sitemap.xml": _sitemap,
        "/sitemap-pages.xml": _sitemap_pages,
        "/sitemap-{number:int}.xml": _sitemap_part,
        "/robots.txt": _robots,
        "/feed.atom": _feed,
        "/opensearch.xml": _opensearch,
    }
    return [Route(path, read(answering)) for path, answering in paths.items()]


def _beside(snapshot: Snapshot) -> Beside:
    """Return what stands beside the build; raises `Refused` with 503 while it is being made."""
    found = beside_of(snapshot.opened)
    if found is None:
        raise Unready(DUMPS.what, snapshot.makers.how_far(snapshot.build, DUMPS) if snapshot.makers else None)
    return found


def _dump(request: Request, snapshot: Snapshot) -> Response:
    """Send a dump, whole or in part; the same build gives the same bytes, so the build's name is its tag."""
    name, beside = request.path_params["name"], _beside(snapshot)
    for form in dump_formats():
        path = beside.dump(form)
        if path.name == name:
            tag = f'"{snapshot.build[:24]}.{form.extension}"'
            headers = {**OPEN, "ETag": tag, "Cache-Control": "no-cache", "Link": '<../catalogue>; rel="describedby"'}
            written = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
            if has_it(request, tag, written):
                headers["Last-Modified"] = format_datetime(written, usegmt=True)
                return Response(status_code=304, headers=headers)
            return FileResponse(path, headers=headers, media_type=form.media_type)
    raise Refused(404, Text("il n'y a pas de copie de ce nom", "there is no dump of this name"))


def _dumps(request: Request, snapshot: Snapshot) -> Response:
    beside, visit = beside_of(snapshot.opened), visit_of(request, snapshot.catalogue)
    found = [(form, beside.dump(form)) for form in dump_formats()] if beside else []
    files = [(form, path.name, path.stat().st_size) for form, path in found]
    return page(request, visit, render("dumps.html", visit, files=files))


def _void(request: Request, snapshot: Snapshot) -> Response:
    return _described(request, _beside(snapshot).void.read_bytes())


def _dcat(request: Request, snapshot: Snapshot) -> Response:
    if "ending" not in request.path_params and preferred(request.headers.get("accept"), (TURTLE, _HTML)) == _HTML:
        visit = visit_of(request, snapshot.catalogue)
        return see(303, visit.href("/"), {"Vary": "Accept"})
    return _described(request, snapshot.once(dcat))


def _dataset(request: Request, snapshot: Snapshot) -> Response:
    """Send on from the dataset, which is no document, to its description."""
    visit = visit_of(request, snapshot.catalogue)
    return see(303, visit.href("/catalogue"), {**OPEN, "Vary": "Accept"})


def _described(request: Request, turtle: bytes) -> Response:
    ending = request.path_params.get("ending")
    wanted = _ENDINGS.get(ending) if ending else preferred(request.headers.get("accept"), [*SYNTAXES])
    if ending and not wanted:
        raise Refused(404, Text("cette forme n'existe pas", "there is no such form"))
    # Who accepts none of them gets Turtle: the address has nothing else (RFC 9110, section 12.4.1).
    kind = wanted or TURTLE
    return answer(request, in_syntax(turtle, kind), kind, headers={**OPEN, "Vary": "Accept"})


def _sitemap(request: Request, snapshot: Snapshot) -> Response:
    parts, changed = len(_beside(snapshot).parts()), snapshot.once(counted).changed
    return answer(request, sitemap_index(top_of(request, snapshot.catalogue), parts, changed), _XML)


def _sitemap_pages(request: Request, snapshot: Snapshot) -> Response:
    changed = snapshot.once(counted).changed
    return answer(request, sitemap_pages(top_of(request, snapshot.catalogue), _PAGES, changed), _XML)


def _sitemap_part(request: Request, snapshot: Snapshot) -> Response:
    beside, number = _beside(snapshot), request.path_params["number"]
    parts = beside.parts()
    if not 1 <= number <= len(parts):
        raise Refused(404, Text(f"le plan a {len(parts)} parties", f"the sitemap has {len(parts)} parts"))
    return answer(request, sitemap_part(top_of(request, snapshot.catalogue), beside.things(parts[number - 1])), _XML)


def _robots(request: Request, snapshot: Snapshot) -> Response:
    top, under = top_of(request, snapshot.catalogue), str(request.scope.get("root_path", ""))
    return answer(request, robots(top, under), "text/plain")


def _feed(request: Request, snapshot: Snapshot) -> Response:
    visit = visit_of(request, snapshot.catalogue)
    here = f"{top_of(request, snapshot.catalogue)}/feed.atom"
    headers = {**OPEN, "Content-Language": visit.language, "Vary": "Accept-Language, Cookie"}
    body = feed(snapshot, here, visit.language)
    return answer(request, body, MEDIA_TYPE, modified=snapshot.once(counted).changed, headers=headers)


def _opensearch(request: Request, snapshot: Snapshot) -> Response:
    visit = visit_of(request, snapshot.catalogue)
    body = opensearch(snapshot.catalogue, top_of(request, snapshot.catalogue), visit.language)
    return answer(request, body, OPENSEARCH, headers={"Vary": "Accept-Language, Cookie"})
