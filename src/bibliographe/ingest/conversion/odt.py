"""Documents of LibreOffice and its kin: ODT. Source: OASIS OpenDocument 1.3 part 3 (schema)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.reading import as_markdown, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

_MEDIA_TYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
_HEAD = 200


class OdtReader:
    """Reads a bibliography written with LibreOffice."""

    extensions = (".odt", ".ott")

    def recognises(self, source: Source) -> float:
        """Return how surely bytes are a text of OpenDocument: by the media type that stands first in them."""
        if not source.data.startswith(b"PK\x03\x04"):
            return 0.0
        if _MEDIA_TYPE in source.data[:_HEAD]:
            return 0.95
        from bibliographe.ingest.conversion.packages import names_in

        return 0.85 if source.extension in self.extensions and "content.xml" in names_in(source.data) else 0.0

    def convert(self, source: Source) -> Source:
        """Return the document as Markdown.

        Raises `SourceError` when it is damaged, protected by a password, too large or empty.
        """
        from bibliographe.ingest.conversion.odt_document import OpenDocument, opened
        from bibliographe.ingest.conversion.refusals import refuse

        refuse(source)
        return as_markdown(source, OpenDocument(opened(source, "ODT")), "ODT")

    def read(self, source: Source) -> Iterator[Item]:
        """Yield what the document holds, as of any document."""
        return read_document(source)
