"""Documents of Word: DOCX, and its templates and kin with macros, which are never run.

Source: ECMA-376 part 1, 17 (WordprocessingML); ISO/IEC 29500.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.reading import as_markdown, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

_DOCUMENT = "word/document.xml"
_SIGNATURE = b"PK\x03\x04"


class DocxReader:
    """Reads a bibliography written with Word."""

    extensions = (".docx", ".docm", ".dotx")

    def recognises(self, source: Source) -> float:
        """Return how surely bytes are a document of Word: a package that holds one."""
        if not source.data.startswith(_SIGNATURE):
            return 0.0
        from bibliographe.ingest.conversion.packages import names_in

        names = names_in(source.data)
        if names:
            return 0.95 if any(name.startswith("word/document") for name in names) else 0.0
        return 0.9 if _DOCUMENT.encode() in source.data or source.extension in self.extensions else 0.0

    def convert(self, source: Source) -> Source:
        """Return the document as Markdown.

        Raises `SourceError` when it is damaged, protected by a password, too large or empty.
        """
        from bibliographe.ingest.conversion.docx_document import WordDocument
        from bibliographe.ingest.conversion.packages import Package
        from bibliographe.ingest.conversion.refusals import refuse

        refuse(source)
        return as_markdown(source, WordDocument(Package(source, "DOCX")), "DOCX")

    def read(self, source: Source) -> Iterator[Item]:
        """Yield what the document holds, as of any document."""
        return read_document(source)
