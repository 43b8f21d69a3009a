"""Running the portal in this process: a socket, uvicorn, and an end that lets requests finish."""

from __future__ import annotations

import errno
import signal
import socket
from typing import TYPE_CHECKING

import uvicorn

from bibliographe.errors import ServeError, system_reason
from bibliographe.i18n import Text
from bibliographe.serve.app import portal
from bibliographe.serve.logs import log_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.serve.limits import Limits
    from bibliographe.serve.site import Site

DRAIN = 20
"""Seconds that requests have to finish once the portal is told to stop."""

_PORT = Text(
    "ce port est pris, ou réservé à l'administrateur : donnez-en un autre avec --port, ou --port 0 pour un port libre",
    "another program has that port, or it is the administrator's: choose one with --port, or --port 0 for a free one",
)
_HOST = Text(
    "--host est un nom ou une adresse de cette machine : 127.0.0.1 pour elle seule, 0.0.0.0 pour toutes ses adresses",
    "--host is a name or an address of this machine: 127.0.0.1 for itself alone, 0.0.0.0 for all its addresses",
)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes a free one.

    Raises `ServeError` when the port is taken, or the host is not one of this machine.
    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(2048)
        except BaseException:
            listening.close()
            raise
    except (OSError, OverflowError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else Text(str(error), str(error))
        raise ServeError(
            Text(
                f"le portail ne peut pas écouter à {host}:{port} : {reason.fr}",
                f"the portal cannot listen at {host}:{port}: {reason.en}",
            ),
            remedy=_PORT if getattr(error, "errno", None) in (errno.EADDRINUSE, errno.EACCES) else _HOST,
        ) from error
    return listening


def address_of(listening: socket.socket) -> str:
    """Return where the portal can be read."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def run(site: Site, listening: socket.socket, limits: Limits, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until SIGTERM or SIGINT; then take no more requests, and end when those that are running have.

    `ready` is called once answers are given.
    """
    log_to()
    config = uvicorn.Config(
        portal(site, limits),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=DRAIN,
    )
    server = _Server(config, ready)
    # uvicorn sends itself the signal again when it is done; this portal has then done what the signal asks.
    before = {sign: signal.signal(sign, _nothing) for sign in (signal.SIGTERM, signal.SIGINT)}
    try:
        server.run(sockets=[listening])
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _nothing(_number: int, _frame: object) -> None:
    """Take a signal that has had its effect."""


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()
