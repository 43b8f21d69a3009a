"""Small documents for the tests, and ways to look at what was read of them."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, TypeVar

from bibliographe.ingest.document import MarkdownReader
from bibliographe.ingest.source import Source

if TYPE_CHECKING:
    from bibliographe.model.entry import Item

Kind = TypeVar("Kind")


def source_of(text: str, file_name: str = "essai.md") -> Source:
    """Return a source whose text is `text`, its common indentation taken away."""
    return Source.from_bytes(dedent(text).encode(), file_name)


def read(text: str, file_name: str = "essai.md") -> list[Item]:
    """Read a document."""
    return list(MarkdownReader().read(source_of(text, file_name)))


def only(items: list[Item], kind: type[Kind]) -> list[Kind]:
    """Return the items of one kind."""
    return [item for item in items if isinstance(item, kind)]
