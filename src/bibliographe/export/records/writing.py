"""What a writer of records is, and how entries are led through it."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO, ClassVar, Protocol, runtime_checkable

from bibliographe.export.records.nodes import Nodes
from bibliographe.export.records.reading import EntryReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.given import Given
    from bibliographe.export.records.losses import Losses


@dataclass(frozen=True)
class Job:
    """What a writer may ask: the catalogue and its settings, and whom to tell of losses."""

    opened: Given
    losses: Losses
    at_hand: Nodes | None = None
    """What the entries were read through, where that stays for other jobs."""

    @cached_property
    def nodes(self) -> Nodes:
        """Return what looks up the nodes of the catalogue, those that entries were just made of at hand."""
        return self.at_hand or Nodes.of(self.opened)


@runtime_checkable
class EntryWriter(Protocol):
    """Writes entries in one format."""

    carries: frozenset[str]
    """The paths of `Catalogued.said` that the format has a place for; `"bibo:Issue"` stands for all below it.

    Values beside the one that the hub has are named themselves: `"dcterms:title/other"`.
    """

    def write(self, entries: Iterable[Catalogued], stream: BinaryIO, job: Job) -> None:
        """Write entries, one at a time; values that do not fit although their property does are told to `job.losses`.

        Raises `ExportError` when an entry cannot be written.
        """
        ...


class TextEntryWriter(ABC):
    """A writer of text in UTF-8, record by record."""

    carries: ClassVar[frozenset[str]]

    @abstractmethod
    def record(self, catalogued: Catalogued, job: Job) -> str:
        """Return the record of one entry, with its line end."""

    def head(self, job: Job) -> str:
        """Return what stands before the first record."""
        return ""

    def between(self) -> str:
        """Return what stands between two records."""
        return ""

    def foot(self, job: Job) -> str:
        """Return what stands after the last record."""
        return ""

    def write(self, entries: Iterable[Catalogued], stream: BinaryIO, job: Job) -> None:
        """Write entries as one document."""
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        try:
            text.write(self.head(job))
            for number, catalogued in enumerate(entries):
                text.write((self.between() if number else "") + self.record(catalogued, job))
            text.write(self.foot(job))
        finally:
            text.detach()


def write_entries(writer: EntryWriter, stream: BinaryIO, job: Job, entries: Iterable[Catalogued] | None = None) -> None:
    """Write entries with `writer`, all of the catalogue in the order of their sources by default; note what is lost."""
    if entries is None:
        entries = EntryReader(job.opened, job.nodes).entries()
    writer.write(_told(writer, job, entries), stream, job)


def _told(writer: EntryWriter, job: Job, entries: Iterable[Catalogued]) -> Iterator[Catalogued]:
    for catalogued in entries:
        job.losses.of(catalogued, writer.carries)
        yield catalogued
        job.losses.close_entry(catalogued)
        job.opened.progress.advance()
