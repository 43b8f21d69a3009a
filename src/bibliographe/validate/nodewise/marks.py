"""Which nodes were met, and at which a predicate points: noted in bits, so that most nodes need not be looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bibliographe.validate.nodewise.terms import Term


class Marks:
    """Which nodes were met, a bit for each: what is not among them was not met, what is, may have been."""

    def __init__(self, bits: int = 24) -> None:
        """Begin with none, in a memory of two to the power of `bits`, in bits."""
        self._bits = bytearray(1 << (bits - 3))
        self._mask = (1 << bits) - 1

    def add(self, node: Term) -> None:
        """Mark a node."""
        place = hash(node) & self._mask
        self._bits[place >> 3] |= 1 << (place & 7)

    def update(self, nodes: Iterable[Term]) -> None:
        """Mark some nodes."""
        for node in nodes:
            self.add(node)

    def __contains__(self, node: Term) -> bool:
        """Tell whether a node may have been marked."""
        place = hash(node) & self._mask
        return bool(self._bits[place >> 3] & (1 << (place & 7)))


class Pointing(Protocol):
    """Knows at which nodes a predicate points; it may take a few others for such."""

    def at(self, node: Term) -> bool:
        """Tell whether the predicate may point at a node."""

    def again_at(self, node: Term) -> bool:
        """Tell whether it may do so more than once."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """At which nodes a predicate points, and at which more than once; a few others may be among either."""

    once: Marks
    again: Marks

    def add(self, node: Term) -> None:
        """Note one statement."""
        (self.again if node in self.once else self.once).add(node)

    def at(self, node: Term) -> bool:
        """Tell whether the predicate may point at a node."""
        return node in self.once

    def again_at(self, node: Term) -> bool:
        """Tell whether it may do so more than once."""
        return node in self.again


@dataclass(frozen=True, slots=True)
class Marked:
    """Where some predicates point; `told` are those of which questions ask whether they point at a node."""

    told: frozenset[str]
    pointed: Mapping[str, Pointing]


NOTHING_MARKED = Marked(frozenset(), {})


def marked(told: frozenset[str], predicates: frozenset[str], values: Iterable[tuple[str, Term]]) -> Marked:
    """Return what all `values` of `predicates` tell."""
    pointed = {predicate: Pointed(Marks(), Marks()) for predicate in sorted(predicates | told)}
    for predicate, value in values:
        pointed[predicate].add(value)
    return Marked(told, pointed)
