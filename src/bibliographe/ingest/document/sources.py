"""`Source :` lines: what a document or a note was taken from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.runs import cut, plain, styles_of, trimmed
from bibliographe.model.entry import Citation, Periodical, Quotation
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from bibliographe.ingest.document.units import Unit

_SITE_WORDS = ("site", "www", "http", "portail", "blog")


def cited_source(unit: Unit) -> Quotation:
    """Return what a line `Source : …` cites: a title where it gives one, and the rest as a citation."""
    text = clean(evidence.source_statement(unit.text) or unit.text)
    runs = unit.runs
    start, whole = plain(runs).find(":") + 1, styles_of(runs)
    parsed = evidence.citation(text)
    # The whole line is in italics as often as not, which says nothing about where its title ends.
    bare = tuple(replace(run, styles=run.styles - whole) for run in trimmed(cut(runs, start, len(plain(runs)))))
    reference = evidence.reference(bare)
    if reference and (parsed is None or reference.parsed.score >= parsed.score):
        return Quotation(text, reference.title, reference.parsed.citation, unit.span)
    if parsed:
        return Quotation(text, None, parsed.citation, unit.span)
    site = fold(text).startswith(_SITE_WORDS)
    citation = Citation(
        periodical=Periodical(text, "website" if site else "periodical"), form="web" if site else "unknown"
    )
    return Quotation(text, None, citation, unit.span)
