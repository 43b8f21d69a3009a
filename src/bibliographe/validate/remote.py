"""Queries that would reach for the network (design.md, section 5, invariant 7)."""

from __future__ import annotations

import re

_WORDS = ("SERVICE", "LOAD", "FROM")
_REMOTE = re.compile(rf"\b(?:{'|'.join(_WORDS)})\s+(?:SILENT\s+|NAMED\s+)?[<\w?$]", re.IGNORECASE)


def reaches_out(query: str) -> bool:
    """Tell whether a query asks another server."""
    # Of a kept plan this is asked two thousand times; the expression alone would take a tenth of a validation.
    capitals = query.upper()
    return any(word in capitals for word in _WORDS) and _REMOTE.search(query) is not None
