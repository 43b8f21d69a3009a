"""Writing XML element by element, whatever the size of the document.

Source: Extensible Markup Language (XML) 1.0 (Fifth Edition), sections 2.2 and 2.4.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_INDENT = "  "
_NOTHING: Mapping[str, str] = {}
_quoted = lru_cache(1_000)(quoteattr)
"""Most attributes have one of few values."""


class XmlStream:
    """Writes one document in UTF-8, an element a line."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write the declaration."""
        self._stream = stream
        self._depth = 0
        self.fragment(_DECLARATION)

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] = _NOTHING) -> Iterator[None]:
        """Write an element; what is written inside stands in it."""
        indent = _INDENT * self._depth
        self.fragment(f"{indent}<{name}{_written(attributes)}>\n")
        self._depth += 1
        yield
        self._depth -= 1
        self.fragment(f"{indent}</{name}>\n")

    def leaf(self, name: str, text: str, attributes: Mapping[str, str] = _NOTHING) -> None:
        """Write an element that holds text, every character of which XML can hold."""
        end = f">{escape(text)}</{name}>" if text else "/>"
        self.fragment(f"{_INDENT * self._depth}<{name}{_written(attributes)}{end}\n")

    def fragment(self, text: str) -> None:
        """Write what is well-formed XML already, and ends with a line end."""
        self._stream.write(text.encode(errors="xmlcharrefreplace"))


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={_quoted(value)}" for name, value in attributes.items()) if attributes else ""
