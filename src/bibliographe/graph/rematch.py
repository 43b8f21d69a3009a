"""Keeping an entry's address when its source mends a title or a date.

Addresses are minted from what is printed; when that changes, the entry must not become another one.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.describe.entries import mint_entry
from bibliographe.graph.terms import DCTERMS, PROV, SCHEMA
from bibliographe.model.entry import Entry
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.graph.describe.description import Description
    from bibliographe.graph.records import GraphFolder
    from bibliographe.model.entry import Item

_ALIKE = 0.9


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
    found: dict[NamedNode, NamedNode] = {}
    for newcomer, entry in newcomers.items():
        likeness = {orphan: _likeness(entry.title, title) for orphan, title in orphans.items()}
        best = max(likeness, key=lambda orphan: (likeness[orphan], orphan.value), default=None)
        if best is not None and likeness[best] >= _ALIKE:
            found[newcomer] = best
            del orphans[best]
    return found


def _likeness(title: str, other: str) -> float:
    return SequenceMatcher(None, fold(title), fold(other), autojunk=False).ratio()


def _entries_of(folder: GraphFolder, source: NamedNode) -> dict[NamedNode, str]:
    """Return the entries that a source lists, with the title that it printed."""
    found: dict[NamedNode, str] = {}
    for thing in folder:
        if source in folder.objects(thing, PROV.wasQuotedFrom):
            for entry in folder.objects(thing, SCHEMA.item):
                if isinstance(entry, NamedNode):
                    titles = folder.objects(entry, DCTERMS.title)
                    found[entry] = titles[0].value if titles else ""
    return found
