"""Choosing among the forms and the languages of an answer what a client would rather have.

Source: RFC 9110, HTTP Semantics, sections 12.4.2 (quality values), 12.5.1 (Accept), 12.5.3 (Accept-Encoding),
12.5.4 (Accept-Language).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.i18n import Language

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105
_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")
_TAG = re.compile(r"\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_QUALITY = re.compile(r"[0-9]{0,3}(?:\.[0-9]{0,20})?")
"""More digits than the specification has: programs that work their wishes out send `q=0.33333`."""
_MOST_RANGES = 60
"""What comes after that in a header is not looked at: no client has so many wishes."""


_USUAL = 300
"""Characters of headers whose meaning is remembered: a program sends the same with each request."""


@dataclass(frozen=True, slots=True)
class _Wish:
    name: str
    quality: float
    parameters: int = 0
    """How many parameters the range has beside its quality."""


def preferred(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the media type of `offers` that an `Accept` header rates highest, the earlier one of equals.

    None when the header rules all of them out. A header that is missing or unreadable accepts everything.
    """
    rate = _preferred if len(accept or "") <= _USUAL else _preferred.__wrapped__
    return rate(accept, tuple(offers))


@lru_cache(500)
def _preferred(accept: str | None, offers: tuple[str, ...]) -> str | None:
    wishes = [wish for wish in _wishes(accept) if _RANGE.fullmatch(wish.name)]
    if not wishes:
        return offers[0]
    rated = [(_quality(wishes, offer), offer) for offer in offers]
    best = max(quality for quality, _offer in rated)
    return next(offer for quality, offer in rated if quality == best) if best > 0 else None


def preferred_language(accept_language: str | None) -> Language | None:
    """Return the portal's language that an `Accept-Language` header rates highest; None when it says nothing of any."""
    best: tuple[float, Language | None] = (0.0, None)
    wishes = [wish for wish in _wishes(accept_language) if _TAG.fullmatch(wish.name) and wish.name != "*"]
    for wish in wishes:
        for language in LANGUAGES:
            if wish.name.partition("-")[0] == language and wish.quality > best[0]:
                best = (wish.quality, language)
    return best[1]


def accepts_coding(accept_encoding: str | None, coding: str) -> bool:
    """Tell whether an `Accept-Encoding` header names a coding and does not rule it out."""
    return any(wish.name == coding and wish.quality > 0 for wish in _wishes(accept_encoding))


def _quality(wishes: list[_Wish], offer: str) -> float:
    """Return how much an offer is wanted: what the most specific range that matches it says (section 12.5.1)."""
    kind = offer.partition("/")[0]
    for name in (offer, f"{kind}/*", "*/*"):
        found = [wish for wish in wishes if wish.name == name]
        if found:
            # A range with parameters that the offer does not have is another representation; take it as the last hope.
            return min(found, key=lambda wish: wish.parameters).quality
    return 0.0


def _wishes(header: str | None) -> Iterator[_Wish]:
    for part in (header or "").split(",")[:_MOST_RANGES]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality, others = 1.0, 0
        for parameter in parameters:
            key, _equals, value = parameter.partition("=")
            if key.strip().lower() == "q":
                quality = _number(value.strip())
                break
            others += 1
        if name:
            yield _Wish(name.lower(), quality, others)


def _number(quality: str) -> float:
    """Return a quality value as a number of 0 to 1; 0 for what is none."""
    try:
        return min(float(quality), 1.0) if _QUALITY.fullmatch(quality) else 0.0
    except ValueError:
        return 0.0
