"""Which lines of a source a thing stands in, and the lines that say nothing by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.model.entry import Furniture, Reading, Scheme, Span, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bibliographe.ingest.linked.statements import Statement
    from bibliographe.model.entry import Item, Reject

_NOT_OF_A_RECORD = re.compile(
    r"\s*(?:#|@?(?:(?i:prefix|base))\b|<\?|<!|</?(?:[\w.-]+:)?RDF(?=[\s>])|xmlns|\}|\]|</[\w:.-]+>\s*$|$)"
)
_CLOSING = re.compile(r"\s*</(?!(?:[\w.-]+:)?RDF\s*>)[\w.:-]+\s*>\s*")
"""The end tag of what held a record's last element."""
_HEADS = (Scheme, Topic)


class Places:
    """Knows where statements end, and so where the next one can begin at the earliest."""

    def __init__(self, lines: Sequence[str], statements: Iterable[Statement], rejects: Iterable[Reject] = ()) -> None:
        """`lines` are those of the source; those of rejects belong to nothing else."""
        self._lines = lines
        self._ends: dict[int, set[object]] = {}
        for reject in rejects:
            for number in range(reject.span.first, reject.span.last + 1):
                self._ends[number] = {reject}
        for one in statements:
            for number in {one.span.first, one.span.last}:
                self._ends.setdefault(number, set()).add(one.subject)

    def span(self, own: Sequence[Statement]) -> Span:
        """Return the lines of a thing from all statements about it."""
        if not own:
            return Span(1, max(1, len(self._lines)))
        subjects: set[object] = {one.subject for one in own}
        first = min(one.span.first for one in own)
        last = max(one.span.last for one in own)
        if any(one.span.first < one.span.last for one in own):  # objects of JSON, whose lines are known
            return Span(first, last)
        at = first
        while at > 1 and self._may_begin_above(at, subjects):
            at -= 1
        if last < len(self._lines) and _CLOSING.fullmatch(self._lines[last]) and last + 1 not in self._ends:
            last += 1
        return Span(at, last)

    def _may_begin_above(self, at: int, subjects: set[object]) -> bool:
        above = self._lines[at - 2]
        return self._ends.get(at - 1, subjects) <= subjects and not _NOT_OF_A_RECORD.match(above)


def with_furniture(items: Iterable[Item], lines: Sequence[str]) -> Iterator[Item]:
    """Yield topics, then items in the order of the source, and as lines that were read those that none of them holds.

    These are prefixes, closing tags, and what several entries have in common.
    """
    found = list(items)
    claimed: set[int] = set()
    for item in found:
        span = _span(item)
        if span:
            claimed.update(range(span.first, span.last + 1))
    yield from (item for item in found if isinstance(item, _HEADS))
    rest = [*(item for item in found if not isinstance(item, _HEADS)), *_unclaimed(claimed, lines)]
    yield from sorted(rest, key=_first)


def _first(item: Item) -> int:
    span = _span(item)
    return span.first if span else 0


def _span(item: Item) -> Span | None:
    return item.reading.span if isinstance(item, Furniture) else item.span


def _unclaimed(claimed: set[int], lines: Sequence[str]) -> Iterator[Furniture]:
    first: int | None = None
    for number in range(1, len(lines) + 2):
        is_free = number <= len(lines) and number not in claimed and bool(lines[number - 1].strip())
        if is_free and first is None:
            first = number
        elif not is_free and first is not None:
            yield Furniture(Reading("comment", Span(first, number - 1), "\n".join(lines[first - 1 : number - 1])))
            first = None
