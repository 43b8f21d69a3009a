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
from bibliographe.graph.traits import same_fingerprint, same_number, traits_of
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


def _paired(levels: Mapping[Pair, int]) -> dict[NamedNode, NamedNode]:
    found: dict[NamedNode, NamedNode] = {}
    taken: set[NamedNode] = set()
    for level in sorted(set(levels.values())):
        open_pairs = [
            pair for pair, its in levels.items() if its == level and pair[0] not in found and pair[1] not in taken
        ]
        choices = Counter(one for pair in open_pairs for one in pair)
        for minted, known in open_pairs:
            if choices[minted] == choices[known] == 1:
                found[minted] = known
                taken.add(known)
    return found


class _Evidence:
    """Reads traits, each entry's once."""

    def __init__(self, description: Description, folder: GraphFolder) -> None:
        self._folder = folder
        self._scratch = Description(
            description.minter, description.source_id, description.language, description.aliases
        )
        self._traits: dict[NamedNode, Traits] = {}

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
        if same_number(first, second):
            return 0 if set(first.titles) & set(second.titles) else 1
        return 2 if same_fingerprint(first, second) else None

    def _of_newcomer(self, minted: NamedNode, entry: Entry) -> Traits:
        if minted not in self._traits:
            describe_entry(self._scratch, entry, None)
            self._traits[minted] = self._read(minted, self._said)
        return self._traits[minted]

    def _of_known(self, known: NamedNode) -> Traits:
        if known not in self._traits:
            self._traits[known] = self._read(known, self._folder.objects)
        return self._traits[known]

    def _read(self, entry: NamedNode, objects: Callable[[NamedNode, NamedNode], list[NamedNode | Literal]]) -> Traits:
        return traits_of(entry, objects, self._folder.minter.kind)

    def _said(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        said = self._scratch.objects(thing, predicate)
        return said if self._scratch.says(thing) else self._folder.objects(thing, predicate)
