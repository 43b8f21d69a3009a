"""How a refusal is said: problem JSON to a program, a page to a person; never a traceback."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bibliographe.errors import BibliographeError
from bibliographe.i18n import Text
from bibliographe.serve.answers import HTML, OPEN
from bibliographe.serve.errors import PROBLEM, TITLES, Problem, Refused, Unready, problem_of
from bibliographe.serve.headers import request_number
from bibliographe.serve.negotiation import preferred
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.visits import language_of, visit_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bibliographe.serve.site import Site

_log = logging.getLogger(__name__)
_NOWHERE = Text("cette adresse ne mène nulle part", "this address leads nowhere")
_METHOD = Text("cette adresse ne se demande pas ainsi", "this address is not asked for in that way")
_OTHER = Text("la demande n'est pas recevable", "the request cannot be accepted")
_DETAILS = {404: _NOWHERE, 405: _METHOD}


def refuse(request: Request, error: Exception, site: Site) -> Response:
    """Return what is said of an error; one of ours is noted with its number, for whoever keeps the portal."""
    problem = _of_framework(error) if isinstance(error, HTTPException) else problem_of(error)
    if isinstance(error, Unready):
        pass  # it is noted when it is made
    elif isinstance(error, Refused) and problem.status >= 500:
        _log.warning("refused", extra={"request": request_number(request.scope), "reason": problem.detail.en})
    elif isinstance(error, BibliographeError) and problem.status >= 500:
        # It says what is wrong (a store that was deleted): where in the program that was noticed helps nobody.
        _log.error("failed", extra={"request": request_number(request.scope), "reason": str(error)})
    elif problem.status >= 500:
        _log.error("failed", exc_info=error, extra={"request": request_number(request.scope)})
    headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language, Cookie", **problem.headers}
    offers = (PROBLEM, "application/json", "text/html")
    wanted = preferred(request.headers.get("accept"), offers)
    if wanted == "text/html":
        body = _page(request, problem, site)
        if body is not None:
            return Response(body, problem.status, headers, HTML)
    language = language_of(request, site.catalogue)
    said = problem.as_json(language, request_number(request.scope), request.scope.get("root_path", ""))
    headers["Content-Language"] = language
    # A script of another site is told why, as it would have been told the answer.
    headers |= {**OPEN, "Access-Control-Expose-Headers": "Retry-After, X-Request-ID"}
    return Response(json.dumps(said, ensure_ascii=False, indent=2) + "\n", problem.status, headers, PROBLEM)


def _page(request: Request, problem: Problem, site: Site) -> bytes | None:
    """Return the page of a refusal, None when not even that can be made."""
    try:
        visit = visit_of(request, site.catalogue)
        return render("refused.html", visit, problem=problem, number_of_request=request_number(request.scope))
    except Exception:
        _log.exception("no page for a refusal", extra={"request": request_number(request.scope)})
        return None


def _of_framework(error: HTTPException) -> Problem:
    """Return what Starlette refuses by itself: no route, no such method."""
    detail = _DETAILS.get(error.status_code, TITLES.get(error.status_code, _OTHER))
    return Problem(error.status_code, detail, headers=dict(error.headers or {}))


class Guarded:
    """Catches what nothing below did, so that no request ends without an answer."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lead the request on; raises only when the answer had begun, so that the server cuts it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        except Exception as error:
            if begun:
                _log.exception("answer cut", extra={"request": request_number(scope)})
                raise
            await refuse(Request(scope), error, self._site)(scope, receive, send)
