"""Nothing is lost: which lines of a source no item accounts for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.model.entry import Entry, Furniture, Note, Reject, Selection, Span, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item


def spans(item: Item) -> Iterator[Span]:
    """Return the lines that an item was read from."""
    if isinstance(item, Furniture):
        yield item.reading.span
    elif isinstance(item, Reject | Topic):
        if item.span is not None:
            yield item.span
    elif isinstance(item, Entry | Note | Selection):
        yield from (reading.span for reading in item.readings)


def coverage(items: Iterable[Item], source: Source) -> list[int]:
    """Return the numbers of the source's lines that are not blank and that no item was read from."""
    covered = bytearray(len(source.lines) + 1)
    for item in items:
        for span in spans(item):
            covered[span.first : span.last + 1] = b"\1" * (min(span.last, len(source.lines)) + 1 - span.first)
    return [number for number, line in enumerate(source.lines, start=1) if line.strip() and not covered[number]]
