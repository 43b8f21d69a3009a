"""Heads of entries: from each anchor back to its title, over the people between them or before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.document.citing import Anchor, whole_reference
from bibliographe.ingest.document.entered import under_their_authors
from bibliographe.ingest.document.head import Head
from bibliographe.ingest.document.head_lines import HeadLines
from bibliographe.ingest.document.head_looks import HeadLooks
from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.units import joined_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.toc import TableOfContents
    from bibliographe.ingest.document.units import Unit

_OFTEN = 0.2
_AT_LEAST = 2


class HeadFinder:
    """Finds the heads of a document, learning from the sure ones where this house prints its authors."""

    def __init__(self, units: Sequence[Unit], marks: Sequence[str], toc: TableOfContents, closed: set[int]) -> None:
        """Look at `units`; those in `closed` are contents or tables."""
        self._units = units
        self._marks = marks
        self._toc = toc
        self._lines = HeadLines(units, marks, toc, closed)
        self._looks = HeadLooks(units, marks, toc, closed, self._lines)

    def find(self, anchors: Sequence[Anchor]) -> list[Head]:
        """Return one head for each anchor, in order."""
        heads = self._heads(anchors)
        early = sum(head.people_first for head in heads)
        if early >= max(_AT_LEAST, _OFTEN * len(heads)):
            self._lines.people_come_first = True
            heads = self._heads(anchors)
        heads = self._looks.with_first_lines(self._looks.after_title_block(heads))
        under_their_authors(heads, self._units, self._marks, self._toc)
        return heads

    def _heads(self, anchors: Sequence[Anchor]) -> list[Head]:
        heads: list[Head] = []
        floor = 0
        for anchor in anchors:
            head = Head(anchor) if anchor.reference else self._lines.over(anchor, floor)
            issue = anchor.parsed.citation.issue
            names_title = bool(issue and issue.title) and self._units[anchor.first].opens
            adjoins = bool(heads) and self._adjoins(heads[-1], anchor)
            if not head.title and not anchor.reference and (names_title or not adjoins):
                head = self._titled(head)
            item = self._units[anchor.first].kind == "item" and bool(self._units[anchor.first].marker)
            if head.title or anchor.reference or item or not heads or not self._adjoins(heads[-1], anchor):
                heads.append(head)
                floor = anchor.last + 1
        return self._looks.under_their_looks(self._looks.not_under_themes(heads))

    def _titled(self, head: Head) -> Head:
        """Return a head without title as the whole reference that its lines may be."""
        anchor = head.anchor
        found = whole_reference(joined_runs(self._units[anchor.first : anchor.last + 1])) if anchor else None
        return Head(Anchor(anchor.first, anchor.last, found.parsed, found)) if anchor and found else head

    def _adjoins(self, head: Head, anchor: Anchor) -> bool:
        """Return whether a second citation belongs to the entry before it, with nothing that could be a title."""
        between = range(head.last + 1, anchor.first)
        return head.anchor is not None and all(self._marks[number] not in FURNITURE for number in between)
