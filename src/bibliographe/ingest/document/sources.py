"""`Source :` lines: what a document or a note was taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.runs import cut, plain, trimmed
from bibliographe.model.entry import Citation, Periodical, Quotation
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from bibliographe.ingest.document.units import Unit

_SITE_WORDS = ("site", "www", "http", "portail", "blog")


def cited_source(unit: Unit) -> Quotation:
    """Return what a line `Source : …` cites: a title where it gives one, and the rest as a citation."""
    text = clean(evidence.source_statement(unit.text) or unit.text)
    runs = unit.runs
    start = plain(runs).find(":") + 1
    parsed = evidence.citation(text)
    # The whole line is in italics as often as not, which says nothing about where its title ends.
    reference = None if parsed else evidence.reference(trimmed(cut(runs, start, len(plain(runs)))))
    if parsed:
        return Quotation(text, None, parsed.citation, unit.span)
    if reference:
        return Quotation(text, reference.title, reference.parsed.citation, unit.span)
    site = fold(text).startswith(_SITE_WORDS)
    citation = Citation(
        periodical=Periodical(text, "website" if site else "periodical"), form="web" if site else "unknown"
    )
    return Quotation(text, None, citation, unit.span)
