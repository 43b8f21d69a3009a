"""Documents of LibreOffice and its kin: ODT. Source: OASIS OpenDocument 1.3 part 3 (schema)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.reading import as_markdown, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item


class OdtReader:
    """Reads a bibliography written with LibreOffice."""

    extensions = (".odt", ".ott", ".fodt")

    def recognises(self, source: Source) -> float:
        """Return how surely bytes are a text of OpenDocument: by the media type at their beginning."""
        from bibliographe.ingest.conversion.odf_files import has_content, is_opendocument

        if is_opendocument(source, "text"):
            return 0.95
        return 0.85 if source.extension in self.extensions and has_content(source) else 0.0

    def convert(self, source: Source) -> Source:
        """Return the document as Markdown.

        Raises `SourceError` when it is damaged, protected by a password, too large or empty.
        """
        from bibliographe.ingest.conversion.odf_files import roots_of
        from bibliographe.ingest.conversion.odt_document import OpenDocument
        from bibliographe.ingest.conversion.refusals import refuse

        refuse(source)
        return as_markdown(source, OpenDocument(roots_of(source, "ODT")), "ODT")

    def read(self, source: Source) -> Iterator[Item]:
        """Yield what the document holds, as of any document."""
        return read_document(source)
