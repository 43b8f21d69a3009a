"""What entries share: some met again and again, most only once or twice (Zipf), none of it kept in memory."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

MONTHS = 312
"""Months from January 2000 to December 2025."""


@dataclass(slots=True)
class Pool:
    """Things of one kind, known by their numbers from 0 on: only how many there are is kept."""

    freshness: float
    """How often a mention is of something that was never mentioned before."""
    size: int = 0

    def draw(self, chance: random.Random) -> int:
        """Return a number: a new one, or an old one, the n-th of them with a probability proportional to 1/n."""
        if not self.size or chance.random() < self.freshness:
            self.size += 1
            return self.size - 1
        return int(math.exp(chance.random() * math.log(self.size + 1))) - 1


@dataclass(slots=True)
class Issues:
    """Which months' issues of which periodicals were mentioned: one byte for each month of each periodical."""

    months: dict[str, bytearray] = field(default_factory=dict)

    def mention(self, periodical: str, month: int) -> None:
        """Note that an entry appeared in this month's issue."""
        self.months.setdefault(periodical, bytearray(MONTHS))[month] = 1

    def of(self, periodical: str) -> Iterator[int]:
        """Yield the months of the issues mentioned, in order."""
        return (month for month, met in enumerate(self.months.get(periodical, b"")) if met)


@dataclass(slots=True)
class Shared:
    """All that the entries of a catalogue have in common."""

    persons: Pool = field(default_factory=lambda: Pool(0.25))
    houses: Pool = field(default_factory=lambda: Pool(0.08))
    units: Pool = field(default_factory=lambda: Pool(0.05))
    universities: Pool = field(default_factory=lambda: Pool(0.05))
    centres: Pool = field(default_factory=lambda: Pool(0.2))
    magazines: Pool = field(default_factory=lambda: Pool(0.015))
    journals: Pool = field(default_factory=lambda: Pool(0.03))
    sites: Pool = field(default_factory=lambda: Pool(0.03))
    series: Pool = field(default_factory=lambda: Pool(0.08))
    issues: Issues = field(default_factory=Issues)
