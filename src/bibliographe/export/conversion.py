"""From a file to another format without a catalogue in between, some entries at a time.

What comes out is what an import into an empty catalogue and an export of it would give, as far as
`bibliographe.graph.passing` goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Store

from bibliographe.errors import ExportError
from bibliographe.export.records.reading import EntryReader
from bibliographe.export.records.writing import EntryWriter, Job, write_entries
from bibliographe.i18n import Text
from bibliographe.progress import SILENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from bibliographe.config import Catalogue
    from bibliographe.export.formats import ExportFormat
    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.losses import Losses
    from bibliographe.graph.passing import Batch
    from bibliographe.progress import Progress

STATEMENTS = "ntriples"
"""The format of RDF that is written as statements come: all others sort or group them."""


@dataclass(slots=True)
class Passing:
    """What of a source is at hand while its entries pass by."""

    catalogue: Catalogue
    progress: Progress = SILENCE
    _batch: Store | None = None

    @property
    def store(self) -> Store:
        """Return what the entries of this moment say."""
        return self._batch if self._batch is not None else Store()

    @property
    def abstracts(self) -> list[NamedNode]:
        """Return the graph of the abstracts, where the settings let them go."""
        return [NamedNode(f"{self.catalogue.base}graph/abstracts")] if self.catalogue.export_abstracts else []

    def take(self, batch: Batch) -> None:
        """Hold a batch in place of the one before it."""
        self._batch = Store()
        self._batch.load("".join(batch.lines), RdfFormat.N_TRIPLES)
        for graph in self.abstracts:
            self._batch.load("".join(batch.abstract_lines()), RdfFormat.N_TRIPLES, to_graph=graph)

    def entries(self, batches: Iterable[Batch]) -> Iterator[Catalogued]:
        """Yield the entries of batches; one that several records of a batch describe comes once."""
        for batch in batches:
            self.take(batch)
            reader = EntryReader(self)
            yield from map(reader.read, dict.fromkeys(iri for _entry, iri in batch.entries))


def writer_of(form: ExportFormat) -> EntryWriter | None:
    """Return the writer of records of a format, None for N-Triples.

    Raises `ExportError` when a format needs the whole catalogue.
    """
    if form.name == STATEMENTS:
        return None
    writer = None if form.file_type else form.load()
    if isinstance(writer, EntryWriter) and not getattr(writer, "asks_store", False):
        return writer
    raise ExportError(
        Text(
            f"le format {form.name} se fait du catalogue entier, pas au fil des notices",
            f"the format {form.name} is made of the whole catalogue, not entry by entry",
        ),
        remedy=Text(
            f"importez le fichier, puis « bibliographe export {form.name} » ; ou convertissez-le en ntriples",
            f"import the file, then 'bibliographe export {form.name}'; or convert it to ntriples",
        ),
    )


def write_statements(
    batches: Iterable[Batch], stream: BinaryIO, catalogue: Catalogue, progress: Progress = SILENCE
) -> None:
    """Write what batches say as N-Triples; what entries of several batches share is said in each of them."""
    for batch in batches:
        stream.write("".join(batch.lines).encode())
        if catalogue.export_abstracts:
            stream.write("".join(batch.abstract_lines()).encode())
        progress.advance(len(batch.entries))


def write_converted(
    writer: EntryWriter, batches: Iterable[Batch], stream: BinaryIO, passing: Passing, losses: Losses
) -> None:
    """Write the entries of batches with `writer`, and tell what it loses; raises `ExportError` as the writer does."""
    write_entries(writer, stream, Job(passing, losses), passing.entries(batches))
