"""Writing XML element by element, whatever the size of the document.

Source: Extensible Markup Language (XML) 1.0 (Fifth Edition), sections 2.2 and 2.4.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_INDENT = "  "
_NOTHING: Mapping[str, str] = {}


class XmlStream:
    """Writes one document in UTF-8, an element a line."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write the declaration."""
        self._out = XMLGenerator(stream, encoding="utf-8", short_empty_elements=True)
        self._out.startDocument()
        self._depth = 0

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] = _NOTHING) -> Iterator[None]:
        """Write an element; what is written inside stands in it."""
        self._begin(name, attributes)
        self._out.ignorableWhitespace("\n")
        self._depth += 1
        yield
        self._depth -= 1
        self._out.ignorableWhitespace(_INDENT * self._depth)
        self._end(name)

    def leaf(self, name: str, text: str, attributes: Mapping[str, str] = _NOTHING) -> None:
        """Write an element that holds text, every character of which XML can hold."""
        self._begin(name, attributes)
        self._out.characters(text)
        self._end(name)

    def fragment(self, text: str) -> None:
        """Write what is well-formed XML already, and ends with a line end."""
        self._out.ignorableWhitespace(text)

    def finish(self) -> None:
        """Write what is not yet written."""
        self._out.endDocument()

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._out.ignorableWhitespace(_INDENT * self._depth)
        self._out.startElement(name, AttributesImpl(dict(attributes)))

    def _end(self, name: str) -> None:
        self._out.endElement(name)
        self._out.ignorableWhitespace("\n")
