"""The source file, the selection printed in it, and its editorial notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.graph.describe.agents import describe_agent
from bibliographe.graph.describe.containers import describe_date, describe_periodical
from bibliographe.graph.describe.events import describe_event
from bibliographe.graph.terms import BIBL, BIBO, DCAT, DCTERMS, PROV, TYPE, TYPED
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import NamedNode

    from bibliographe.graph.describe.description import Description
    from bibliographe.model.entry import Note, Quotation, Selection


def describe_source(description: Description, file_name: str, media_type: str, sha256: str) -> NamedNode:
    """Describe the file that an import read (`prov:Entity`) and return its address."""
    source = description.resolve(description.minter.mint("source", description.source_id))
    description.say(source, TYPED, PROV.Entity)
    description.say_plain(source, DCTERMS.title, file_name)
    description.say_plain(source, DCTERMS.format, media_type)
    description.say_plain(source, BIBL.sha256, sha256)
    return source


def describe_selection(description: Description, selection: Selection, source: NamedNode) -> NamedNode:
    """Describe a published bibliography (`bibo:CollectedDocument`, `dcat:Dataset`) and return its address."""
    iri = description.resolve(description.minter.mint("selection", description.source_id))
    language = description.language
    description.say(iri, TYPED, BIBO.CollectedDocument)
    description.say(iri, TYPED, DCAT.Dataset)
    title = " : ".join(part for part in (selection.title, selection.subtitle) if part)
    description.say_text(iri, DCTERMS.title, title, language)
    description.say(iri, DCTERMS.type, TYPE.selection)
    description.say_plain(iri, DCTERMS.language, language)
    description.say_text(iri, BIBO.edition, selection.edition or None, language)
    description.say_text(iri, BIBL.compilationStatement, selection.statement or None, language)
    description.say(iri, PROV.wasDerivedFrom, source)
    describe_date(description, iri, selection.issued)
    for compiler in selection.compilers:
        description.say(iri, DCTERMS.creator, describe_agent(description, compiler))
    if selection.event:
        description.say(iri, BIBO.presentedAt, describe_event(description, selection.event, owner=iri))
    return iri


def describe_note(
    description: Description,
    note: Note,
    *,
    source: NamedNode,
    selection: NamedNode | None,
    topic: NamedNode | None,
    entry_titled: Callable[[str], NamedNode | None],
) -> NamedNode:
    """Describe an editorial note (`bibo:Note`) and the works that it quotes, and return its address.

    `entry_titled` finds the entry that a quotation may be of by its folded title.
    """
    iri = description.resolve(description.minter.mint("note", note.title, description.source_id, note.title))
    description.say(iri, TYPED, BIBO.Note)
    description.say_text(iri, DCTERMS.title, note.title, description.language)
    description.say(iri, DCTERMS.subject, topic)
    description.say(iri, DCTERMS.isPartOf, selection)
    description.say(iri, PROV.wasQuotedFrom, source)
    description.say_number(iri, BIBL.firstLine, note.span.first)
    description.say_number(iri, BIBL.lastLine, note.span.last)
    for quotation in note.quotations:
        description.say_text(iri, BIBL.sourceStatement, quotation.text, description.language)
        description.say(iri, DCTERMS.references, _quoted_work(description, quotation, entry_titled))
    return iri


def _quoted_work(
    description: Description, quotation: Quotation, entry_titled: Callable[[str], NamedNode | None]
) -> NamedNode | None:
    if quotation.title and (entry := entry_titled(fold(quotation.title))):
        return entry
    if quotation.citation.periodical and not quotation.title:
        return describe_periodical(description, quotation.citation.periodical)
    return None
