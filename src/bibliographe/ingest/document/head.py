"""The head of an entry: the lines of its title, people, kind and citation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.ingest.document.citing import Anchor
    from bibliographe.ingest.document.units import Unit


@dataclass(slots=True)
class Head:
    """The units of an entry's title, people, kind and citation; `first` and `last` bound them.

    `early` holds an annotation that stands between title and citation.
    """

    anchor: Anchor | None
    title: list[Unit] = field(default_factory=list)
    people: list[Unit] = field(default_factory=list)
    kind: list[Unit] = field(default_factory=list)
    early: list[Unit] = field(default_factory=list)
    people_first: bool = False

    @property
    def first(self) -> int:
        """Return the number of its first unit."""
        numbers = [unit.number for unit in (*self.title, *self.people, *self.kind)]
        return min([*numbers, self.anchor.first] if self.anchor else numbers)

    @property
    def last(self) -> int:
        """Return the number of the last unit of its citation, or of its title when it has none."""
        numbers = [unit.number for unit in (*self.title, *self.people, *self.kind)]
        return max([*numbers, self.anchor.last] if self.anchor else numbers)
