"""Printing so that what is printed can be read back: it is read, and what comes back otherwise is said otherwise.

The printed wording of the source is tried first. An entry whose facts were corrected since, or that does not read
back in its new surroundings, is composed from its facts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.export.printed.entry_blocks import Wording
from bibliographe.export.printed.facts import differences, entry_facts, selection_facts
from bibliographe.export.printed.layout import FRONTS, Front, lay_out
from bibliographe.export.printed.markdown import markdown
from bibliographe.ingest.document.reader import MarkdownReader
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Note, Selection, Topic
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from bibliographe.export.printed.blocks import Printed
    from bibliographe.export.printed.facts import Facts
    from bibliographe.export.printed.selection import PrintedItem, PrintedSelection

_ENOUGH = 4
"""Entries that show where a title block ends."""
Changes = dict[str, tuple[list[str], list[str]]]


@dataclass(slots=True)
class Checked:
    """A document, and by the number of an item what of it does not read back; of the selection under -1."""

    printed: Printed
    changes: dict[int, Changes]


@dataclass(slots=True)
class _Found:
    selection: Selection | None
    topics: list[tuple[tuple[str, ...], str | None]]
    entries: list[Entry]
    notes: list[Note]


def checked(given: PrintedSelection) -> Checked:
    """Return a selection in the words that read back as what the catalogue says."""
    front, lost = _best_front(given)
    topics = [(topic.labels, topic.notation) for topic in given.topics]
    nests = [_read(lay_out(given, {}, front, parts=parts)).topics == topics for parts in (False, True)]
    parts = nests == [False, True]
    wordings = _best_wordings(given, front, parts=parts)
    printed = lay_out(given, wordings, front, parts=parts)
    found = _read(printed)
    changes = {number: one for number, one in _changes(given, found).items() if one}
    if topics != found.topics:
        lost["skos:prefLabel"] = (_said(topics), _said(found.topics))
    lost |= _lost_notes(given, found)
    return Checked(printed, {**({-1: lost} if lost else {}), **changes})


def _best_wordings(given: PrintedSelection, front: Front, *, parts: bool) -> dict[int, Wording]:
    """Return for each item the first wording in which it reads back whole, else the one in which most of it does."""
    best: dict[int, tuple[Wording, Changes]] = {}
    wordings: dict[int, Wording] = {}
    seen: set[str] = set()
    for wording in Wording:
        wordings |= {number: wording for number in range(len(given.items)) if number not in best or best[number][1]}
        laid_out = lay_out(given, wordings, front, parts=parts)
        if markdown(laid_out) in seen:
            wordings = {number: chosen for number, (chosen, _) in best.items()}
            continue
        seen.add(markdown(laid_out))
        for number, changes in _changes(given, _read(laid_out)).items():
            if number not in best or _weight(changes) < _weight(best[number][1]):
                best[number] = wordings[number], changes
        wordings = {number: chosen for number, (chosen, _) in best.items()}
        if not any(changes for _, changes in best.values()):
            break
    return wordings


def _lost_notes(given: PrintedSelection, found: _Found) -> Changes:
    """Return what notes do not say any more, under names that tell it from what the selection says itself."""
    labels = {topic.path[-1]: " > ".join(topic.labels) for topic in given.topics}
    before = {
        "dcterms:title": [one.title for one in given.notes],
        "dcterms:subject": [labels.get(one.topic or "", "") for one in given.notes],
        "bibl:sourceStatement": sorted(text for one in given.notes for text in one.sources),
        "dcterms:abstract": [one.text for one in given.notes if one.text],
    }
    after = {
        "dcterms:title": [one.title for one in found.notes],
        "dcterms:subject": [" > ".join(one.topic or ()) for one in found.notes],
        "bibl:sourceStatement": sorted(one.text for note in found.notes for one in note.quotations),
        "dcterms:abstract": [one.text for one, said in zip(found.notes, given.notes, strict=False) if said.text],
    }
    return {f"bibo:Note/{path}": change for path, change in differences(before, after).items()}


def _best_front(given: PrintedSelection) -> tuple[Front, Changes]:
    """Return the arrangement of the title block that says most; its entries are of no matter here."""
    said = selection_facts(given.selection)
    beginning = replace(given, items=given.items[:_ENOUGH], notes=())
    tried = []
    seen: set[str] = set()
    for front in FRONTS:
        laid_out = lay_out(beginning, {}, front)
        if markdown(laid_out) in seen:
            continue
        seen.add(markdown(laid_out))
        found = _read(laid_out).selection
        lost = differences(said, selection_facts(found) if found else {})
        if not lost:
            return front, lost
        tried.append((front, lost))
    return min(tried, key=lambda one: _weight(one[1]))


def _read(printed: Printed) -> _Found:
    items = list(MarkdownReader().read(Source.from_bytes(markdown(printed).encode(), "selection.md")))
    return _Found(
        next((item for item in items if isinstance(item, Selection)), None),
        [(item.path, item.notation) for item in items if isinstance(item, Topic)],
        [item for item in items if isinstance(item, Entry)],
        [item for item in items if isinstance(item, Note)],
    )


def _changes(given: PrintedSelection, found: _Found) -> dict[int, Changes]:
    waiting: dict[str, list[Entry]] = defaultdict(list)
    for entry in found.entries:
        waiting[fold(entry.title)].append(entry)
    labels = {topic.path[-1]: topic.labels for topic in given.topics}
    changes = {}
    for number, item in enumerate(given.items):
        before = _item_facts(item, labels.get(item.topic or "", ()))
        same = waiting.get(fold(item.catalogued.entry.title), [])
        changes[number] = differences(before, _read_facts(same.pop(0), item) if same else {})
    return changes


def _item_facts(item: PrintedItem, topic: tuple[str, ...]) -> Facts:
    facts = entry_facts(item.catalogued.entry, item.labels)
    facts["schema:ListItem/schema:position"] = [str(item.position)]
    if topic:
        facts["dcterms:subject"] = [" > ".join(map(clean, topic))]
    return facts


def _read_facts(entry: Entry, item: PrintedItem) -> Facts:
    """Return what was read back, without what the document says in words of its own."""
    facts = entry_facts(entry, [link.label for link in entry.links])
    facts["schema:ListItem/schema:position"] = [str(entry.position)]
    if entry.topic:
        facts["dcterms:subject"] = [" > ".join(map(clean, entry.topic))]
    if item.catalogued.entry.annotation is None:
        facts.pop("dcterms:abstract", None)  # the sentence that names whom it mentions
    return facts


def _weight(changes: Changes) -> int:
    """Return how much is lost; a wrong place counts least, for it may be another entry's fault."""
    return sum(1 if path.startswith("schema:ListItem/schema:position") else 10 for path in changes) + (
        100 if "dcterms:title" in changes else 0
    )


def _said(topics: list[tuple[tuple[str, ...], str | None]]) -> list[str]:
    return [" ".join(part for part in (notation, " > ".join(path)) if part) for path, notation in topics]
