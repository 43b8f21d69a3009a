"""An answer on its way to the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from bibliographe.serve.answers import OPEN as ANY_SITE
from bibliographe.serve.answers import answer
from bibliographe.serve.sparql.forms import content_type, extension

if TYPE_CHECKING:
    from starlette.requests import Request

    from bibliographe.serve.sparql.answered import Answered

OPEN = {**ANY_SITE, "Access-Control-Expose-Headers": "Content-Disposition, Retry-After"}
"""Any site's scripts may read the answer."""
VARY = {"Vary": "Accept, Accept-Language, Cookie"}


def sent(request: Request, answered: Answered, headers: dict[str, str], name: str = "answer") -> Response:
    """Return the answer as a file called `name`: with an entity tag where it is small, else in pieces."""
    kind = content_type(answered.media_type)
    headers = {**headers, "Content-Disposition": f'inline; filename="{name}.{extension(answered.media_type)}"'}
    if answered.in_memory:
        return answer(request, answered.whole(), kind, headers=headers)
    length = {"Content-Length": str(answered.size), "Cache-Control": "no-cache"}
    return StreamingResponse(answered.pieces(), headers=headers | length, media_type=kind)
