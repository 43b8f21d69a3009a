"""Datestamps as a repository counts them: in days or in seconds, always in UTC.

Source: OAI-PMH 2.0, sections 2.7.1 (selective harvesting) and 3.3 (UTC datetime).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from bibliographe.errors import HarvestError
from bibliographe.i18n import Text

SECONDS = "YYYY-MM-DDThh:mm:ssZ"
_DAY_FORM, _SECOND_FORM = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?")


def check_date(text: str, option: str) -> str:
    """Return a date that a person gave, a day or a second in UTC; raises `HarvestError` for anything else."""
    if _moment(text) is None:
        raise HarvestError(
            Text(f"{option} : « {text} » n'est pas une date", f"{option}: '{text}' is not a date"),
            remedy=Text(
                "écrivez 2026-01-31, ou avec l'heure UTC 2026-01-31T08:30:00Z",
                "write 2026-01-31, or with the time in UTC 2026-01-31T08:30:00Z",
            ),
        )
    return text


def in_granularity(text: str, granularity: str, *, end: bool = False) -> str:
    """Return a day or a second as the repository counts; `end` asks for the last second of a day."""
    moment = _moment(text)
    if moment is None:
        return text
    if granularity != SECONDS:
        return moment.date().isoformat()
    if end and _DAY.fullmatch(text):
        moment += timedelta(days=1, seconds=-1)
    return _as_second(moment)


def overlapping(response_date: str, granularity: str) -> str | None:
    """Return where the next harvest begins when this one began at a server's time: one unit before.

    What a repository changed while it answered, or dates by another clock, comes once more rather than never. None when
    the server's time cannot be read.
    """
    found = _MOMENT.fullmatch(response_date.strip())
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(found[1] + (found[2] or "Z")).astimezone(UTC)
        if granularity == SECONDS:
            return _as_second(moment - timedelta(seconds=1))
        return (moment - timedelta(days=1)).date().isoformat()
    except (ValueError, OverflowError):
        return None


def earlier(one: str, other: str) -> bool:
    """Tell whether a datestamp is before another, whatever the unit of each."""
    first, second = _moment(one), _moment(other)
    return first is not None and second is not None and first < second


def _as_second(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _moment(text: str) -> datetime | None:
    form = _SECOND_FORM if _SECOND.fullmatch(text) else _DAY_FORM if _DAY.fullmatch(text) else None
    if form is None:
        return None
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        return None
