"""Recognising, in what a source lists, the entries that other sources brought before.

By number first (DOI, ISBN), then by fingerprint (title, container, year). A pair is made only where neither side has
another choice at the same level of evidence: so it does not matter which of two sources comes first.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bibliographe.graph.describe.description import Description
from bibliographe.graph.describe.entries import describe_entry
from bibliographe.graph.numbers import stated_keys
from bibliographe.graph.terms import OWL, SCHEMA
from bibliographe.graph.traits import are_two, same_fingerprint, same_number, traits_of
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from pyoxigraph import Literal, NamedNode

    from bibliographe.graph.records import GraphFolder
    from bibliographe.graph.traits import Traits
    from bibliographe.model.entry import Entry

TOO_COMMON = 50
"""Things of one title, or with one number, beyond which it tells nothing."""
Pair = tuple["NamedNode", "NamedNode"]


def matched_entries(
    newcomers: Mapping[NamedNode, Entry], description: Description, folder: GraphFolder, own: AbstractSet[NamedNode]
) -> dict[NamedNode, NamedNode]:
    """Return, for the minted addresses of new entries, the entries of the catalogue that they are.

    `own` are the entries that this source lists already, which are not offered. Each newcomer is compared with what
    shares its number or its whole title only, so that time grows with their number.
    """
    evidence = _Evidence(description, folder)
    levels: dict[Pair, int] = {}
    for minted, entry in newcomers.items():
        for known in evidence.candidates(entry) - own:
            level = evidence.level(minted, entry, known)
            if level is not None:
                levels[minted, known] = level
    return _paired(levels)


def others_of_their_name(
    minted: Mapping[NamedNode, Entry], description: Description, folder: GraphFolder
) -> dict[NamedNode, Entry]:
    """Return the entries whose address the catalogue has for another document of the same title, place and date."""
    evidence = _Evidence(description, folder)
    return {iri: entry for iri, entry in minted.items() if iri in folder and evidence.are_two(iri, entry)}


def _paired(levels: Mapping[Pair, int]) -> dict[NamedNode, NamedNode]:
    found: dict[NamedNode, NamedNode] = {}
    taken: set[NamedNode] = set()
    for level in sorted(set(levels.values())):
        open_pairs = [
            pair for pair, its in levels.items() if its == level and pair[0] not in found and pair[1] not in taken
        ]
        # Counted apart: what one newcomer would be called may be what another one is.
        of_minted = Counter(minted for minted, _known in open_pairs)
        of_known = Counter(known for _minted, known in open_pairs)
        for minted, known in open_pairs:
            if of_minted[minted] == of_known[known] == 1:
                found[minted] = known
                taken.add(known)
    return found


class _Evidence:
    """Reads traits, each entry's once."""

    def __init__(self, description: Description, folder: GraphFolder) -> None:
        self._folder = folder
        names = description.minter, description.source_id, description.language, description.aliases
        self._scratch = Description(*names, apart=description.apart)
        self._newcomers: dict[NamedNode, Traits] = {}
        self._known: dict[NamedNode, Traits] = {}

    def candidates(self, entry: Entry) -> set[NamedNode]:
        """Return the listed entries of the catalogue that have a number or the title of a new one."""
        lookups = self._folder.lookups
        shared = [lookups.numbered(key) for key in stated_keys(entry.citation.identifiers)]
        shared.append(lookups.titled(fold(entry.title)))
        return {
            thing
            for things in shared
            if len(things) <= TOO_COMMON
            for thing in things
            if lookups.subjects(SCHEMA.item, thing)
        }

    def level(self, minted: NamedNode, entry: Entry, known: NamedNode) -> int | None:
        """Return how good the evidence is that two are one, 0 being the best; None where there is none."""
        first, second = self._of_newcomer(minted, entry), self._of_known(known)
        if minted in self._folder.objects(known, OWL.differentFrom):
            return None
        if minted in self._folder and are_two(first, second):  # it comes because it is not what has its address
            return None
        if same_number(first, second):
            return 0 if set(first.titles) & set(second.titles) else 1
        return 2 if same_fingerprint(first, second) else None

    def are_two(self, minted: NamedNode, entry: Entry) -> bool:
        """Tell whether a new entry and what the catalogue has under its address are two documents."""
        return are_two(self._of_newcomer(minted, entry), self._of_known(minted))

    def _of_newcomer(self, minted: NamedNode, entry: Entry) -> Traits:
        if minted not in self._newcomers:
            describe_entry(self._scratch, entry, None)
            self._newcomers[minted] = self._read(minted, self._said)
        return self._newcomers[minted]

    def _of_known(self, known: NamedNode) -> Traits:
        if known not in self._known:
            self._known[known] = self._read(known, self._folder.objects)
        return self._known[known]

    def _read(self, entry: NamedNode, objects: Callable[[NamedNode, NamedNode], list[NamedNode | Literal]]) -> Traits:
        return traits_of(entry, objects, self._folder.minter.kind)

    def _said(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        said = self._scratch.objects(thing, predicate)
        return said if self._scratch.says(thing) else self._folder.objects(thing, predicate)
