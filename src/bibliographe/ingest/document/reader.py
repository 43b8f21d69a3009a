"""The reader of bibliographies written as documents, in Markdown or plain text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.coverage import coverage, spans
from bibliographe.ingest.document.entries import EntryBuilder
from bibliographe.ingest.document.frontmatter import FrontMatter, read_front_matter
from bibliographe.ingest.document.leftovers import comment_lines
from bibliographe.ingest.document.looks import strength
from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.markup import read_blocks
from bibliographe.ingest.document.notes import read_note
from bibliographe.ingest.document.numbering import Numbering, Outline
from bibliographe.ingest.document.outline import divide
from bibliographe.ingest.document.statements import compiles
from bibliographe.ingest.document.titleblock import read_title_block
from bibliographe.ingest.document.turned_names import with_names_turned
from bibliographe.ingest.document.units import by_block, joined_runs, joined_text, read_units, span_of
from bibliographe.ingest.registry import foreign_format
from bibliographe.model.entry import Furniture, Reading, Reject, Selection, Span, Topic
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bibliographe.ingest.document.divisions import Division, Document
    from bibliographe.ingest.document.units import Unit
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

_NO_ENTRY = Text("aucune référence reconnue dans ce document", "no citation was recognised in this document")
_NO_ENTRY_REMEDY = Text(
    "écrivez sous chaque titre une référence, par exemple « Paris : Dunod, 2021, 230 p. » "
    "ou « Archimag, n° 368, octobre 2023, pp. 13-20 »",
    "write a citation under each title, for instance 'Paris : Dunod, 2021, 230 p.' "
    "or 'Archimag, n° 368, octobre 2023, pp. 13-20'",
)
_LOST = Text(
    "titre sans référence, qui n'est ni un thème ni une notice", "a heading without citation: no theme, no entry"
)
_LOST_REMEDY = Text(
    "ajoutez sous ce titre sa référence (éditeur ou revue, date, pages), ou numérotez-le si c'est un thème",
    "add its citation under it (publisher or periodical, date, pages), or number it if it is a theme",
)
_UNREAD = Text("référence non comprise", "a reference that was not understood")
_UNREAD_REMEDY = Text(
    "écrivez-la comme ses voisines : auteurs, titre, puis « Lieu : Éditeur, année, N p. » "
    "ou « Revue, n° 3, date, p. 5 »",
    "write it as its neighbours are: people, title, then 'Place : Publisher, year, N p.' "
    "or 'Periodical, n° 3, date, p. 5'",
)
_UNREADABLE = Text("lignes que la mise en forme empêche de lire", "lines that cannot be read because of their markup")
_UNREADABLE_REMEDY = Text(
    "simplifiez la mise en forme (listes trop imbriquées, balises)", "simplify the markup (lists nested too deep, tags)"
)
_LIKELY = 0.9
_POSSIBLE = 0.1
_SENTENCE_WORDS = 5
_SEVERAL = 2


class MarkdownReader:
    """Reads a bibliography written as a document."""

    extensions = (".md", ".markdown", ".txt")

    def recognises(self, source: Source) -> float:
        """Return how surely `source` is a written document: by its extension, unless it begins as another format."""
        if foreign_format(source):
            return 0.0
        return _LIKELY if source.extension in self.extensions else _POSSIBLE

    def read(self, source: Source) -> Iterator[Item]:
        """Yield the selection, its themes, entries and notes, page furniture, and what was not understood."""
        metadata = read_front_matter(source.lines)
        document = divide(read_units(read_blocks(_body(source, metadata)), source.lines))
        if any(division.kind == "entry" for division in document.divisions):
            items = list(_Assembler(document, source, metadata).items())
        else:
            items = list(_rejected(document, source))
        items.extend(_missed(items, source))
        items = with_names_turned(items)
        yield from (item for item in items if isinstance(item, Selection))
        yield from sorted((item for item in items if not isinstance(item, Selection)), key=_first_line)


def _body(source: Source, metadata: FrontMatter) -> str:
    """Return the text with blank lines in place of its metadata, so that lines keep their numbers."""
    if metadata.span is None:
        return source.text
    blank = [""] * metadata.span.last
    return "\n".join([*blank, *source.lines[metadata.span.last :]])


def _first_line(item: Item) -> int:
    return min((span.first for span in spans(item)), default=0)


class _Assembler:
    """Turns divisions into items."""

    def __init__(self, document: Document, source: Source, metadata: FrontMatter) -> None:
        self._document = document
        self._metadata = metadata
        self._source = source
        self._outline = Outline()
        self._topic: tuple[str, ...] | None = None
        self._topics = 0
        self._entry_since_topic = False
        self._toc_tells_depth = document.toc.nested or not _headings_nest(document)

    def items(self) -> Iterator[Item]:
        divisions = self._document.divisions
        front = divisions[0].body
        # What cites and could not be read is no part of the title block, though no theme stands before it.
        unread = [unit for block in self._unread_in(list(by_block(front))) for unit in block]
        apart = {unit.number for unit in unread}
        front = [unit for unit in front if unit.number not in apart]
        selection = read_title_block(front, self._document.marks, self._metadata, PurePath(self._source.file_name).stem)
        yield selection
        yield from _unread(unread)
        yield from self._furniture(front, "navigation", only_furniture=True)
        yield from self._furniture([self._document.units[one] for one in self._document.toc.units], "table-of-contents")
        builder = EntryBuilder(self._document, selection.language)
        for division in divisions[1:]:
            yield from self._division(division, builder)

    def _unread_in(self, front: Sequence[list[Unit]]) -> Iterator[list[Unit]]:
        """Yield the paragraphs before the first entry that are references: several alike, or the last before it."""
        ends = [block for block in front if not block[0].strong and evidence.ends_as_reference(joined_text(block))]
        ends = [block for block in ends if not compiles(joined_text(block))]
        several = len(ends) >= _SEVERAL or (len(front) > 1 and ends == [front[-1]])
        for block in front:
            if self._is_unread(block) or (several and block in ends):
                yield block

    def _is_unread(self, block: Sequence[Unit]) -> bool:
        """Return whether lines before the first entry are a reference or an item among references."""
        listed = bool(block[0].marker) and any(block[0].number in one.units for one in self._document.reference_lists)
        cites = evidence.cites_pages(joined_text(block)) or evidence.sets_off_a_title(joined_runs(block))
        return cites or (listed and block[0].number not in self._document.toc.units)

    def _division(self, division: Division, builder: EntryBuilder) -> Iterator[Item]:
        marks = self._document.marks
        if division.kind == "topic":
            yield self._read_topic(division)
            yield from self._outside(division.body)
        elif division.kind == "note":
            yield read_note(division, marks, self._topic)
            yield from self._furniture(division.body, "navigation", only_furniture=True)
        elif division.kind == "lost":
            lost = [*division.title, *(unit for unit in division.body if marks[unit.number] not in FURNITURE)]
            yield Reject(span_of(lost), joined_text(division.title), _LOST, _LOST_REMEDY)
            yield from self._furniture(division.body, "navigation", only_furniture=True)
        elif division.kind == "unread":
            yield from _unread([*division.title, *(one for one in division.body if marks[one.number] not in FURNITURE)])
            yield from self._furniture(division.body, "navigation", only_furniture=True)
        else:
            entry, tail = builder.build(division, self._topic)
            self._entry_since_topic = True
            yield entry
            if division.head:
                between = self._document.units[division.head.first : division.head.last + 1]
                yield from self._furniture(between, "navigation", only_furniture=True)
            yield from self._furniture(tail.furniture, "navigation")
            yield from self._outside(tail.stray)
            yield from _unread(tail.unread)

    def _read_topic(self, division: Division) -> Topic:
        unit = division.title[0]
        text = joined_text(division.title)
        numbering = division.numbering
        listed = self._document.toc.find(text)
        if numbering is None and listed and listed.numbering:
            numbering = listed.numbering
        label = _label(text, numbering)
        depth = listed.depth if listed and numbering is None and self._toc_tells_depth else None
        self._topic = self._outline.place(
            label, numbering, strength(unit), depth, heads_entries_above=self._entry_since_topic
        )
        self._entry_since_topic = False
        self._topics += 1
        notation = numbering.notation if numbering else None
        return Topic(self._topic, notation, self._topics, span_of(division.title))

    def _outside(self, units: Sequence[Unit]) -> Iterator[Item]:
        """Return lines of no entry: sentences of the compiler's own, and references that were not understood."""
        unread = [
            unit
            for block in by_block(units)
            if self._document.marks[block[0].number] not in FURNITURE
            and (_is_a_reference(joined_text(block)) or not _introduces(joined_text(block)))
            for unit in block
            if self._document.marks[unit.number] not in FURNITURE
        ]
        yield from self._furniture([unit for unit in units if unit not in unread], "note")
        yield from _unread(unread)

    def _furniture(self, units: Iterable[Unit], role: str, *, only_furniture: bool = False) -> Iterator[Item]:
        """Return page furniture as what it is, and other lines under `role`."""
        ordered = sorted(units, key=lambda unit: unit.number)
        rest = [unit for unit in ordered if self._document.marks[unit.number] not in FURNITURE]
        if role == "table-of-contents":
            rest = ordered
        for unit in ordered:
            if self._document.marks[unit.number] in FURNITURE and role != "table-of-contents":
                yield Furniture(Reading("navigation", unit.span, unit.text))
        for block in by_block(rest) if not only_furniture else ():
            yield Furniture(Reading(role, span_of(block), joined_text(block)))


def _headings_nest(document: Document) -> bool:
    """Return whether a theme stands directly over one that looks weaker, so that looks say which is under which."""
    return any(
        one.kind == other.kind == "topic" and not one.body and strength(one.title[0]) < strength(other.title[0])
        for one, other in pairwise(document.divisions)
    )


def _is_a_reference(text: str) -> bool:
    return evidence.refers(text) or evidence.begins_as_reference(text)


def _introduces(text: str) -> bool:
    """Return whether lines of no entry are somebody's sentences: an introduction, not a reference gone unread."""
    ends = text.endswith((".", "…", "!")) and len(text.split()) >= _SENTENCE_WORDS
    return ends or text.endswith(":") or evidence.is_prose(text)


def _label(text: str, numbering: Numbering | None) -> str:
    """Return a theme's label without its number; `text` may go on over the line that `numbering` was read from."""
    if numbering is None:
        return text.rstrip(" :")
    if text.endswith(numbering.label):
        return clean(numbering.label)
    start = text.find(numbering.label)
    return clean(text[start:]) if start >= 0 else text


def _unread(units: Sequence[Unit]) -> Iterator[Item]:
    for block in by_block(units):
        yield Reject(span_of(block), joined_text(block), _UNREAD, _UNREAD_REMEDY)


def _rejected(document: Document, source: Source) -> Iterator[Item]:
    """Return everything in a document without entries as not understood."""
    for block in by_block(document.units):
        if all(document.marks[unit.number] in FURNITURE for unit in block):
            yield Furniture(Reading("navigation", span_of(block), joined_text(block)))
        else:
            span = span_of(block)
            yield Reject(span, _printed(source, span), _NO_ENTRY, _NO_ENTRY_REMEDY)


def _missed(items: Sequence[Item], source: Source) -> Iterator[Item]:
    """Return what no item holds: comments and marks without words as furniture, all else as not understood."""
    stretch: list[int] = []
    comments = comment_lines(source.lines)
    for number in [*coverage(items, source), 0]:
        if stretch and (number != stretch[-1] + 1 or (number in comments) != (stretch[-1] in comments)):
            span = Span(stretch[0], stretch[-1])
            text = _printed(source, span)
            if stretch[0] not in comments and any(character.isalnum() for character in text):
                yield Reject(span, text, _UNREADABLE, _UNREADABLE_REMEDY)
            else:
                yield Furniture(Reading("navigation", span, clean(text)))
            stretch = []
        stretch.append(number)


def _printed(source: Source, span: Span) -> str:
    return "\n".join(source.lines[span.first - 1 : span.last]).strip()
