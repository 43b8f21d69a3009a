"""How much one client may ask: the length of an address and of a body, and how many requests in a second.

Everything is counted in memory, for so many clients at most, and forgotten when the portal stops.
Sources: RFC 9110, sections 15.5.14 (413) and 15.5.15 (414); RFC 6585, section 4 (429).
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from bibliographe.i18n import Text
from bibliographe.serve.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

EXEMPT = "/health"
"""What watches the portal may always ask."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is allowed."""

    address: int = 16_384
    """Bytes of a path with its query."""
    body: int = 1_048_576
    """Bytes of a request's body."""
    rate: float = 50.0
    """Requests a second that one client may send over time; 0 for no limit."""
    burst: int = 300
    """Requests that it may send at once after a rest."""
    clients: int = 10_000
    """Clients that are remembered; the one that was silent longest is forgotten first."""


class Bucket:
    """Counts the requests of each client: a token bucket for each."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Count a request, and return the seconds that its client has to wait before it may be sent; 0 for none."""
        limits, now = self._limits, self._clock()
        if not limits.rate:
            return 0.0
        left, seen = self._left.pop(client, (float(limits.burst), now))
        left = min(float(limits.burst), left + (now - seen) * limits.rate)
        enough = left >= 1
        self._left[client] = (left - 1 if enough else left, now)
        if len(self._left) > limits.clients:
            self._left.popitem(last=False)
        return 0.0 if enough else (1 - left) / limits.rate


class Limited:
    """Refuses what is too long or too much."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits
        self._bucket = Bucket(limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or raise `Refused` with 413, 414 or 429."""
        if scope["type"] == "http":
            self._check(scope)
        await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        limits = self._limits
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > limits.address:
            raise Refused(414, Text(f"au plus {limits.address} octets", f"at most {limits.address} bytes"))
        length = Headers(scope=scope).get("content-length", "")
        if length.isdecimal() and int(length[:20]) > limits.body:
            raise Refused(413, Text(f"au plus {limits.body} octets", f"at most {limits.body} bytes"))
        if scope["path"] == EXEMPT:
            return
        wait = self._bucket.wait((scope.get("client") or ("", 0))[0])
        if wait:
            seconds = max(1, math.ceil(wait))
            raise Refused(
                429,
                Text("vous demandez plus vite que ce portail ne répond", "you ask faster than this portal answers"),
                remedy=Text(f"attendez {seconds} s", f"wait {seconds} s"),
                headers={"Retry-After": str(seconds)},
            )
