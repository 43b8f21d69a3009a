"""Where the store's answer to a question hangs on what the data is like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.validate.patterns import exists_in_any_order

if TYPE_CHECKING:
    from collections.abc import Collection

    from bibliographe.validate.facts import Requirement
    from bibliographe.validate.patterns import Triple


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where the engines may not agree: the data that keeps them from it, and the condition for one solution."""

    requirement: Requirement
    condition: str


@dataclass(frozen=True, slots=True)
class Doubts:
    """The doubts of one group, and of those within it."""

    triples: tuple[Triple, ...] = ()
    own: tuple[Doubt, ...] = ()
    inner: tuple[Doubts, ...] = ()

    @property
    def patterns(self) -> str:
        """Return the patterns of the group."""
        return " ".join(f"{triple.text} ." for triple in self.triples)

    @property
    def requirements(self) -> frozenset[Requirement]:
        """Return what the data must be like for there to be no doubt."""
        found = {doubt.requirement for doubt in self.own}
        return frozenset(found.union(*(inner.requirements for inner in self.inner)))

    def condition(self, unmet: Collection[Requirement], bound: frozenset[str] = frozenset({"this"})) -> str:
        """Return the condition under which some solution is in doubt, empty when none is."""
        if not unmet:
            return ""
        parts = [doubt.condition for doubt in self.own if doubt.requirement in unmet]
        bound = bound.union(*(triple.variables for triple in self.triples))
        for inner in self.inner:
            found = inner.condition(unmet, bound)
            if found:
                parts.append(exists_in_any_order(inner.triples, set(bound), found))
        return " || ".join(dict.fromkeys(parts))


NO_DOUBTS = Doubts()
