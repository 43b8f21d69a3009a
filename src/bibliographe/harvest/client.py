"""A client of OAI-PMH 2.0 that asks politely, again when that may help, and says exactly what is wrong otherwise.

Source: OAI-PMH 2.0, sections 3.1 (HTTP embedding, status codes) and 3.6 (errors); RFC 9110, section 10.2.3.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bibliographe.errors import HarvestError
from bibliographe.harvest.answers import NotOaiError, read_answer, said
from bibliographe.harvest.manners import Manners
from bibliographe.harvest.transport import TroubleError, check_address, exchange
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.harvest.answers import Answer, Format
    from bibliographe.harvest.transport import Response

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that a server need not answer for ever."""
_LATER = Text(
    "relancez la même commande plus tard : elle reprendra où celle-ci s'est arrêtée",
    "run the same command again later: it will go on where this one stopped",
)
_WRONG_ADDRESS = Text(
    "vérifiez l'adresse : avec « ?verb=Identify » au bout, un navigateur doit y montrer de l'XML",
    "check the address: with '?verb=Identify' at its end, a browser must show XML there",
)


@dataclass(slots=True)
class Counts:
    """What the conversation with a server has cost."""

    requests: int = 0
    retries: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """What a repository says of itself: section 4.2."""

    name: str
    granularity: str
    deletions: str
    """`no`, `transient` or `persistent`: whether deletions are told (section 2.5.1)."""


@dataclass(slots=True)
class Client:
    """Talks to one repository; raises `HarvestError` for an address that is not one of http(s)."""

    address: str
    manners: Manners = field(default_factory=Manners)
    sleep: Callable[[float], None] = time.sleep
    tell: Callable[[Text], None] = lambda _text: None
    """Hears of each wait before another attempt."""
    counts: Counts = field(default_factory=Counts)
    _answered: bool = False

    def __post_init__(self) -> None:
        check_address(self.address)

    def identify(self) -> Identity:
        """Ask who is there; raises `HarvestError` when it is no repository of OAI-PMH 2.0."""
        _body, answer = self.ask("Identify")
        node = answer.identify
        version = said(node, "protocolVersion") if node else ""
        if node is None or version != "2.0":
            what = f"OAI-PMH {version}" if version else ", ".join(answer.errors) or "?"
            raise HarvestError(
                Text(
                    f"ce serveur ne parle pas OAI-PMH 2.0 ({what})", f"this server does not speak OAI-PMH 2.0 ({what})"
                ),
                file=self.address,
                remedy=_WRONG_ADDRESS,
            )
        return Identity(said(node, "repositoryName"), said(node, "granularity"), said(node, "deletedRecord"))

    def formats(self) -> list[Format]:
        """Ask in which formats there are records."""
        return self.ask("ListMetadataFormats")[1].formats

    def ask(self, verb: str, **arguments: str) -> tuple[bytes, Answer]:
        """Send a request until it is answered, and return the answer's bytes and what they say.

        Errors of the protocol are in the answer. Raises `HarvestError` when there is none, whatever was tried.
        """
        query = urlencode({"verb": verb, **arguments})
        address = f"{self.address}{'&' if '?' in self.address else '?'}{query}"
        attempt = 0
        while True:
            attempt += 1
            try:
                return self._ask_once(address)
            except TroubleError as trouble:
                self._wait_after(trouble, attempt)

    def _ask_once(self, address: str) -> tuple[bytes, Answer]:
        if self.counts.requests:
            self.sleep(self.manners.pause)
        self.counts.requests += 1
        response = exchange(address, self.manners)
        self.counts.bytes += len(response.body)
        try:
            answer = read_answer(response.body, self.address)
        except NotOaiError as error:
            raise self._not_oai(response, error) from error
        except TroubleError:
            if response.status >= 400:
                raise self._refused(response) from None
            raise
        if response.status in _AGAIN and not answer.errors:
            raise self._busy(response)
        self._answered = True
        return response.body, answer

    def _not_oai(self, response: Response, error: NotOaiError) -> Exception:
        if response.status >= 300:
            return self._refused(response)
        if self._answered:  # a page of maintenance in the middle of a list: the address is right
            return TroubleError(error.reason)
        return HarvestError(error.reason, file=self.address, remedy=_WRONG_ADDRESS)

    def _refused(self, response: Response) -> Exception:
        if response.status in _AGAIN:
            return self._busy(response)
        status = response.status
        return HarvestError(
            Text(f"le serveur répond {status}", f"the server answers {status}"),
            file=self.address,
            remedy=Text(
                "l'accès y est peut-être réservé : demandez à qui tient ce serveur",
                "access may be restricted: ask whoever runs the server",
            )
            if status in (401, 403)
            else _WRONG_ADDRESS,
        )

    def _busy(self, response: Response) -> TroubleError:
        status = response.status
        reason = Text(f"le serveur répond {status}", f"the server answers {status}")
        return TroubleError(reason, retry_after(response.headers.get("Retry-After")))

    def _wait_after(self, trouble: TroubleError, attempt: int) -> None:
        wait = self.manners.wait(attempt) if trouble.wait is None else trouble.wait
        if wait > self.manners.patience:
            raise HarvestError(
                Text(
                    f"{trouble.reason.fr} et demande de revenir dans {wait:.0f} s",
                    f"{trouble.reason.en} and asks to come back in {wait:.0f} s",
                ),
                file=self.address,
                remedy=_LATER,
            ) from trouble
        if attempt >= self.manners.attempts:
            raise HarvestError(
                Text(
                    f"{trouble.reason.fr} ; abandon après {attempt} essais",
                    f"{trouble.reason.en}; given up after {attempt} attempts",
                ),
                file=self.address,
                remedy=_LATER if self._answered else _WRONG_ADDRESS,
            ) from trouble
        self.counts.retries += 1
        self.tell(
            Text(f"{trouble.reason.fr} : nouvel essai dans {wait:.0f} s", f"{trouble.reason.en}: again in {wait:.0f} s")
        )
        self.sleep(wait)


def retry_after(said: str | None) -> float | None:
    """Return the seconds that a server asks to wait, given as such or as a date; None when it says nothing usable."""
    text = (said or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
