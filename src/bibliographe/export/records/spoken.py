"""The language of an entry as formats may write it: a language tag, whatever the graph has in its place."""

from __future__ import annotations

import re
from functools import lru_cache

_USUAL = "fr"
"""The language of what tells none."""
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


@lru_cache(1_000)
def spoken(said: str | None) -> str:
    """Return the tag of a language: what is said where it is a tag, that of the language that it names, else `und`.

    XML Schema has `xml:lang` and its like as tags (RFC 5646 by way of `xs:language`): one other word makes
    a page of an OAI-PMH list invalid, with all its records.
    """
    if not said:
        return _USUAL
    if _TAG.fullmatch(said):
        return said
    from bibliographe.ingest.records.languages import UNKNOWN, language_code  # its tables take a moment to load

    return language_code(said) or UNKNOWN
