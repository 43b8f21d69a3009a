"""`/sparql`: the protocol's requests and answers, and the editor for people.

Source: SPARQL 1.1 Protocol, section 2.1; the Fetch standard for what other sites' scripts may ask (CORS).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from bibliographe.errors import BibliographeError
from bibliographe.i18n import Text
from bibliographe.serve.answers import answer, page
from bibliographe.serve.errors import Refused
from bibliographe.serve.refusing import refuse
from bibliographe.serve.sparql.answered import Job
from bibliographe.serve.sparql.description import describe
from bibliographe.serve.sparql.editor import editor_page
from bibliographe.serve.sparql.forms import content_type, forms_for
from bibliographe.serve.sparql.pool import query_pool
from bibliographe.serve.sparql.protocol import read_operation
from bibliographe.serve.sparql.sending import OPEN, VARY, sent
from bibliographe.serve.sparql.terms import Terms
from bibliographe.serve.visits import visit_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site, Snapshot
    from bibliographe.serve.sparql.protocol import Operation

PATH = "/sparql"
_PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, POST, OPTIONS",
    "Accept-Post": "application/sparql-query, application/x-www-form-urlencoded",
}


def routes(site: Site) -> list[BaseRoute]:
    """Return the routes: the service, and the terms that its editor completes."""

    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        body = await request.body() if request.method == "POST" else b""
        return await run_in_threadpool(_answering, site, request, body)

    def terms(request: Request) -> Response:
        with site.reading() as snapshot:
            visit = visit_of(request, snapshot.catalogue)
            return answer(request, snapshot.once(Terms).as_json(visit.language), "application/json", headers=VARY)

    return [Route(PATH, sparql, methods=["GET", "POST", "OPTIONS"]), Route(f"{PATH}/terms.json", terms)]


def _answering(site: Site, request: Request, body: bytes) -> Response:
    try:
        operation = read_operation(
            request.method, request.scope["query_string"], request.headers.get("content-type", ""), body
        )
        with site.reading() as snapshot:
            made = _answer(request, snapshot, operation)
    except BibliographeError as error:
        made = refuse(request, error, site)
    made.headers.update(OPEN)
    return made


def _answer(request: Request, snapshot: Snapshot, operation: Operation) -> Response:
    forms = forms_for(request.headers.get("accept"), operation.format)
    if forms.page and (request.method != "POST" or operation.query is not None):
        visit = visit_of(request, snapshot.catalogue)
        made, status, headers = editor_page(snapshot, visit, operation)
        return page(request, visit, made, status=status, headers=headers)
    if operation.query is not None:
        job = Job(operation.query, forms.rows, forms.graph, operation.default, operation.named)
        return sent(request, snapshot.once(query_pool).ask(job), VARY)
    if request.method == "POST" or forms.graph is None:
        raise Refused(
            400,
            Text("il manque la requête", "the query is missing"),
            remedy=Text("Donnez-la comme paramètre « query ».", "Give it as the parameter 'query'."),
        )
    return answer(request, describe(snapshot, forms.graph), content_type(forms.graph), headers=VARY)
