"""What an import read, counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bibliographe.model.entry import Entry, Reject, Scheme, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item


def line_counts(source: Source, items: Iterable[Item]) -> tuple[int, int]:
    """Return how many lines that are not blank were recognised, and how many were not."""
    rejected = {
        number for item in items if isinstance(item, Reject) for number in range(item.span.first, item.span.last + 1)
    }
    written = {number for number, line in enumerate(source.lines, start=1) if line.strip()}
    return len(written - rejected), len(written & rejected)


def unread_fields(items: Iterable[Item]) -> Counter[str]:
    """Return how often each field was met that the profile has no place for; the record's text keeps them."""
    return Counter(unread.field for item in items if isinstance(item, Entry) for unread in item.unread)


def dropped_properties(items: Iterable[Item]) -> Counter[str]:
    """Return how often each property of a vocabulary was met that the profile has no place for: it is not kept."""
    return Counter(one.field for item in items if isinstance(item, Scheme | Topic) for one in item.unread)
