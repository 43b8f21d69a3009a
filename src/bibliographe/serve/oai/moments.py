"""Moments in UTC, to the second: seconds since 1970 within, ISO 8601 outside (OAI-PMH, section 3.3)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_FORM = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)
DAY = 86_400
_DAYS = len("2026-01-31")


def written(moment: int) -> str:
    """Return a moment as `UTCdatetime` in seconds."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def asked(text: str) -> int | None:
    """Return the first second of what a harvester wrote, a day or a second; None when it is neither."""
    if not _FORM.fullmatch(text):
        return None
    return registered(text)


def is_day(text: str) -> bool:
    """Tell whether a moment was given as a day."""
    return len(text) == _DAYS


def registered(text: str) -> int | None:
    """Return a moment that a register holds, in UTC where no zone is said; None when it cannot be read."""
    try:
        moment = datetime.fromisoformat(text)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None
