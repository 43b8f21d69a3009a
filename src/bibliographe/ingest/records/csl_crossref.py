"""Crossref's records, which are CSL-JSON with lists, names and types of their own.

Source: Crossref REST API, works; <https://api.crossref.org/types>. The same come where a DOI is asked for CSL-JSON.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.records.parts import whole_title

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = {
    "journal-article": "article-journal",
    "posted-content": "article",
    "peer-review": "review",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "proceedings": "book",
    "book-chapter": "chapter",
    "book-part": "chapter",
    "book-section": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry",
    "proceedings-article": "paper-conference",
    "dissertation": "thesis",
    "report-component": "chapter",
    "database": "dataset",
    "other": "document",
}
"""Crossref's types by what CSL calls them; others have the same name."""
_FIRST = ("title", "container-title", "original-title", "short-title", "short-container-title", "degree")
_RENAMED = {
    "short-container-title": "container-title-short",
    "article-number": "page",
    "edition-number": "edition",
    "degree": "genre",
    "publisher-location": "publisher-place",
    "subject": "keyword",
    "published-print": "issued",
    "published-online": "issued",
}
"""What says what a variable of CSL does, where the record has none."""
_OF_NO_NAME = ("sequence", "affiliation")
_OF_JATS = re.compile(r"</?jats:[^<>]*>")
_ADDRESS = re.compile(r"https?://id\.crossref\.org/isbn/")


def as_csl(values: Mapping[str, object]) -> dict[str, object]:
    """Return a record of Crossref as CSL has it; any other item as it is."""
    said_type = values.get("type")
    if not isinstance(values.get("title"), list) and not (isinstance(said_type, str) and said_type in TYPES):
        return dict(values)
    said = {name: value for name, value in values.items() if _says_something(name, value)}
    subtitle, event = _first(said.pop("subtitle", None)), said.pop("event", None)
    found: dict[str, object] = {}
    for name, value in said.items():
        renamed = _RENAMED.get(name, name)
        found[name if renamed in said or renamed in found else renamed] = _value(name, value)
    title = found.get("title")
    if isinstance(title, str) and isinstance(subtitle, str):
        found["title"] = whole_title(title, subtitle)
    return {**found, **_event(event)}


def _says_something(name: str, value: object) -> bool:
    return value not in (None, [], "", {}) and (name != "issued" or _is_date(value))


def _value(name: str, value: object) -> object:
    """Return the value of a field as CSL has it."""
    if name == "type":
        return TYPES.get(str(value), value)
    if name in _FIRST:
        return _first(value)
    if name == "abstract":
        return _OF_JATS.sub(" ", str(value))
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return " ; ".join(_ADDRESS.sub("", one) for one in value)
    return _names(value)


def _is_date(value: object) -> bool:
    """Tell whether a date has a year: Crossref writes `[[null]]` for none."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    return bool(isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0] and parts[0][0])


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _names(value: object) -> object:
    """Return people with the `literal` that CSL has for a body's `name`, without what tells no name."""
    if not isinstance(value, list) or not all(isinstance(one, dict) and {"family", "name"} & set(one) for one in value):
        return value
    return [
        {
            {"name": "literal"}.get(name, name): said
            for name, said in one.items()
            if name not in ("sequence", "affiliation")
        }
        for one in value
    ]


def _event(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        return {}
    said = {"event-title": value.get("name"), "event-place": value.get("location"), "event-date": value.get("start")}
    return {name: one for name, one in said.items() if one}
