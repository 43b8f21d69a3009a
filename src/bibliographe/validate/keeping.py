"""Keeping so many findings of each constraint, and counting the others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from bibliographe.validate.results import Severity

Item = TypeVar("Item")
Kind = tuple["Severity", str]
"""What findings are counted by: their severity, and the IRI of their constraint."""


class Keeper(Generic[Item]):
    """Takes findings one at a time and keeps the first `most` of each constraint, in an order of their own.

    So the same ones are kept whatever the order in which they come. None keeps all.
    """

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._kept: dict[Kind, list[tuple[tuple[str, ...], Item]]] = {}
        self._counted: Counter[Kind] = Counter()

    def add(self, kind: Kind, order: tuple[str, ...], item: Item) -> None:
        """Take one finding."""
        self._counted[kind] += 1
        kept = self._kept.setdefault(kind, [])
        kept.append((order, item))
        if self._most is not None and len(kept) >= 2 * self._most + 100:
            self._cut(kept, self._most)

    def items(self) -> list[Item]:
        """Return the findings that are kept, a constraint after the other."""
        for kept in self._kept.values():
            if self._most is not None:
                self._cut(kept, self._most)
        return [item for kept in self._kept.values() for _, item in kept]

    def hidden(self) -> dict[Kind, int]:
        """Return how many findings were counted and not kept."""
        if self._most is None:
            return {}
        return {kind: count - self._most for kind, count in self._counted.items() if count > self._most}

    @staticmethod
    def _cut(kept: list[tuple[tuple[str, ...], Item]], most: int) -> None:
        kept.sort(key=lambda pair: pair[0])
        del kept[most:]
