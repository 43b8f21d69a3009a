"""`Source :` lines: what a document or a note was taken from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.runs import cut, plain, styles_of, text_of, trimmed
from bibliographe.ingest.document.units import by_block, joined_runs, span_of
from bibliographe.model.entry import Citation, Periodical, Quotation
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.units import Unit

_SITE_WORDS = ("site", "www", "http", "portail", "blog")


def cited_sources(units: Sequence[Unit]) -> list[Quotation]:
    """Return what each paragraph `Source : …` cites."""
    return [_cited_source(block) for block in by_block(units)]


def _cited_source(units: Sequence[Unit]) -> Quotation:
    """Return what one of them cites: a title where it gives one, and the rest as a citation."""
    runs, span = joined_runs(units), span_of(units)
    text = clean(evidence.source_statement(text_of(runs)) or text_of(runs))
    start, whole = plain(runs).find(":") + 1, styles_of(runs)
    parsed = evidence.citation(text)
    # The whole line is in italics as often as not, which says nothing about where its title ends.
    bare = tuple(replace(run, styles=run.styles - whole) for run in trimmed(cut(runs, start, len(plain(runs)))))
    reference = evidence.reference(bare)
    if reference and (parsed is None or reference.parsed.score >= parsed.score):
        return Quotation(text, reference.title, reference.parsed.citation, span)
    if parsed:
        return Quotation(text, None, parsed.citation, span)
    site = fold(text).startswith(_SITE_WORDS)
    citation = Citation(
        periodical=Periodical(text, "website" if site else "periodical"), form="web" if site else "unknown"
    )
    return Quotation(text, None, citation, span)
