"""Answers in gzip for clients that take it: pages, data and answers of protocols shrink to a fifth or less.

Source: RFC 9110, sections 8.4 (Content-Encoding), 8.8.3 (two encodings share no strong tag), 12.5.3 (Accept-Encoding).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipResponder, IdentityResponder

from bibliographe.serve.negotiation import accepts_coding

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LEAST = 1024
"""Bytes from which it is worth the while: less goes in one packet anyway."""
_LEVEL = 4
"""Level 9 takes three times as long for some hundredths less."""
_IN_PARTS = "/dump/"
"""Files that may be asked for in parts, and that are large: they go as they are."""


class Compressed:
    """Compresses what can be, and says of both forms that the other might have come (`Vary`)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lead the request on; the tag of a compressed answer is weak, since it stands for other bytes."""
        if scope["type"] != "http" or _IN_PARTS in scope["path"]:
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        known = asked.get("if-none-match", "")

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                tag = headers.get("etag", "")
                same = message["status"] == 304
                if same:
                    headers.add_vary_header("Accept-Encoding")
                if tag.startswith('"') and ("content-encoding" in headers or (same and f"W/{tag}" in known)):
                    headers["ETag"] = f"W/{tag}"
            await send(message)

        if accepts_coding(asked.get("accept-encoding"), "gzip"):
            await GZipResponder(self._app, _LEAST, _LEVEL)(scope, receive, tagged)
        else:
            await IdentityResponder(self._app, _LEAST)(scope, receive, tagged)
