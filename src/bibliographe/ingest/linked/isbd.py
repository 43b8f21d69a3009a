"""Statements that catalogues flatten into one literal with the punctuation of ISBD.

The Sudoc says a title with its statement of responsibility (`Titre / Anne Dumas ; préf. de Paul Noir`), a publisher
with its place and date (`Paris : Dunod , 2021`).
Source: ISBD (IFLA, consolidated edition), areas 1 and 4; what `https://www.sudoc.fr/….rdf` gives.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.citation.names import is_town
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.model.entry import Contribution

_RESPONSIBILITY = " / "
_IMPRINT = re.compile(
    r"(?P<place>[^:]{1,200}?) : (?P<name>.+?)(?:\s*,\s+(?P<date>[\[(]?(?:cop\.|impr\.|DL|©|\[)?\s*\d{4}[^,]{0,20}))?"
)
_SUPPLIED = str.maketrans("", "", "[]")


class Imprint(NamedTuple):
    """Where who published, and when."""

    place: str
    name: str
    date: str


def imprint_said(text: str) -> Imprint | None:
    """Return the imprint that a text states, None for a name: a date ends it, or a town begins it."""
    found = _IMPRINT.fullmatch(text.strip())
    if found is None or not (found["date"] or is_town(found["place"].strip())):
        return None
    place, name = (found[part].translate(_SUPPLIED).strip(" ,") for part in ("place", "name"))
    return Imprint(place, name, (found["date"] or "").strip()) if place and name else None


def parted_title(title: str, people: Iterable[Contribution]) -> tuple[str, str]:
    """Return a title and the statement of responsibility behind it: one that names somebody of the record."""
    proper, mark, statement = title.partition(_RESPONSIBILITY)
    said = set(fold(statement).split())
    names = [(one.agent.family or one.agent.name) for one in people]
    is_statement = mark and any(words and said.issuperset(words) for name in names if (words := fold(name).split()))
    return (proper.strip(), statement.strip()) if is_statement else (title, "")
