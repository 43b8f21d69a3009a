"""The addresses of the service: `/reconcile` and what is below it, by GET and by POST."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from bibliographe.i18n import Text
from bibliographe.serve.answers import HTML, OPEN
from bibliographe.serve.asked import pairs_of
from bibliographe.serve.discovery.top import top_of
from bibliographe.serve.errors import Refused
from bibliographe.serve.headers import CONTENT_SECURITY_POLICY
from bibliographe.serve.pages.lists import line
from bibliographe.serve.pages.named import named, nodes_of
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.reconcile import describing
from bibliographe.serve.reconcile.matching import matched, read_batch
from bibliographe.serve.reconcile.types import PROPERTIES, typed
from bibliographe.serve.reconcile.values import values
from bibliographe.serve.search.request import number
from bibliographe.serve.search.routes import search_index
from bibliographe.serve.search.things import ENTRY
from bibliographe.serve.things.asking import asked_for
from bibliographe.serve.visits import language_of, visit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bibliographe.i18n import Language
    from bibliographe.serve.site import Site, Snapshot

    Answering = Callable[[Snapshot, dict[str, str], Language], dict[str, Any]]

_JSON = "application/json"
_HEADERS = {**OPEN, "Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}
_FRAMED = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
"""A preview is made to stand in a frame of somebody else's page; nothing in it can be clicked into doing anything."""
_SHOWN = ("other-name", "author", "publisher", "part-of", "date", "isbn", "issn", "broader", "url")


def routes(site: Site) -> list[BaseRoute]:
    """Return the routes."""

    def service(request: Request, said: dict[str, str]) -> Response:
        with site.reading() as snapshot:
            language = language_of(request, snapshot.catalogue)
            if "queries" in said:
                batch = read_batch(said["queries"])
                return _json({key: {"result": matched(snapshot, one, language)} for key, one in batch.items()})
            if "extend" in said:
                return _json(describing.extended(snapshot, said["extend"], language))
            return _json(describing.manifest(snapshot, top_of(request, snapshot.catalogue), language))

    async def reconcile(request: Request) -> Response:
        said = dict(request.query_params)
        if request.method == "POST":
            said |= dict(pairs_of(await request.body()))
        if "callback" in said:
            raise Refused(
                400,
                Text("JSONP n'est pas offert : il ferait exécuter la réponse", "JSONP is not offered: it runs answers"),
                remedy=Text("tout site peut lire le JSON (CORS)", "any site may read the JSON (CORS)"),
            )
        return await run_in_threadpool(service, request, said)

    def answering(made: Answering) -> Callable[[Request], Response]:
        def handler(request: Request) -> Response:
            with site.reading() as snapshot:
                return _json(made(snapshot, dict(request.query_params), language_of(request, snapshot.catalogue)))

        return handler

    def preview(request: Request) -> Response:
        with site.reading() as snapshot:
            return _preview(request, snapshot)

    simple: dict[str, Answering] = {
        "/reconcile/suggest/entity": lambda snapshot, said, language: describing.suggest_entities(
            snapshot, said.get("prefix", ""), language
        ),
        "/reconcile/suggest/type": lambda _snapshot, said, language: describing.suggest_types(
            said.get("prefix", ""), language
        ),
        "/reconcile/suggest/property": lambda _snapshot, said, language: describing.suggest_properties(
            said.get("prefix", ""), language
        ),
        "/reconcile/properties": lambda _snapshot, said, language: describing.propose_properties(
            said.get("type", ""), number("limit", said.get("limit"), 0, 1_000) or None, language
        ),
    }
    return [
        Route("/reconcile", reconcile, methods=["GET", "POST"]),
        *(Route(path, answering(made)) for path, made in simple.items()),
        Route("/reconcile/preview", preview),
    ]


def _json(said: dict[str, Any]) -> Response:
    return Response(json.dumps(said, ensure_ascii=False), headers=_HEADERS, media_type=_JSON)


def _preview(request: Request, snapshot: Snapshot) -> Response:
    """Return a small page of a thing; raises `Refused` with 404 when there is none."""
    asked = asked_for(snapshot, request.query_params.get("id", ""))
    visit, thing, nodes = visit_of(request, snapshot.catalogue), asked.standing.thing, snapshot.once(nodes_of)
    facts = [
        (PROPERTIES[name].title(visit.language), [one.text for one in found])
        for name in _SHOWN
        if (found := values(snapshot, thing, PROPERTIES[name], visit.language))
    ]
    name = line(snapshot, thing, visit.language).title if asked.entry else named(nodes, thing, visit.language).name
    known = snapshot.once(search_index).known(thing.value)
    kinds = [one["name"] for one in typed(known.kinds if known else (ENTRY,) if asked.entry else (), visit.language)]
    entries = known.entries if known else 0
    body = render("preview.html", visit, name=name, local=asked.local, facts=facts, kinds=kinds, entries=entries)
    return Response(body, headers={**_HEADERS, "Content-Security-Policy": _FRAMED}, media_type=HTML)
