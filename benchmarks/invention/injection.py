"""Where faults go: which entry gets which, so that every kind comes about as often as every other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from invention.faults import ENTRY_FAULTS, THING_FAULTS, EntryFault, ThingFault, expected

if TYPE_CHECKING:
    import random
    from typing import TextIO

    from invention.entries import Draft
    from invention.terms import Thing

_NEEDS_ONE_BEFORE = "duplicate"
_PERIODICAL_GENRES = ("article", "academic", "interview")


class Injection:
    """Spoils a share of the entries, or what they mention, and lists what must be found because of it."""

    def __init__(self, chance: random.Random, rate: float, found: TextIO) -> None:
        self._chance = chance
        self._rate = rate
        self._found = found
        self._counts: Counter[str] = Counter({fault.name: 0 for fault in (*ENTRY_FAULTS, *THING_FAULTS)})
        self._planned: dict[str, ThingFault] = {}
        self._before: Draft | None = None

    def entry(self, draft: Draft, item: Thing, topic: str) -> None:
        """Spoil an entry, now and then."""
        before, self._before = self._before, draft if draft.genre in _PERIODICAL_GENRES else None
        if self._chance.random() >= self._rate:
            return
        self._before = None
        mentions = [*draft.mentions, ("topic", topic)]
        possible = [fault for fault in ENTRY_FAULTS if self._fits(fault, draft, before)]
        shared = [(fault, iri) for fault in THING_FAULTS for kind, iri in mentions if fault.kind == kind]
        choice = [(fault, "") for fault in possible] + [pair for pair in shared if pair[1] not in self._planned]
        fault, iri = min(choice, key=lambda pair: self._counts[pair[0].name])
        self._counts[fault.name] += 1
        if isinstance(fault, ThingFault):
            self._planned[iri] = fault
            return
        fault.spoil(draft, item, before)
        self._found.write(expected(fault, item.iri if fault.name.startswith("item-") else draft.thing.iri))
        if before is not None and fault.name == _NEEDS_ONE_BEFORE:
            # The shipped shapes name the first of two that are the same, shapes-12 both.
            self._found.write(expected(fault, before.thing.iri, "entry-duplicate"))

    @staticmethod
    def _fits(fault: EntryFault, draft: Draft, before: Draft | None) -> bool:
        if fault.name == _NEEDS_ONE_BEFORE and before is None:
            return False
        return not fault.genres or draft.genre in fault.genres

    def thing(self, thing: Thing) -> Thing:
        """Spoil something shared, if that was planned when an entry mentioned it."""
        fault = self._planned.pop(thing.iri, None)
        if fault is not None:
            fault.spoil(thing)
            self._found.write(expected(fault, thing.iri))
        return thing

    def counts(self) -> dict[str, int]:
        """Return how many faults of each kind there are."""
        return dict(self._counts)
