"""What a written document is made of, whatever wrote it: parts with their pieces of text, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PartKind = Literal["heading", "paragraph", "item", "table", "rule", "blank"]
AsideKind = Literal["footnote", "comment", "header", "footer", "hidden", "picture", "navigation", "title", "chunk"]
_LONGEST_ANCHOR = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of one look; a line feed in it is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str | None = None


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a paragraph, an item of a list, a table, a rule, or an empty line that was left on purpose.

    `level` is a heading's, from 1; `depth` counts the lists around an item, from 0; `marker` is what is printed before
    it (`-`, `3.`, `1.2.`), empty for the next paragraphs of an item; `tight` parts follow without a blank line.
    """

    kind: PartKind
    pieces: Pieces = ()
    level: int = 0
    depth: int = 0
    marker: str = ""
    tight: bool = False
    quote: int = 0
    rows: tuple[tuple[Pieces, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """What a document says beside its text: a footnote, a comment, the head and foot of its pages."""

    kind: AsideKind
    text: str


def text_of(pieces: Iterable[Piece]) -> str:
    """Return the text of pieces."""
    return "".join(piece.text for piece in pieces)


def says_something(part: Part) -> bool:
    """Tell whether a part is more than an empty line."""
    return part.kind in ("table", "rule") or bool(text_of(part.pieces).strip())


def told_of(parts: Iterable[Part]) -> str:
    """Return the text of parts on one line."""
    cells = (text_of(cell) for part in parts for row in part.rows for cell in row)
    return " ".join(" ".join((*(text_of(part.pieces) for part in parts), *cells)).split())


def footnote(mark: str, before: str, parts: Sequence[Part]) -> Aside:
    """Return a footnote: its mark, the end of the text that it stands behind, and what it says."""
    words = " ".join(before.split())
    if len(words) > _LONGEST_ANCHOR:
        words = "…" + words[-_LONGEST_ANCHOR:].partition(" ")[2]
    return Aside("footnote", f"[{mark}] (« {words} ») {told_of(parts)}")


def told_as_table(rows: Sequence[Sequence[Sequence[Part]]]) -> list[Part]:
    """Return a table of cells that each hold one paragraph as a table; else what its cells hold, one after the other.

    Tables are often there to put text in its place on the page.
    """
    filled = [[[part for part in cell if says_something(part)] for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    width = max(map(len, filled), default=0)
    used = sum(any(len(row) > column and row[column] for row in filled) for column in range(width))
    plain = all(len(cell) <= 1 and all(part.kind == "paragraph" for part in cell) for row in filled for cell in row)
    if not plain or used < 2 or len(filled) < 2:
        return [part for row in rows for cell in row for part in cell]
    cells = tuple(tuple(cell[0].pieces if cell else () for cell in row) for row in filled)
    return [Part("table", rows=cells)]


def in_list(parts: Iterable[Part], depth: int, marker: str) -> list[Part]:
    """Return the parts of one item: the first with its marker, the others as its next paragraphs."""
    found: list[Part] = []
    for part in parts:
        if part.kind == "paragraph":
            found.append(replace(part, kind="item", depth=depth, marker="" if found else marker))
        else:
            found.append(part)
    return found
