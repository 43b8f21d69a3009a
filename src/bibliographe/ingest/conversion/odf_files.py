"""Files of OpenDocument: packages, and flat ones, which are one document of XML.

Source: OpenDocument 1.3 part 2 (packages), part 3, 3.1.2 (`office:document`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.packages import Package, is_package, names_in, protected, xml_of

if TYPE_CHECKING:
    from lxml import etree

    from bibliographe.ingest.source import Source

_MEDIA_TYPE = "application/vnd.oasis.opendocument."
_PACKAGE_HEAD, _FLAT_HEAD = 200, 8_000
_FLAT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?<(?:[\w.-]+:)?document\s")
_PICTURE = re.compile(rb"(<(?:[\w.-]+:)?binary-data>)[^<]*")
_MANIFEST = "META-INF/manifest.xml"


def is_opendocument(source: Source, name: str) -> bool:
    """Tell whether bytes are a file of OpenDocument of a kind (`text`), by the media type near their beginning."""
    said = f"{_MEDIA_TYPE}{name}".encode()
    if is_package(source.data):
        return b"mimetype" + said in source.data[:_PACKAGE_HEAD]
    head = source.data[:_FLAT_HEAD]
    return _FLAT.match(head) is not None and said + b'"' in head.replace(b"'", b'"')


def has_content(source: Source) -> bool:
    """Tell whether bytes are a package with the content of a document, whatever kind it says that it is."""
    return is_package(source.data) and "content.xml" in names_in(source.data)


def roots_of(source: Source, name: str) -> list[etree._Element]:
    """Return the elements that hold a document: its content first, the styles of its pages last.

    Raises `SourceError` when it is damaged, too large, or protected by a password.
    """
    if not is_package(source.data):
        return [xml_of(_PICTURE.sub(rb"\1", source.data), source, name)]
    package = Package(source, name)
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise protected(source)
    content = package.xml("content.xml")
    return [content, package.xml("styles.xml")] if "styles.xml" in package else [content]
