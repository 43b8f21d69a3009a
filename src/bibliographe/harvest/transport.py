"""One exchange over HTTP: bounded in time and size, and with nobody but the host that was asked.

Source: RFC 9110 (redirects, Content-Encoding, Retry-After).
"""

from __future__ import annotations

import urllib.error
import urllib.request
import zlib
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from bibliographe.deadline import TooLateError, within
from bibliographe.errors import HarvestError
from bibliographe.harvest.manners import USER_AGENT
from bibliographe.i18n import Text
from bibliographe.ingest.source import SIZE_LIMIT

if TYPE_CHECKING:
    from email.message import Message
    from http.client import HTTPMessage, HTTPResponse
    from typing import IO

    from bibliographe.harvest.manners import Manners

_GZIP = b"\x1f\x8b"
_PIECE = 1 << 16
_ADDRESS_REMEDY = Text(
    "donnez l'adresse de base du serveur OAI-PMH, par exemple https://archives.exemple.fr/oai, sans « ?verb=… »",
    "give the base address of the OAI-PMH server, for instance https://archives.example.org/oai, without '?verb=…'",
)


class TroubleError(Exception):
    """Something that may be better in a moment: `reason` for a person, `wait` in seconds when the server said it."""

    def __init__(self, reason: Text, wait: float | None = None) -> None:
        super().__init__(reason.en)
        self.reason, self.wait = reason, wait


@dataclass(frozen=True, slots=True)
class Response:
    """An answer as it came, whatever its status; `body` is unpacked."""

    status: int
    headers: Message
    body: bytes
    address: str
    """Where it came from in the end."""


def check_address(address: str) -> str:
    """Return the base address of a repository; raises `HarvestError` when it cannot be one."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        usable = usable and address.isascii() and address.isprintable() and " " not in address
        usable = usable and parts.username is None and not parts.fragment and "verb=" not in parts.query
    except ValueError:
        usable = False
    if not usable:
        raise HarvestError(
            Text(
                f"« {address} » n'est pas l'adresse d'un serveur OAI-PMH",
                f"'{address}' is not the address of an OAI-PMH server",
            ),
            remedy=_ADDRESS_REMEDY,
        )
    return address


def exchange(address: str, manners: Manners) -> Response:
    """Ask for an address and return what came.

    Raises `TroubleError` when nothing came, or not all of it, or not in time, and `HarvestError` when too much came or
    when the server sends elsewhere.
    """
    try:
        return within(manners.deadline, lambda: _exchange(address, manners.silence), "exchange")
    except TooLateError as error:
        seconds = manners.deadline
        raise TroubleError(
            Text(f"réponse incomplète au bout de {seconds:g} s", f"no whole answer within {seconds:g} s")
        ) from error
    except TimeoutError as error:
        raise TroubleError(
            Text(f"rien reçu pendant {manners.silence:g} s", f"nothing received for {manners.silence:g} s")
        ) from error
    except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, TimeoutError):
            raise TroubleError(
                Text(f"rien reçu pendant {manners.silence:g} s", f"nothing received for {manners.silence:g} s")
            ) from error
        raise TroubleError(Text(f"pas de réponse ({reason})", f"no answer ({reason})")) from error


def _exchange(address: str, silence: float) -> Response:
    request = urllib.request.Request(  # noqa: S310 - check_address and the watched redirects allow http(s) alone
        address,
        headers={"User-Agent": USER_AGENT, "Accept": "text/xml, application/xml", "Accept-Encoding": "gzip"},
    )
    opener = urllib.request.build_opener(_SameHost)
    try:
        response: HTTPResponse = opener.open(request, timeout=silence)
    except urllib.error.HTTPError as error:
        with error:
            return Response(error.code, error.headers, _body(error), error.url)
    with response:
        return Response(response.status, response.headers, _body(response), response.url)


def _body(response: HTTPResponse | urllib.error.HTTPError) -> bytes:
    """Read an answer whole; what `Content-Length` says and what came must agree."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > SIZE_LIMIT:
            raise _too_large()
    length = response.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and size < int(length):
        raise TroubleError(
            Text(f"réponse coupée ({size} octets sur {length})", f"an answer cut short ({size} bytes of {length})")
        )
    return _unpacked(b"".join(pieces), response.headers.get("Content-Encoding", "").strip().lower())


def _unpacked(body: bytes, encoding: str) -> bytes:
    """Return what was packed, by its first bytes rather than by what the server says of it."""
    if body.startswith(_GZIP):
        return _gunzipped(body)
    if encoding == "deflate":
        for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
            with suppress(zlib.error):
                return _one_stream(body, bits, 0)[0]
    return body


def _gunzipped(body: bytes) -> bytes:
    out = b""
    while body.startswith(_GZIP):
        try:
            piece, body = _one_stream(body, 16 + zlib.MAX_WBITS, len(out))
        except zlib.error as error:
            raise TroubleError(Text("réponse compressée illisible", "a packed answer that cannot be read")) from error
        out += piece
    return out


def _one_stream(body: bytes, bits: int, before: int) -> tuple[bytes, bytes]:
    unpacking = zlib.decompressobj(bits)
    piece = unpacking.decompress(body, SIZE_LIMIT + 1 - before)
    if before + len(piece) > SIZE_LIMIT:
        raise _too_large()
    if not unpacking.eof:
        raise TroubleError(Text("réponse compressée coupée", "a packed answer cut short"))
    return piece, unpacking.unused_data


def _too_large() -> HarvestError:
    megabytes = SIZE_LIMIT // (1024 * 1024)
    return HarvestError(
        Text(f"réponse de plus de {megabytes} Mo : abandon", f"an answer of more than {megabytes} MB: given up"),
        remedy=Text(
            "demandez moins à la fois : un ensemble (--set), une période (--from, --until)",
            "ask for less at a time: a set (--set), a period (--from, --until)",
        ),
    )


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follow redirects within one host, never from https to http, with the question still in them."""

    max_redirections = 5

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        downgraded = before.scheme == "https" and after.scheme != "https"
        if after.scheme not in ("http", "https") or downgraded or before.hostname != after.hostname:
            new = urlunsplit((after.scheme, after.netloc, after.path, "", ""))
            raise HarvestError(
                Text(f"le serveur renvoie ailleurs : {newurl}", f"the server sends elsewhere: {newurl}"),
                remedy=Text(
                    f"si c'est bien le nouveau serveur, moissonnez {new}",
                    f"if that is the new server indeed, harvest {new}",
                ),
            )
        address = newurl if "verb=" in after.query else urlunsplit(after._replace(query=before.query))
        return urllib.request.Request(address, headers=dict(req.header_items()))  # noqa: S310
