"""The names of fields, as databases and the heads of tables print them."""

from __future__ import annotations

import re

from bibliographe.ingest.document.phrases import is_phrase

FIELDS = (
    "TITLE", "PEOPLE", "PUBLISHER", "PLACE", "DATE", "PAGES",
    "SERIES", "PERIODICAL", "ISSUE", "ADDRESS", "ACCESSED", "COMMENT",
    "TYPE", "UNIVERSITY", "ISBN", "DOI",
)  # fmt: skip
_LONGEST_LABEL = 20
_PLURAL = re.compile(r"\(\w{1,3}\)")


def without_label(text: str, name: str) -> str:
    """Return `text` without the label of the field `name` that it begins with: `Résumé : …`."""
    label, colon, rest = text.partition(":")
    return rest.lstrip() if colon and len(label) <= _LONGEST_LABEL and is_phrase(f"FIELD_{name}", label) else text


def field_named(label: str) -> str | None:
    """Return the key of the field that `label` names, None when it names none."""
    bare = _PLURAL.sub("", label)
    return next((name for name in FIELDS if is_phrase(f"FIELD_{name}", bare)), None)
