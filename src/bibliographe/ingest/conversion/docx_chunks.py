"""Files of other formats that were put into a document of Word: web pages, texts, other documents of Word.

Source: ECMA-376 part 1, 17.17.2.1 (altChunk).
"""

from __future__ import annotations

import email
import email.policy
import re
from typing import NamedTuple

from bibliographe.errors import SourceError
from bibliographe.ingest.conversion.packages import LARGEST, Package, is_package
from bibliographe.ingest.conversion.written import Aside, Part, Piece
from bibliographe.ingest.source import Source

_DEEPEST = 3
_HEAD = 4_000
_TAG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_MAIL = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)


class Chunk(NamedTuple):
    """What was put in."""

    parts: list[Part]
    asides: list[Aside]


class Chunks:
    """Reads what was put into a document, and into documents of Word that were: all of it within one bound."""

    def __init__(self) -> None:
        """Read none yet."""
        self._depth = 0
        self._left = LARGEST

    def read(self, package: Package, name: str) -> Chunk:
        """Return what a member of a package says; what is not read is told by its name.

        Nothing that a chunk names is opened.
        """
        from bibliographe.ingest.conversion.html_page import TooDeepError

        try:
            data = package.read(name, self._left)
            self._left -= len(data)
            return self._said(data, name) if data.strip() else Chunk([], [])
        except (SourceError, TooDeepError):
            return told(name)

    def _said(self, data: bytes, name: str) -> Chunk:
        head = data[:_HEAD]
        if is_package(data):
            return self._word(data, name)
        if head.lstrip().startswith(b"{\\rtf"):
            return told(name)
        if _MAIL.match(head):
            return _mail(data, name)
        return _page(data, name) if _TAG.match(head) else _lines(data, name)

    def _word(self, data: bytes, name: str) -> Chunk:
        from bibliographe.ingest.conversion.docx_document import WordDocument

        package = Package(Source.from_bytes(data, name), "DOCX")
        if self._depth >= _DEEPEST or package.size > self._left:
            return told(name)
        self._left -= package.size
        self._depth += 1
        document = WordDocument(package, self)
        self._depth -= 1
        return Chunk(document.parts, document.asides)


def told(name: str) -> Chunk:
    """Return what to say of what was not read."""
    return Chunk([], [Aside("chunk", name)])


def _lines(data: bytes, name: str) -> Chunk:
    lines = Source.from_bytes(data, name).lines
    return Chunk([Part("paragraph", (Piece(line),)) if line.strip() else Part("blank") for line in lines], [])


def _page(data: bytes, name: str) -> Chunk:
    from bibliographe.ingest.conversion.html import page_text
    from bibliographe.ingest.conversion.html_page import Page

    page = Page(page_text(Source.from_bytes(data, name)))
    return Chunk(page.parts, page.asides)


def _mail(data: bytes, name: str) -> Chunk:
    """Read a web page that stands in a message with its pictures (MHTML). Source: RFC 2557."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for kind, read in (("text/html", _page), ("text/plain", _lines)):
        for one in message.walk():
            said = one.get_payload(decode=True) if one.get_content_type() == kind else None
            if isinstance(said, bytes) and said.strip():
                return read(said, name)
    return told(name)
