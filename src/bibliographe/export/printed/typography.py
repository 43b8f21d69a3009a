"""Text as it is set: no-break spaces where French has them, addresses that may be followed."""

from __future__ import annotations

import re

_NARROW = re.compile(r"(?<=\S) (?=[;!?»])|(?<=«) (?=\S)")
_WIDE = re.compile(
    r"(?<=\S) (?=:(?:\s|$))|(?<=\bn°) (?=\d)|"
    r"(?<=\bp\.) (?=[\dIVXLC])|(?<=\bpp\.) (?=[\dIVXLC])|(?<=\d) (?=p\.)|(?<=\d) (?=%)"
)
_FOLLOWED = re.compile(r"(?:https?|ftp)://[^\s]+|#\S+|mailto:\S+", re.IGNORECASE)
_BREAKS = re.compile("[\n\r\t\x0b\x0c\x85\u2028\u2029]")
_UNHELD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain_text(text: str) -> str:
    """Return a text on one line without the controls that neither XML nor a text file can hold."""
    return _UNHELD.sub("", _BREAKS.sub(" ", text))


def set_text(text: str, language: str) -> str:
    """Return a text without what XML cannot hold and, in French, with its no-break spaces.

    Source: Lexique des règles typographiques en usage à l'Imprimerie nationale, "Ponctuation".
    """
    text = plain_text(text)
    if not language.startswith("fr"):
        return text
    return _WIDE.sub("\u00a0", _NARROW.sub("\u202f", text))


def followed(url: str | None) -> str | None:
    """Return an address that a link may lead to: of the web or within the document; no script, no file."""
    return url if url and _FOLLOWED.fullmatch(url) else None
