"""What a printed selection is made of: blocks of runs, the same for every form that it is written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
    "title", "front", "contents-title", "contents", "topic", "entry", "kind", "people", "citation", "abstract",
    "announcement", "part", "link", "note", "note-text", "reference", "rule",
]  # fmt: skip
HEADINGS: frozenset[BlockKind] = frozenset({"title", "contents-title", "topic", "entry", "note"})
LISTS: frozenset[BlockKind] = frozenset({"contents", "part"})
"""Kinds whose neighbours make one list."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `url` is empty where the source lost the target of a link, `#…` leads to an anchor."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or item; `level` is a heading's (1 to 6) or how deep an item is nested (from 0)."""

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    anchor: str = ""
    marker: str = ""
    """Of a paragraph of an abstract that the source printed as an item: `1.`, `-`."""

    @property
    def text(self) -> str:
        """Return what it says."""
        said = "".join(run.text for run in self.runs)
        return f"{self.marker} {said}" if self.marker else said


@dataclass(frozen=True, slots=True)
class Printed:
    """A whole document."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    date: str | None = None
    """EDTF."""
    metadata: bool = False
    """Markdown needs metadata before the text for its title block to be read back."""


def block(kind: BlockKind, text: str, *, level: int = 0, anchor: str = "", italic: bool = False) -> Block:
    """Return a block of one run."""
    return Block(kind, (Run(text, italic=italic),), level, anchor)
