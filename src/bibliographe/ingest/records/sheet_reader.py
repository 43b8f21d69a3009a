"""What the readers of spreadsheets share: sheets become text once, and that text is read as tables are."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from bibliographe.ingest.records.languages import with_languages
from bibliographe.ingest.records.sheets import DEEPEST_HEAD, Sheet, sheet_rows, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.table import TableRow
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item


class SheetReader(ABC):
    """Reads spreadsheets of one format; what the format is made of is the subclass's to know."""

    format: ClassVar[str]
    """Its name for a person: `XLSX`."""

    @abstractmethod
    def sheets(self, source: Source, most: int | None = None) -> list[Sheet]:
        """Return the sheets of a spreadsheet, at least the first `most` rows of each.

        Raises `SourceError` when it is damaged, protected by a password or too large.
        """

    def convert(self, source: Source) -> Source:
        """Return the spreadsheet as text, a line for each row.

        Raises `SourceError` when it is damaged, protected by a password, too large or empty.
        """
        from bibliographe.ingest.encodings import empty

        sheets = self.sheets(source)
        if not any(cell for sheet in sheets for row in sheet.rows for cell in row):
            raise empty(source.file_name)
        return source.as_text(text_of(sheets, source.mapping), self.format)

    def read(self, source: Source) -> Iterator[Item]:
        """Yield what the sheets hold: topics, and an entry for each row."""
        yield from with_languages(row.item for row in self.rows(source))

    def rows(self, source: Source) -> Iterator[TableRow]:
        """Yield the same, with the cells of each row."""
        return sheet_rows(source)

    def heads(self, source: Source) -> Iterator[list[str]]:
        """Yield the rows among which headings may be, of a spreadsheet that was not converted.

        Raises `SourceError` as `convert` does.
        """
        for sheet in self.sheets(source, DEEPEST_HEAD):
            yield from sheet.rows[:DEEPEST_HEAD]
