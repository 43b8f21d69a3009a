"""Editorial notes: boxes of the selection's own, with the sources that they quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.readings import readings_of
from bibliographe.ingest.document.sources import cited_sources
from bibliographe.ingest.document.units import by_block, joined_text, span_of
from bibliographe.model.entry import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.divisions import Division


def read_note(division: Division, marks: Sequence[str], topic: tuple[str, ...] | None) -> Note:
    """Return the note of a division."""
    said = [unit for unit in division.body if marks[unit.number] not in FURNITURE]
    sources = [unit for unit in said if marks[unit.number] == "source"]
    prose = [unit for unit in said if marks[unit.number] != "source"]
    return Note(
        title=joined_text(division.title),
        span=span_of([*division.title, *said]),
        topic=topic,
        text="\n".join(joined_text(block) for block in by_block(prose)),
        quotations=tuple(cited_sources(sources)),
        readings=readings_of([("title", division.title), ("source", sources), ("note", prose)]),
    )
