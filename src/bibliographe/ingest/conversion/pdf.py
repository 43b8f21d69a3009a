"""PDF with text in it, laid out in one or two columns. Source: ISO 32000-2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.reading import as_markdown, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

_HEAD = 1024


class PdfReader:
    """Reads a bibliography printed to PDF."""

    extensions = (".pdf",)

    def recognises(self, source: Source) -> float:
        """Return how surely bytes are PDF: by the header, which may stand a little behind the start."""
        if source.data.startswith(b"%PDF-"):
            return 0.95
        return 0.8 if source.extension in self.extensions and b"%PDF-" in source.data[:_HEAD] else 0.0

    def convert(self, source: Source) -> Source:
        """Return the document as Markdown.

        Raises `SourceError` when it is damaged, protected by a password, too large, or holds pictures and no text.
        """
        from bibliographe.ingest.conversion.pdf_document import PdfText

        return as_markdown(source, PdfText(source), "PDF")

    def read(self, source: Source) -> Iterator[Item]:
        """Yield what the document holds, as of any document."""
        return read_document(source)
