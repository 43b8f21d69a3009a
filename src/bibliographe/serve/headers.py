"""The headers that every answer has: what a browser may do with it, and the number that the log knows it by.

Sources: Content Security Policy Level 3, <https://www.w3.org/TR/CSP3/>; Referrer Policy; Permissions Policy.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SAME_EVERYWHERE = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
REQUEST_NUMBER = "X-Request-ID"


class Headed:
    """Adds the headers, refusals and failures included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give the request a number, and the answer its headers where it does not have its own."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = scope["bibliographe.request"] = secrets.token_hex(8)

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # An answer with a policy of its own says by it who may frame it (CSP 3, section 6.4.2).
                framing = {"X-Frame-Options"} if "Content-Security-Policy" in headers else set()
                for name, value in SAME_EVERYWHERE.items():
                    if name not in framing:
                        headers.setdefault(name, value)
                headers[REQUEST_NUMBER] = number
            await send(message)

        await self._app(scope, receive, headed)


def request_number(scope: Scope) -> str:
    """Return the number of a request, as the log and the answer's header have it."""
    return str(scope.get("bibliographe.request", ""))
