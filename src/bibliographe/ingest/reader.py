"""What a reader of a format is, and what it may be besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item


@runtime_checkable
class Reader(Protocol):
    """Reads one format into items."""

    extensions: tuple[str, ...]
    """The usual extensions of its files, in lower case with their dot."""

    def recognises(self, source: Source) -> float:
        """Return how surely `source` is of this format, from 0 (it is not) to 1."""
        ...

    def read(self, source: Source) -> Iterator[Item]:
        """Yield what the source holds, in its order, the `Selection` first when there is one."""
        ...


@runtime_checkable
class Converter(Protocol):
    """What a reader of bytes that are no text does before it reads: it is asked before all others."""

    def convert(self, source: Source) -> Source:
        """Return the source as a text with lines that a person can be told (`Source.as_text`).

        Raises `SourceError` when the bytes cannot be read at all.
        """
        ...


@runtime_checkable
class Streamer(Protocol):
    """What a reader of records does with a file of any size."""

    def read_stream(self, path: Path) -> Iterator[Item]:
        """Yield what `read` yields, holding some records at a time; raises `SourceError` as `read_file` does."""
        ...
