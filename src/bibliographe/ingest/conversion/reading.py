"""What the readers of documents share: convert to Markdown, then read that as a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bibliographe.i18n import Text
from bibliographe.ingest.conversion.markdown import ASIDES, markdown_of
from bibliographe.ingest.encodings import empty
from bibliographe.model.entry import Furniture, Reading, Reject, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.ingest.conversion.written import Aside, Part
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

_CITED = Text("référence dans une note de bas de page, qui n'est pas une notice", "a citation in a footnote, no entry")
_CITED_REMEDY = Text(
    "si c'en est une, mettez-la dans le texte, sous son thème",
    "if it should be one, put it in the text, under its theme",
)

_PUT_IN = Text(
    "un fichier inséré dans le document, d'un format qui n'est pas lu",
    "a file put into the document, of a format that is not read",
)
_PUT_IN_REMEDY = Text(
    "ouvrez le document dans Word ou LibreOffice, enregistrez-le, et importez-le à nouveau",
    "open the document in Word or LibreOffice, save it, and import it again",
)


class Written(Protocol):
    """A document that was taken apart."""

    @property
    def parts(self) -> Iterable[Part]:
        """Its parts in their order."""
        ...

    @property
    def asides(self) -> Iterable[Aside]:
        """What stands beside its text."""
        ...


def as_markdown(source: Source, written: Written, name: str) -> Source:
    """Return `source` as Markdown; `name` is the format that it was.

    Raises `SourceError` when there is no text in it.
    """
    text = markdown_of(written.parts, written.asides)
    if not text.strip():
        raise empty(source.file_name)
    return source.as_text(text, name)


def read_document(source: Source) -> Iterator[Item]:
    """Yield the items of a converted document, and what stands beside its text as furniture.

    A footnote that cites something is a reject: nothing tells whether it is an entry.
    """
    from bibliographe.ingest.document import MarkdownReader

    lines = source.lines
    end = max((number for number, line in enumerate(lines) if line == ASIDES), default=len(lines))
    body = "\n".join(lines[:end])
    items = MarkdownReader().read(replace(source, converted=(body, source.encoding))) if body.strip() else iter(())
    yield from items
    if end < len(lines):
        yield Furniture(Reading("navigation", Span(end + 1, end + 1), ""))
    for number, line in enumerate(lines[end + 1 :], start=end + 2):
        if line:
            yield _aside(line, Span(number, number))


def _aside(line: str, span: Span) -> Item:
    from bibliographe.ingest.document import evidence

    kind, _, text = line.partition(": ")
    if kind == "chunk":
        return Reject(span, text, _PUT_IN, _PUT_IN_REMEDY)
    if kind != "footnote":
        return Furniture(Reading("navigation", span, text))
    said = text.partition("») ")[2]
    if evidence.citation(said) is not None:
        return Reject(span, text, _CITED, _CITED_REMEDY)
    return Furniture(Reading("note", span, text))
