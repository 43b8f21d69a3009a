"""Keeping an entry's address when its source mends a title or a date.

Addresses are minted from what is printed; when that changes, the entry must not become another one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.describe.entries import mint_entry
from bibliographe.graph.terms import DCTERMS, PROV, SCHEMA
from bibliographe.model.entry import Entry
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bibliographe.graph.describe.description import Description
    from bibliographe.graph.records import GraphFolder
    from bibliographe.model.entry import Item

_ALIKE = 0.9
_COMPARED = 20


def mended_entries(
    items: Iterable[Item], description: Description, folder: GraphFolder, source: NamedNode
) -> dict[NamedNode, NamedNode]:
    """Return, for entries whose minted address is new, the address of the one that they replace in this source.

    Two entries are one when their folded titles are equal, or nearly so and nothing else in the source is nearer.
    """
    minted = {mint_entry(description, item): item for item in items if isinstance(item, Entry)}
    newcomers = {iri: entry for iri, entry in minted.items() if iri not in folder}
    known = _entries_of(folder, source)
    orphans = {iri: title for iri, title in known.items() if iri not in minted}
    nearest = _Nearest(orphans)
    found: dict[NamedNode, NamedNode] = {}
    for newcomer, entry in newcomers.items():
        orphan = nearest.take(entry.title)
        if orphan is not None:
            found[newcomer] = orphan
    return found


def revised_entries(
    items: Iterable[Item], description: Description, folder: GraphFolder, before: Mapping[int, NamedNode]
) -> dict[NamedNode, NamedNode]:
    """Return the same where the source itself says which record is which, by the entries' positions (`before`).

    An address that another of the items has stays with that one.
    """
    minted = {mint_entry(description, item): item for item in items if isinstance(item, Entry)}
    found: dict[NamedNode, NamedNode] = {}
    for newcomer, entry in minted.items():
        known = before.get(entry.position)
        if known is not None and newcomer not in folder and description.resolve(known) not in minted:
            found[newcomer] = known
    return found


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


def _entries_of(folder: GraphFolder, source: NamedNode) -> dict[NamedNode, str]:
    """Return the entries that a source lists, with the title that it printed."""
    found: dict[NamedNode, str] = {}
    for item in folder.lookups.subjects(PROV.wasQuotedFrom, source):
        for entry in folder.objects(item, SCHEMA.item):
            if isinstance(entry, NamedNode):
                titles = folder.objects(entry, DCTERMS.title)
                found[entry] = titles[0].value if titles else ""
    return found
