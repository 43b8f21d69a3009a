"""What a query is asked with, and what comes back from the process that answered it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_MEMORY = 1024 * 1024
"""Bytes of an answer beyond which it goes to a file until it is sent."""
_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Job:
    """A query and the forms that its answer may have."""

    query: str
    rows: str | None = "application/sparql-results+json"
    """Media type for `SELECT` and `ASK`; None when the client takes none."""
    graph: str | None = "application/n-triples"
    """Media type for `CONSTRUCT` and `DESCRIBE`; None when the client takes none."""
    default: tuple[str, ...] | None = None
    """Graphs that are read as one by default, by IRI; None with `named` None for the query's own dataset."""
    named: tuple[str, ...] | None = None
    most: int | None = None
    """Rows or triples that are wanted at most: `SELECT` then answers in JSON whatever `rows` says; None for all."""
    largest: int | None = None
    """Bytes that the answer may have, where that is less than what any answer may."""

    def as_dict(self, seconds: float, rows: int) -> dict[str, Any]:
        """Return what the process is sent, with the seconds and rows that are allowed."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**said, "seconds": seconds, "rows_allowed": rows}


@dataclass(frozen=True, slots=True)
class Answered:
    """A whole answer: bytes in memory or, where there are many, in a file without a name."""

    form: str
    """`SELECT`, `ASK` or `GRAPH`."""
    media_type: str
    size: int
    content: IO[bytes]
    more: bool = False
    """Whether the job's `most` left something out."""

    @property
    def in_memory(self) -> bool:
        """Tell whether there are few enough bytes to be held at once."""
        return self.size <= IN_MEMORY

    def whole(self) -> bytes:
        """Return all bytes at once, and let go of them."""
        with self.content as content:
            content.seek(0)
            return content.read()

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes in pieces, and let go of them."""
        with self.content as content:
            content.seek(0)
            while piece := content.read(_PIECE):
                yield piece
