"""Asking the application itself, in this process, without a server between.

Source: ASGI, HTTP connection scope, <https://asgi.readthedocs.io/en/latest/specs/www.html>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bibliographe.errors import ServeError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message

    from bibliographe.i18n import Language

TOP = "/.portal"
"""Where the application is told that it stands: what begins every address of its own in a page."""


class Answer(NamedTuple):
    """What the application answered."""

    status: int
    body: bytes
    location: str = ""
    """Where a redirect leads, from the portal's top."""


class Asker:
    """Asks for addresses, one after the other."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def get(
        self, path: str, query: str = "", *, accept: str = "text/html", language: Language, may_fail: bool = False
    ) -> Answer:
        """Return the answer to a path, which is not percent-encoded.

        Raises `ServeError` when the portal fails, unless it `may_fail`: then its answer is a page that says so.
        """
        told: dict[str, Any] = {"status": 0, "location": ""}
        body = bytearray()

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                told["location"] = dict(message["headers"]).get(b"location", b"").decode().removeprefix(TOP)
            else:
                body.extend(message.get("body", b""))

        await self._app(_scope(path, query, accept, language), receive, send)
        answer = Answer(told["status"], bytes(body), told["location"])
        if answer.status >= 500 and not may_fail:
            raise ServeError(
                Text(f"la page {path} ne peut pas être faite", f"the page {path} cannot be made"),
                remedy=Text(
                    "relancez la commande : elle reprend là où elle en était ; si cela dure, signalez-le",
                    "run the command again: it goes on where it was; if it lasts, report it",
                ),
            )
        return answer


def _scope(path: str, query: str, accept: str, language: Language) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "path": TOP + path,
        "raw_path": (TOP + path).encode("utf-8", "replace"),
        "query_string": query.encode(),
        "root_path": TOP,
        "headers": [(b"host", b"localhost"), (b"accept", accept.encode()), (b"accept-language", language.encode())],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 443),
    }
