"""Which of the lines that follow nobody said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.store.derivations import Statements

_AT_ONCE = 20_000
"""Lines that nobody can have said, held so that one that comes again is told once."""
_MOST = 1_000_000
"""Lines that may be held in memory until it is known whether they were said, some 250 bytes each."""


class Unsaid:
    """Takes lines and gives back, some thousand at a time, those that `said` does not say."""

    def __init__(self, said: Statements) -> None:
        self._said = said
        self._certain: set[str] = set()
        self._doubtful: set[str] = set()
        self._takers: dict[str, Callable[[str], object]] = {}
        self.take = self._doubtful.add
        """Takes any line."""

    def taker(self, name: str) -> Callable[[str], object]:
        """Return who takes lines with a property or a class: where nobody uses it, nobody said them."""
        if name not in self._takers:
            self._takers[name] = (self._doubtful if self._said.uses(name) else self._certain).add
        return self._takers[name]

    def lines(self, *, everything: bool = False) -> Iterator[str]:
        """Yield what has come, once there is much of it, or `everything`."""
        if len(self._certain) > _AT_ONCE or everything:
            yield from self._certain
            self._certain.clear()
        if len(self._doubtful) > _MOST or everything:
            self._said.take_out(self._doubtful)
            yield from self._doubtful
            self._doubtful.clear()
