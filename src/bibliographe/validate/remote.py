"""Queries that would reach for the network (design.md, section 5, invariant 7)."""

from __future__ import annotations

import re

_REMOTE = re.compile(r"\b(?:SERVICE|LOAD|FROM)\s+(?:SILENT\s+|NAMED\s+)?[<\w?$]", re.IGNORECASE)


def reaches_out(query: str) -> bool:
    """Tell whether a query asks another server."""
    return _REMOTE.search(query) is not None
