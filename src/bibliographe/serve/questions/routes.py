"""`/questions`: the library for people, its files; `/api/queries/…`: the same for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import StreamingResponse
from starlette.routing import Route

from bibliographe.i18n import Text
from bibliographe.serve.answers import answer, page, see
from bibliographe.serve.errors import Refused
from bibliographe.serve.questions.asking import as_file, library_of, prepared, values_of
from bibliographe.serve.questions.files import without_formulas
from bibliographe.serve.questions.pages import DRAWING, drawing, library_page, question_page
from bibliographe.serve.sparql.forms import GRAPHS, RESULTS, content_type, forms_for
from bibliographe.serve.sparql.sending import OPEN, VARY, sent
from bibliographe.serve.visits import visit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bibliographe.serve.site import Site, Snapshot
    from bibliographe.serve.sparql.answered import Answered

    Answering = Callable[[Request, Snapshot], Response]

_SVG = "image/svg+xml"
_DRAWN = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
"""A chart that stands alone has its style sheet within; it has nothing else, and may load nothing."""
_ENDINGS = (*RESULTS, *GRAPHS, DRAWING)
_ITS_OWN = ("format", "lang")


def routes(site: Site) -> list[BaseRoute]:
    """Return the routes."""

    def answering(made: Answering) -> Callable[[Request], Response]:
        def answer_(request: Request) -> Response:
            with site.reading() as snapshot:
                return made(request, snapshot)

        return answer_

    return [
        Route("/questions", answering(_library)),
        Route("/questions/{name:path}", answering(_question)),
        Route("/api/queries/{name:path}", answering(_operation)),
    ]


def _library(request: Request, snapshot: Snapshot) -> Response:
    visit = visit_of(request, snapshot.catalogue)
    return page(request, visit, library_page(snapshot, visit))


def _question(request: Request, snapshot: Snapshot) -> Response:
    visit = visit_of(request, snapshot.catalogue)
    name, ending = _parted(request.path_params["name"])
    question = snapshot.once(library_of).find(name)
    if not ending:
        made, status, headers = question_page(snapshot, visit, question)
        return page(request, visit, made, status=status, headers=headers)
    if ending == DRAWING:
        return answer(request, drawing(snapshot, visit, question), _SVG, headers={**OPEN, **_DRAWN})
    asked = prepared(snapshot, question, values_of(question, visit.query), visit.language)
    answered = as_file(snapshot, asked, forms_for(None, ending))
    return _file(request, answered, name.replace("/", "-"))


def _file(request: Request, answered: Answered, name: str) -> Response:
    if answered.media_type != RESULTS["csv"]:
        return sent(request, answered, OPEN, name)
    headers = {**OPEN, "Content-Disposition": f'attachment; filename="{name}.csv"'}
    kind = content_type(answered.media_type)
    pieces = without_formulas(answered)
    if answered.in_memory:
        return answer(request, b"".join(pieces), kind, headers=headers)
    return StreamingResponse(pieces, headers=headers, media_type=kind)


def _operation(request: Request, snapshot: Snapshot) -> Response:
    visit = visit_of(request, snapshot.catalogue)
    question = snapshot.once(library_of).find(request.path_params["name"])
    known = {parameter.name for parameter in question.header.parameters}
    given = [(name, value) for name, value in visit.query if name in known or name not in _ITS_OWN]
    forms = forms_for(request.headers.get("accept"), dict(visit.query).get("format"))
    if forms.page:
        said = [(name, value) for name, value in visit.query if (name, value) in given or name == "lang"]
        return see(303, visit.with_query(f"/questions/{question.name}", said), {**OPEN, **VARY})
    values = values_of(question, given, strict=True)
    asked = prepared(snapshot, question, values, visit.language)
    return sent(request, as_file(snapshot, asked, forms), {**OPEN, **VARY}, question.name.replace("/", "-"))


def _parted(path: str) -> tuple[str, str]:
    """Return a question's name and the ending of a file, empty for its page; raises `Refused` for a strange one."""
    name, dot, ending = path.rpartition(".")
    if not dot or "/" in ending:
        return path, ""
    if ending not in _ENDINGS:
        raise Refused(404, Text("aucun fichier de cette sorte", "there is no file of that kind"))
    return name, ending
