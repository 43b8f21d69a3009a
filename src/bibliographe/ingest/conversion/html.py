"""Web pages that a browser or a word processor saved.

Navigation, scripts and styles are left out; nothing that a page names is fetched. Source: HTML Living Standard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.errors import SourceError
from bibliographe.i18n import Text
from bibliographe.ingest.conversion.reading import as_markdown, read_document
from bibliographe.ingest.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,200}>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"\s*<[A-Za-z!]")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_HEAD = 4_000
_LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso8859-1"})
"""Names that browsers take for Windows-1252. Source: WHATWG Encoding Standard, 4.2."""


class HtmlReader:
    """Reads a bibliography saved as a web page."""

    extensions = (".html", ".htm", ".xhtml")

    def recognises(self, source: Source) -> float:
        """Return how surely bytes are a web page: by their first tag, or by the extension and any tag."""
        head = source.data[:_HEAD].replace(b"\0", b"")  # of UTF-16
        head = head.lstrip(b"\xff\xfe")
        if _BEGINS.match(head):
            return 0.9
        return 0.8 if source.extension in self.extensions and _TAG.match(head) else 0.0

    def convert(self, source: Source) -> Source:
        """Return the page as Markdown.

        Raises `SourceError` when there is no text in it, or when its elements stand too deep in each other.
        """
        from bibliographe.ingest.conversion.html_page import Page, TooDeepError

        text = page_text(source)
        try:
            return as_markdown(source, Page(text), "HTML")
        except TooDeepError as error:
            raise SourceError(
                Text("page aux éléments trop imbriqués", "a page with elements too deep in each other"),
                file=source.file_name,
                remedy=Text(
                    "copiez la bibliographie depuis le navigateur dans un document, et donnez celui-ci",
                    "copy the bibliography from the browser into a document, and give that one",
                ),
            ) from error

    def read(self, source: Source) -> Iterator[Item]:
        """Yield what the page holds, as of any document."""
        return read_document(source)


def page_text(source: Source) -> str:
    """Return the text of a page in the encoding that it declares, unless its bytes show another one.

    Raises `SourceError` when the bytes are no text.
    """
    data = source.data
    declared = _CHARSET.search(data[:_HEAD])
    if declared is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        try:
            text = _declared(data, "cp1252" if name in _LATIN else name)
        except (LookupError, UnicodeError, ValueError):
            text = None
        if text is not None:
            return decode(text.encode("utf-8", "replace"), source.file_name)[0]
    return decode(data, source.file_name)[0]


def _declared(data: bytes, name: str) -> str | None:
    """Return the text in a declared encoding; None where the bytes are UTF-8 beyond doubt, saved again by an editor."""
    if not name.replace("-", "").startswith("utf") and any(byte > 127 for byte in data):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return None
    return data.decode(name)
