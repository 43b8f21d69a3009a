"""How a document was published, and what it is physically: originInfo, language, physicalDescription."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.records.marc.described import named
from bibliographe.export.records.marc.tables import language_code
from bibliographe.ingest.records.languages import language_code as read_language

if TYPE_CHECKING:
    from bibliographe.export.records.mods.record import ModsRecord

_ISSUANCE = {"part": "monographic", "whole": "monographic", "site": "integrating resource"}


def origin(one: ModsRecord) -> None:
    """Write place, publisher, dates, edition."""
    citation = one.citation
    with one.element("originInfo"):
        for place in citation.places:
            with one.element("place"):
                one.leaf("placeTerm", place, "bibl:placeOfPublication", type="text")
        for agent in citation.publishers:
            one.leaf("publisher", named(agent), "dcterms:publisher")
        if citation.institution and not citation.publishers:  # where programs look for it
            one.leaf("publisher", named(citation.institution), "bibo:issuer")
        one.date("dateIssued", citation.issued, "bibl:verbatimDate", key=True)
        one.date("dateOther", citation.available, "dcterms:available", type="available")
        one.date("dateOther", citation.accessed, "bibl:verbatimAccessDate", type="accessed")
        one.leaf("edition", citation.edition, "bibo:edition")
        one.leaf("issuance", _ISSUANCE[one.level])


def language(one: ModsRecord) -> None:
    """Write the language: its code of ISO 639-2/B, and that of BCP 47 where it says more."""
    said = one.entry.language
    code = language_code(said)
    with one.element("language"):
        one.leaf("languageTerm", code, "dcterms:language", type="code", authority="iso639-2b")
        if read_language(code) != said:
            one.leaf("languageTerm", said, "dcterms:language", type="code", authority="rfc5646")


def physical(one: ModsRecord) -> None:
    """Write medium and extent."""
    medium, extent = one.citation.medium, one.citation.extent
    if medium or extent:
        with one.element("physicalDescription"):
            one.leaf("form", medium, "bibl:mediumStatement")
            one.leaf("extent", f"{extent} p." if extent and extent.isdecimal() else extent, "bibo:numPages")
