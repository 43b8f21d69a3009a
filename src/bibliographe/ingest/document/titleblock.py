"""The title block: what the selection is called, for which event, when, and who compiled it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.readings import readings_of
from bibliographe.ingest.document.statements import agents_of, compilers_of, compiles, find_date, without_date
from bibliographe.ingest.document.titlelines import TitleBlock, read_lines
from bibliographe.ingest.document.units import span_of
from bibliographe.model.entry import Doubt, Event, Reading, Selection, Span
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.frontmatter import FrontMatter
    from bibliographe.ingest.document.units import Unit
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent

_AUTHOR_KEYS = ("author", "authors", "auteur", "auteurs")
_NO_TITLE = Text("titre de la sélection non trouvé : le nom du fichier en tient lieu",
                 "no title of the selection found: the file's name stands in for it")  # fmt: skip


def read_title_block(units: Sequence[Unit], marks: Sequence[str], metadata: FrontMatter, file_stem: str) -> Selection:
    """Return what the metadata and the lines before the first theme or entry say of the selection."""
    said = [unit for unit in units if marks[unit.number] not in FURNITURE]
    block = read_lines(said)
    title = block.title
    event = None
    if block.occasion or (block.held and block.place):
        event = Event(
            title=block.occasion,
            date=block.held or block.dated,
            place=block.place,
            edition=block.edition,
        )
    statement = " ".join(dict.fromkeys(block.statements)) or None
    readings = readings_of(
        [
            ("selection-title", title.units if title else []),
            ("selection-statement", [unit for unit in said if not title or unit not in title.units]),
        ]
    )
    selection = Selection(
        title=title.text if title else file_stem,
        genre=block.genre,
        edition=None if event else block.edition,
        event=event,
        issued=_issued(block),
        compilers=_compilers(block),
        statement=statement,
        span=span_of(said) if said else None,
        readings=readings,
        doubts=() if title else (Doubt("title", _NO_TITLE),),
    )
    return _with_metadata(selection, metadata)


def _with_metadata(selection: Selection, metadata: FrontMatter) -> Selection:
    """Return a selection with what its metadata say, which is meant for this and wins over the title block."""
    if metadata.span is None:
        return selection
    title = metadata.first("title", "titre")
    date = metadata.first("date")
    dated = find_date(date) if date else None
    authors = [name for key in _AUTHOR_KEYS for name in metadata.values.get(key, ()) if name]
    language = (metadata.first("lang", "language", "langue") or selection.language)[:2].lower()
    span = Span(metadata.span.first, selection.span.last if selection.span else metadata.span.last)
    return replace(
        selection,
        title=clean(title) if title else selection.title,
        subtitle=metadata.first("subtitle", "sous-titre"),
        language=language if language.isalpha() else selection.language,
        issued=dated[0] if dated else selection.issued,
        compilers=tuple(agent for name in authors for agent in agents_of(name)) or selection.compilers,
        span=span,
        readings=(Reading("selection-statement", metadata.span, title or ""), *selection.readings),
        doubts=() if title else selection.doubts,
    )


def _issued(block: TitleBlock) -> DateStatement | None:
    """Return the date of the selection: its own, or that of the event where its own is only the year of it."""
    dated, held = block.dated, block.held
    if dated and held and dated.edtf and (held.edtf or "").startswith(dated.edtf):
        return held
    return dated or held


def _compilers(block: TitleBlock) -> tuple[Agent, ...]:
    for text in block.statements:
        if compiles(text) and (agents := compilers_of(text)):
            return agents
    for text in [*block.statements, *(line.text for line in block.lines if line.role == "" and _selects(line.text))]:
        if agents := compilers_of(without_date(text)):
            return agents
    return tuple(agent for text in block.bodies for agent in agents_of(text))


def _selects(text: str) -> bool:
    return "selection" in fold(text) or "bibliographie" in fold(text)
