"""What a protocol of names and values is asked: the query of the address, and the form that was posted with it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from starlette.requests import Request

_MOST = 50


def pairs_of(query: bytes) -> list[tuple[str, str]]:
    """Return the names and values of a query, or of a form that was posted; more than a request can have are cut."""
    parts = query.split(b"&")[:_MOST]
    return parse_qsl(b"&".join(parts).decode("utf-8", "replace"), keep_blank_values=True)


async def whole_query(request: Request) -> tuple[bytes, str]:
    """Return the query of a request and the form that came with it, as one; and its address without them."""
    query = [request.scope.get("query_string", b"")]
    if request.method == "POST":
        query.append(await request.body())
    return b"&".join(filter(None, query)), str(request.url.replace(query="", fragment=""))
