"""Resumption tokens: all that is needed to go on with a list, in the token itself; nothing is kept for it here.

A token names the last record that was given, by its datestamp and its key. Records that change meanwhile get a later
datestamp, so they come at the end of the list: it stays whole after any number of builds. Only when the datestamps
themselves were begun anew is a token refused.
"""

from __future__ import annotations

import binascii
import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

from bibliographe.i18n import Text
from bibliographe.serve.oai.refusals import UnmetError

_LONGEST = 4000
_CHECK = 8
_LARGEST = 2**53
_KINDS = [str, str, str, str, int, int, int, str, int, int]


class Token(NamedTuple):
    """Where a list is to go on."""

    verb: str
    series: str
    """The ledger's, whose datestamps it goes by."""
    prefix: str
    set: str
    since: int
    until: int
    moment: int
    """Of the last record that was given."""
    key: str
    """Of the same; of a list of sets, the path of the last one."""
    cursor: int
    """How many were given before."""
    size: int
    """How many there were when the list began."""

    def __str__(self) -> str:
        """Return the token as it travels."""
        body = json.dumps(self, ensure_ascii=False, separators=(",", ":")).encode()
        return urlsafe_b64encode(_check(body) + body).decode().rstrip("=")


def read_token(text: str, verb: str, series: str) -> Token:
    """Return a token of a list of this verb; raises `UnmetError` with `badResumptionToken` on any that is not ours."""
    if len(text) > _LONGEST:
        raise _bad()
    try:
        packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        fields = json.loads(packed[_CHECK:])
    except (binascii.Error, ValueError, RecursionError):
        raise _bad() from None
    if _check(packed[_CHECK:]) != packed[:_CHECK] or not _fits(fields):
        raise _bad()
    token = Token(*fields)
    if token.verb != verb or str(token) != text:
        raise _bad()
    if token.series != series:
        raise UnmetError(
            "badResumptionToken",
            Text(
                "les dates des notices ont été établies à nouveau : recommencez cette liste",
                "the datestamps were set anew: begin this list again",
            ),
        )
    return token


def _check(body: bytes) -> bytes:
    """Return what tells a token that was cut or altered on the way from a whole one."""
    return hashlib.sha256(body).digest()[:_CHECK]


def _fits(fields: object) -> bool:
    """Tell whether what a token holds is what tokens hold; a truth is no number here."""
    return (
        isinstance(fields, list)
        and [type(value) for value in fields] == _KINDS
        and all(abs(value) <= _LARGEST for value in fields if isinstance(value, int))
    )


def _bad() -> UnmetError:
    return UnmetError(
        "badResumptionToken",
        Text("ce jeton n'est pas de ceux que ce serveur donne", "this token is none that this server gives"),
    )
