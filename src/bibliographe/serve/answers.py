"""Answers that a client may already have: entity tags, dates, and 304.

Source: RFC 9110, sections 8.8 (validators) and 13 (conditional requests).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from bibliographe.serve.visits import COOKIE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from bibliographe.serve.visits import Visit

_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_YEAR = 365 * 24 * 3600
HTML = "text/html; charset=utf-8"
OPEN = {"Access-Control-Allow-Origin": "*"}
"""Lets scripts of any site read an answer (CORS)."""


def answer(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    modified: str = "",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    by_date: bool = True,
) -> Response:
    """Return an answer with its validators, or 304 when the client has these very bytes.

    `modified` is an `xsd:dateTime` in UTC, as the register has them; empty where no date is known. Without `by_date`, a
    client's date alone does not tell that its copy is good.
    """
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    said = {"Cache-Control": "no-cache", **(headers or {}), "ETag": tag}
    moment = _moment(modified)
    if moment:
        said["Last-Modified"] = format_datetime(moment, usegmt=True)
    if status == 200 and has_it(request, tag, moment if by_date else None):
        return Response(status_code=304, headers=said)
    return Response(body, status, headers=said, media_type=media_type)


def page(
    request: Request,
    visit: Visit,
    body: bytes,
    *,
    modified: str = "",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a page for people; a language that its address asks for is remembered.

    A page tells of a record's neighbours too, whose changes do not move the record's date: only its bytes tell.
    """
    said = {"Content-Language": visit.language, "Vary": "Accept, Accept-Language, Cookie", **(headers or {})}
    made = answer(request, body, HTML, modified=modified, status=status, headers=said, by_date=False)
    if visit.chosen:
        made.set_cookie(COOKIE, visit.language, max_age=_YEAR, path=visit.root or "/", httponly=True, samesite="lax")
    return made


def has_it(request: Request, tag: str, moment: datetime | None) -> bool:
    """Tell whether the client's copy is as good as ours; dates count only where no tag is named (section 13.2.2)."""
    if request.method not in ("GET", "HEAD"):
        return False
    if "if-none-match" in request.headers:
        known = request.headers["if-none-match"]
        return known.strip() == "*" or tag in _TAG.findall(known)
    since = request.headers.get("if-modified-since")
    if since is None or moment is None:
        return False
    try:
        return moment <= parsedate_to_datetime(since).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return False


def see(status: int, address: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a redirect to an address, percent-encoded already."""
    return RedirectResponse(address, status, headers=dict(headers or {}))


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
