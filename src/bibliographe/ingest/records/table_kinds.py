"""The kind of document that a row of a table is of: what its column says, else what its other columns tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.standalone import parse_kind_line
from bibliographe.ingest.records.kinds import ENGLISH, Kind
from bibliographe.ingest.records.kinds_of_xml import SAY_LITTLE, kind_called
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

_CODES = {
    "art": "article", "comm": "chapter", "poster": "conference", "ouv": "book", "couv": "chapter",
    "douv": "proceedings", "issue": "special-issue", "these": "thesis", "hdr": "thesis", "mem": "dissertation",
    "proceedings paper": "chapter", "meeting abstract": "chapter", "editorial material": "article",
    "book review": "article", "article review": "article", "early access": "article",
}  # fmt: skip
"""Types of HAL (`docType_s`) and of the Web of Science (`Document Type`)."""
_SAY_NOTHING = frozenset({"j", "c", "b", "s", "p", "pdf", "html", "citation"})
"""What columns of types hold besides: Web of Science's letters, files that Publish or Perish found."""


def kind_of(fields: Fields, *, has_sites: bool, is_exact: bool = False) -> Kind:
    """Return the kind of a row; one that is not known is doubtful.

    Where sites have a column of their own (`has_sites`), what stands in that of periodicals is none. Another program's
    "document" may be anything; with `is_exact`, the type is what it says.
    """
    said = fields.named("type")
    known = [(field, kind) for field in said if (kind := _kind_named(field.value))]
    best = next((one for one in known if one[1].name != "document"), known[0] if known else None)
    kind = best[1] if best else None
    if best:
        fields.use([best[0]])
    strange = next((field.value for field in said if fold(field.value) not in _SAY_NOTHING), None)
    if kind is None and strange:
        fields.doubt("kind", Text(f"type inconnu : « {strange} »", f"unknown type: '{strange}'"))
    if kind is None or (not is_exact and fold(best[0].value if best else "") in SAY_LITTLE):
        name = "article" if "periodical" in fields else "chapter" if "host" in fields else "document"
        is_thesis = name == "document" and "institution" in fields
        kind = _in_table("book" if name == "document" and "isbn" in fields else "thesis" if is_thesis else name)
    return Kind(kind.name, "periodical") if kind.container == "website" and has_sites else kind


def _kind_named(said: str) -> Kind | None:
    """Return the kind that Zotero, the profile, or people call so in French or English."""
    if said in ITEM_TYPES:
        known = ITEM_TYPES[said]
        return known if known.container else _in_table(known.name)
    word = fold(said)
    name = _CODES.get(word) or ENGLISH.get(word) or concept_called("document-types", said)
    if name is None:
        parsed = parse_kind_line(said)
        name = parsed[0] if parsed else None
    if name is None:
        called = kind_called(said)
        name = called.name if called else None
    return _in_table(name) if name else None


def _in_table(name: str) -> Kind:
    """Return a kind of a table, whose column of periodicals may be filled in for any."""
    return Kind(name, _CONTAINERS.get(name, "periodical"))
