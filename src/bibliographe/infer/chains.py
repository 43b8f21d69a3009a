"""Where the chains of a transitive property lead."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def reached(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each start of a chain with each of its ends; with itself when it is in a cycle."""
    after: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        after[one].add(other)
    for start in after:
        found, open_ends = set[str](), [start]
        while open_ends:
            ends = after.get(open_ends.pop(), set()) - found
            found |= ends
            open_ends += ends
        for end in found:
            yield start, end
