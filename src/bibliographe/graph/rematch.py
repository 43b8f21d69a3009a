"""Knowing the entries of a source again when it is read once more, whatever was mended in it.

Addresses are minted from what is printed; when that changes, the entry must not become another one. From the surest
evidence to the least: the key that the source gives the record, the same printed text, the same DOI or ISBN, a title
that is nearly the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.describe.entries import mint_apart, mint_entry
from bibliographe.graph.likeness import compatible
from bibliographe.graph.matching import matched_entries, others_of_their_name
from bibliographe.graph.numbers import stated_keys
from bibliographe.graph.terms import DCTERMS, PROV, SCHEMA
from bibliographe.model.entry import Entry
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bibliographe.graph.describe.description import Description
    from bibliographe.graph.records import GraphFolder
    from bibliographe.graph.register import Register
    from bibliographe.model.entry import Item

_ALIKE = 0.9
_COMPARED = 20


def recognised_entries(
    items: Iterable[Item], description: Description, folder: GraphFolder, register: Register, source: NamedNode
) -> dict[NamedNode, NamedNode]:
    """Return, for entries whose minted address is new, the address of the entry of the catalogue that they are.

    First the ones that this source listed before, then those that others brought. What a person took out stays out.
    An entry whose address another document has gets one of its own.
    """
    minted = _minted(items, description)
    newcomers = {iri: entry for iri, entry in minted.items() if iri not in folder}
    listed = _Before(folder, source, minted).entries
    doubtful = {iri: entry for iri, entry in minted.items() if iri in description.apart or iri not in listed}
    taken = others_of_their_name(doubtful, description, folder)
    before = _Before(folder, source, minted.keys() - taken.keys())
    asking = newcomers | taken
    found = before.mended(asking)
    others = {
        iri: entry
        for iri, entry in asking.items()
        if iri not in found and iri not in listed and (iri in taken or register.get(iri) is None)
    }
    found |= matched_entries(others, description, folder, listed | (minted.keys() - taken.keys()))
    return found | {iri: mint_apart(description, others[iri]) for iri in taken if iri in others and iri not in found}


class _Before:
    """What a source listed when it was last read; its orphans are what it does not name by the same address now."""

    def __init__(self, folder: GraphFolder, source: NamedNode, minted: Iterable[NamedNode]) -> None:
        named = set(minted)
        self._folder = folder
        self.entries: set[NamedNode] = set()
        self._by_key: dict[str, set[NamedNode]] = defaultdict(set)
        self._by_text: dict[str, set[NamedNode]] = defaultdict(set)
        self._running: set[str] = set()
        """Keys that are but the place of the record in the source: another record may have it now."""
        self._titles: dict[NamedNode, str] = {}
        for item in folder.lookups.subjects(PROV.wasQuotedFrom, source):
            for entry in folder.objects(item, SCHEMA.item):
                if isinstance(entry, NamedNode):
                    self.entries.add(entry)
                    if entry not in named:
                        self._note(item, entry)

    def _note(self, item: NamedNode, entry: NamedNode) -> None:
        positions = {value.value for value in self._folder.objects(item, SCHEMA.position)}
        for key in self._folder.objects(item, DCTERMS.identifier):
            self._by_key[key.value].add(entry)
            if key.value.lstrip("0") in positions:
                self._running.add(key.value)
        for text in self._folder.objects(item, PROV.value):
            self._by_text[text.value].add(entry)
        self._titles[entry] = next((title.value for title in self._folder.objects(entry, DCTERMS.title)), "")

    def mended(self, newcomers: dict[NamedNode, Entry]) -> dict[NamedNode, NamedNode]:
        """Return the orphans that newcomers replace."""
        found: dict[NamedNode, NamedNode] = {}
        for evidence in (self._of_key, self._of_text, self._of_number):
            self._take(evidence, newcomers, found)
        taken = set(found.values())
        nearest = _Nearest({iri: title for iri, title in self._titles.items() if iri not in taken})
        for iri, entry in newcomers.items():
            if iri not in found and (orphan := nearest.take(entry.title)):
                found[iri] = orphan
        return found

    def _take(
        self,
        evidence: Callable[[Entry], set[NamedNode]],
        newcomers: dict[NamedNode, Entry],
        found: dict[NamedNode, NamedNode],
    ) -> None:
        """Pair where evidence leaves neither side a choice."""
        taken = set(found.values())
        choices = {iri: evidence(entry) - taken for iri, entry in newcomers.items() if iri not in found}
        wanted = Counter(orphan for orphans in choices.values() for orphan in orphans)
        for iri, orphans in choices.items():
            if len(orphans) == 1 and all(wanted[orphan] == 1 for orphan in orphans):
                found[iri] = next(iter(orphans))

    def _of_key(self, entry: Entry) -> set[NamedNode]:
        orphans = self._by_key.get(entry.key, set()) if entry.key else set()
        if entry.key in self._running:
            return {orphan for orphan in orphans if compatible(self._titles[orphan], entry.title)}
        return orphans

    def _of_text(self, entry: Entry) -> set[NamedNode]:
        return self._by_text.get(entry.text, set())

    def _of_number(self, entry: Entry) -> set[NamedNode]:
        return {
            orphan
            for key in stated_keys(entry.citation.identifiers)
            for orphan in self._folder.lookups.numbered(key)
            if orphan in self._titles and compatible(self._titles[orphan], entry.title)
        }


def changed_entries(
    items: Iterable[Item],
    description: Description,
    folder: GraphFolder,
    register: Register,
    source: NamedNode,
    before: Mapping[int, NamedNode],
) -> dict[NamedNode, NamedNode]:
    """Return the same where a source says what changed in it, and which record is which by its position (`before`).

    What it does not name is no orphan. An address that another of the items has stays with that one.
    """
    minted = _minted(items, description)
    found: dict[NamedNode, NamedNode] = {}
    for newcomer, entry in minted.items():
        known = before.get(entry.position)
        if known is not None and newcomer not in folder and description.resolve(known) not in minted:
            found[newcomer] = known
    others = {
        iri: entry
        for iri, entry in minted.items()
        if iri not in folder and iri not in found and register.get(iri) is None
    }
    own = _Before(folder, source, minted).entries
    return found | matched_entries(others, description, folder, own | set(minted))


def _minted(items: Iterable[Item], description: Description) -> dict[NamedNode, Entry]:
    minted: dict[NamedNode, Entry] = {}
    for item in items:
        if isinstance(item, Entry):
            minted.setdefault(mint_entry(description, item), item)
    return minted


class _Nearest:
    """Finds the title most like another; only titles that share words are compared, so that many stay quick."""

    def __init__(self, titles: dict[NamedNode, str]) -> None:
        self._titles = {iri: fold(title) for iri, title in titles.items()}
        self._by_word: dict[str, set[NamedNode]] = defaultdict(set)
        for iri, title in self._titles.items():
            for word in title.split():
                self._by_word[word].add(iri)

    def take(self, title: str) -> NamedNode | None:
        """Return the one that is like `title`, and do not offer it again; None when none is."""
        folded = fold(title)
        shared = Counter(iri for word in set(folded.split()) for iri in self._by_word.get(word, ()))
        likeness = {
            iri: SequenceMatcher(None, folded, self._titles[iri], autojunk=False).ratio()
            for iri, _ in shared.most_common(_COMPARED)
            if iri in self._titles
        }
        best = max(likeness, key=lambda iri: (likeness[iri], iri.value), default=None)
        if best is None or likeness[best] < _ALIKE:
            return None
        del self._titles[best]
        return best
