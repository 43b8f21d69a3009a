"""What the variables of CSL-JSON hold: names, dates, texts.

Source: <https://github.com/citation-style-language/schema>, csl-data.json, version 1.0.2; citeproc-js for `raw` dates
and `isInstitution`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.dates import calendar_date, date_said
from bibliographe.ingest.records.names import agent_named, names_body, person_called
from bibliographe.model.dates import DateStatement
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from bibliographe.model.entry import Agent

_YES = (True, "true", 1, "1")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "1": 21, "2": 22, "3": 23, "4": 24}
_PSEUDO_MONTHS = {str(month): 21 + number % 4 for number, month in enumerate([*range(13, 17), *range(21, 25)])}
_TAGS = re.compile(r"</?(?:i|b|sup|sub|span|sc)(?:\s[^<>]*)?>")
"""What CSL allows to mark up in titles."""


def agent_of(value: object) -> Agent | None:
    """Return whom a name variable names: by `family` and `given`, or by one `literal` or text."""
    if not isinstance(value, dict):
        return agent_named(_text(value))
    literal, given, family, suffix = (_text(value.get(name)) for name in ("literal", "given", "family", "suffix"))
    if literal:
        return agent_named(literal)
    particles = [_text(value.get(name)) for name in ("dropping-particle", "non-dropping-particle")]
    family = " ".join(filter(None, [*particles, _without_quotes(family)]))
    if family and value.get("isInstitution") in _YES:
        return organization(family)
    if not given:
        return agent_named(family)
    if names_body(family):
        return organization(family)
    return person_called(given, family, suffix)


def _without_quotes(family: str) -> str:
    """Return a family name without the quotation marks that keep its particle with it (citeproc-js)."""
    is_quoted = len(family) > len('""') and family[0] == family[-1] == '"'
    return family[1:-1] if is_quoted else family


def date_of(value: object) -> DateStatement | None:
    """Return what a date variable says: its parts, or the words of `raw` or `literal`."""
    if not isinstance(value, dict):
        return date_said(_text(value)) if isinstance(value, (str, int)) else None
    said = _text(value.get("raw")) or _text(value.get("literal"))
    if said:
        return date_said(said)
    parts = value.get("date-parts")
    if not isinstance(parts, list) or not all(isinstance(part, list) for part in parts):
        return None
    season = _SEASONS.get(_text(value.get("season")).lower())
    bounds = [_bound([_text(one) for one in part], season) for part in parts[:2] if part and _text(part[0])]
    verbatim = "/".join("-".join(filter(None, map(_text, part))) for part in parts[:2])
    verbatim = " ".join(filter(None, [verbatim, _text(value.get("season"))]))
    if not verbatim.strip("/"):
        return None
    known = all(bounds) and bounds
    circa = "~" if value.get("circa") and known and len(bounds) == 1 else ""
    return DateStatement(verbatim, "/".join(map(str, bounds)) + circa if known else None)


def _bound(part: list[str], season: int | None) -> str | None:
    """Return one date; months that no year has are seasons, from 13 (Juris-M) or 21 (EDTF) on."""
    month = part[1] if len(part) > 1 else ""
    if month in _PSEUDO_MONTHS:
        return calendar_date(part[:1], _PSEUDO_MONTHS[month])
    return calendar_date(part, season)


def _text(value: object) -> str:
    """Return a text or a number as text, without the marks that CSL allows; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return clean(_TAGS.sub("", str(value)))


def printed(value: object) -> str:
    """Return whatever a field holds in one line."""
    if isinstance(value, dict):
        date = date_of(value)
        if date is not None:
            return date.verbatim
        return ", ".join(filter(None, (printed(one) for one in value.values())))
    if isinstance(value, list):
        return " ; ".join(filter(None, map(printed, value)))
    return str(value).lower() if isinstance(value, bool) else _text(value)
