"""What a document is made of once its markup is read: blocks of lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bibliographe.ingest.document.runs import plain

if TYPE_CHECKING:
    from bibliographe.ingest.document.runs import Runs
    from bibliographe.model.entry import Span

BlockKind = Literal["heading", "paragraph", "item", "row", "rule"]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line and where it stands in the source."""

    runs: Runs
    span: Span

    @property
    def text(self) -> str:
        """Return its text, spaces as they are."""
        return plain(self.runs)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item, a table row or a rule.

    `level` is a heading's (1 to 6), else 0; `depth` counts the lists around an item, `quote` the block quotes around
    any block; `marker` is what stands before an item's first paragraph (`-`, `1.`), empty for its next ones.
    """

    kind: BlockKind
    span: Span
    lines: tuple[Line, ...] = ()
    level: int = 0
    depth: int = 0
    quote: int = 0
    marker: str = ""
    underlined: bool = False
