"""The kind of document that a row of a table is of: what its column says, else what its other columns tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.standalone import parse_kind_line
from bibliographe.ingest.records.kinds import ENGLISH, Kind
from bibliographe.ingest.records.labels import concept_called
from bibliographe.ingest.records.zotero_terms import ITEM_TYPES
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.ingest.records.fields import Fields
    from bibliographe.model.entry import PeriodicalKind

_CONTAINERS: dict[str, PeriodicalKind] = {
    "press-article": "newspaper",
    "web-article": "website",
    "webpage": "website",
}


def kind_of(fields: Fields, *, has_sites: bool) -> Kind:
    """Return the kind of a row; one that is not known is doubtful.

    Where sites have a column of their own (`has_sites`), what stands in that of periodicals is none.
    """
    said = fields.take("type")
    kind = _kind_named(said) if said else None
    if said and kind is None:
        fields.give_back("type")
        fields.doubt("kind", Text(f"type inconnu : « {said} »", f"unknown type: '{said}'"))
    if kind is None:
        name = "article" if "periodical" in fields else "chapter" if "host" in fields else "document"
        kind = _in_table("book" if name == "document" and "isbn" in fields else name)
    return Kind(kind.name, "periodical") if kind.container == "website" and has_sites else kind


def _kind_named(said: str) -> Kind | None:
    """Return the kind that Zotero, the profile, or people call so in French or English."""
    if said in ITEM_TYPES:
        known = ITEM_TYPES[said]
        return known if known.container else _in_table(known.name)
    name = ENGLISH.get(fold(said)) or concept_called("document-types", said)
    if name is None:
        parsed = parse_kind_line(said)
        name = parsed[0] if parsed else None
    return _in_table(name) if name else None


def _in_table(name: str) -> Kind:
    """Return a kind of a table, whose column of periodicals may be filled in for any."""
    return Kind(name, _CONTAINERS.get(name, "periodical"))
