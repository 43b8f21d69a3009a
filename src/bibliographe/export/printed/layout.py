"""A selection as one document: its title block, its headings, and under them its entries and notes in their order."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.export.printed.blocks import Block, Printed, Run, block
from bibliographe.export.printed.entry_blocks import Wording, entry_blocks
from bibliographe.export.printed.wording import SOURCE, agent_in_words, date_in_words
from bibliographe.graph.iri import last_part
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bibliographe.export.printed.selection import PrintedItem, PrintedNote, PrintedSelection, PrintedTopic
    from bibliographe.i18n import Language
    from bibliographe.model.entry import Selection

_CONTENTS = Text("Sommaire", "Contents")
_PART = Text("Partie", "Part")
_WITHHELD = Text(
    "Le texte de cet encadré n'est pas reproduit : les droits en appartiennent à ses auteurs.",
    "The text of this note is not reproduced: the rights in it are its authors'.",
)
_DEEPEST = 6
"""Levels of headings that HTML and Markdown have."""


class Front(NamedTuple):
    """How the title block is arranged."""

    event_first: bool = False
    place_beside_date: bool = False
    compilers: bool = False
    """On lines of their own even where a statement tells of them."""
    metadata: bool = False
    """Before the text of Markdown."""


FRONTS = [Front(*flags) for flags in sorted(product((False, True), repeat=4), key=lambda one: (one[3], sum(one), one))]
"""All arrangements, the plainest first."""


def language_of(selection: Selection) -> Language:
    """Return the language of the words that the house adds."""
    return "en" if selection.language.startswith("en") else "fr"


def lay_out(
    printed: PrintedSelection, wordings: Mapping[int, Wording], front: Front, *, parts: bool = False
) -> Printed:
    """Return the document.

    `wordings` says for items by their place in the list which words are wanted, `parts` that the first level of
    headings is called so: `Partie 1 : …`.
    """
    selection = printed.selection
    headings = {topic.path: heading_of(topic, language_of(selection), parts=parts) for topic in printed.topics}
    blocks = [
        *_title_block(selection, front),
        *_table_of_contents(printed, headings),
        *_Body(printed, wordings, headings).blocks(),
    ]
    return Printed(
        selection.title,
        selection.language,
        tuple(blocks),
        tuple(one.name for one in selection.compilers),
        selection.issued.edtf if selection.issued else None,
        metadata=front.metadata,
    )


def heading_of(topic: PrintedTopic, language: Language, *, parts: bool = False) -> str:
    """Return a heading with its number."""
    label, notation = topic.labels[-1], topic.notation
    if parts and notation and len(topic.path) == 1:
        return f"{_PART(language)} {notation} : {label}"
    return label if notation is None or notation in label.split() else f"{notation}. {label}"


def _title_block(selection: Selection, front: Front) -> Iterator[Block]:
    language, event = language_of(selection), selection.event
    title = Block("title", (Run(selection.title),), 1)
    if not front.event_first:
        yield title
    if event and event.title and not (event.date and event.title == event.date.verbatim):
        yield block("front", event.title)
    if edition := (event.edition if event else None) or selection.edition:
        yield block("front", edition)
    if front.event_first:
        yield title
    yield from _when_and_where(selection, front, language)
    if selection.statement:
        yield Block("front", (Run(selection.statement, italic=True),))
    if front.compilers or not selection.statement:
        yield from (block("front", agent_in_words(one)) for one in selection.compilers)
    held = event.date.edtf if event and event.date else None
    if selection.issued and selection.issued.edtf != held:
        yield block("front", date_in_words(selection.issued, language))
    yield Block("rule")


def _when_and_where(selection: Selection, front: Front, language: Language) -> Iterator[Block]:
    event = selection.event
    said = [date_in_words(event.date, language)] if event and event.date else []
    place = [event.place] if event and event.place else []
    if front.place_beside_date and said and place:
        yield block("front", ", ".join((*place, *said)))
    else:
        yield from (block("front", one) for one in (*said, *place))


def _table_of_contents(printed: PrintedSelection, headings: Mapping[tuple[str, ...], str]) -> Iterator[Block]:
    if printed.topics:
        yield block("contents-title", _CONTENTS(language_of(printed.selection)), level=2)
    for topic in printed.topics:
        anchor = f"#{last_part(topic.path[-1])}"
        yield Block("contents", (Run(headings[topic.path], url=anchor),), len(topic.path) - 1)


class _Body:
    """The headings with what stands under them."""

    def __init__(
        self,
        printed: PrintedSelection,
        wordings: Mapping[int, Wording],
        headings: Mapping[tuple[str, ...], str],
    ) -> None:
        self._printed = printed
        self._headings = headings
        self._wordings = wordings
        self._language = language_of(printed.selection)
        depths = [len(topic.path) for topic in printed.topics]
        self._level = min(_DEEPEST, 2 + max(depths, default=0))
        self._anchors: set[str] = set()

    def blocks(self) -> Iterator[Block]:
        """Yield everything in the order of the headings, what stands under none before them."""
        yield from self._under(None)
        for topic in self._printed.topics:
            level = min(_DEEPEST - 1, 1 + len(topic.path))
            yield block("topic", self._headings[topic.path], level=level, anchor=self._anchor(topic.path[-1]))
            yield from self._under(topic.path[-1])

    def _under(self, topic: str | None) -> Iterator[Block]:
        """Yield entries by their numbers, and the notes before the first entry that stands further down the page."""
        notes = [note for note in self._printed.notes if note.topic == topic]
        for number, item in enumerate(self._printed.items):
            if item.topic == topic:
                while notes and notes[0].line < item.line:
                    yield from self._note(notes.pop(0))
                yield from self._entry(number, item)
        for note in notes:
            yield from self._note(note)

    def _entry(self, number: int, item: PrintedItem) -> list[Block]:
        wording = self._wordings.get(number, Wording.PRINTED)
        return entry_blocks(item, wording, self._level, self._language, self._anchor(item.catalogued.iri))

    def _note(self, note: PrintedNote) -> Iterator[Block]:
        yield block("note", note.title, level=self._level, anchor=self._anchor(note.iri))
        for paragraph in (note.text or _WITHHELD(self._language)).split("\n"):
            yield block("note-text", paragraph)
        yield from (block("note-text", f"{SOURCE(self._language)}{one}", italic=True) for one in note.sources)

    def _anchor(self, iri: str) -> str:
        """Return an anchor, none where another block has it: an entry may be listed twice."""
        anchor = last_part(iri)
        if anchor in self._anchors:
            return ""
        self._anchors.add(anchor)
        return anchor
