"""From one record of a repository to items: its metadata read by the reader of its format, as a text by itself.

Lines are counted within the metadata, so that they are the same whatever page a record comes in.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from bibliographe.errors import BibliographeError
from bibliographe.harvest.slicing import slices
from bibliographe.i18n import Text
from bibliographe.ingest.reader import Converter
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Doubt, Entry, Reject, Span, Unread
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from bibliographe.harvest.answers import Header, Record
    from bibliographe.harvest.formats import Formats
    from bibliographe.ingest.records.xml_nodes import Node

_HAS_KEY = any(one.name == "key" for one in fields(Entry))
_TELL_THEM = Text("signalez-la à qui tient ce serveur, avec cette page", "tell whoever runs the server, with this page")
_DAMAGED = Text(
    "des octets de la notice ne sont pas des caractères : le serveur annonce un autre encodage que le sien",
    "some bytes of the record are no characters: the server announces another encoding than its own",
)


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """What became of one record."""

    entries: list[Entry]
    rejects: list[Reject]
    """Their lines are those of the page."""


def read_record(record: Record, header: Header | None, number: int, formats: Formats, name: str) -> ReadRecord:
    """Read a record that is not deleted; `number` is its position, `name` is what messages call its page."""
    metadata = record.node.first("metadata")
    content = metadata.children[0] if metadata and metadata.children else None
    if header is None:
        return _rejected(
            record, Text("une notice sans identifiant OAI", "a record without an OAI identifier"), _TELL_THEM
        )
    if content is None:
        return _rejected(record, Text("une notice sans métadonnées", "a record without metadata"), _TELL_THEM)
    text, line = _by_itself(record, content)
    try:
        source = Source.from_bytes(text.encode(), name)
        reader = formats.reader_of(content, source)
        if reader is None:
            return _rejected(record, *no_reader(content.space))
        if isinstance(reader, Converter):
            source = reader.convert(source)
        items = list(reader.read(source))
    except BibliographeError as error:
        return _rejected(record, error.message, error.remedy or _TELL_THEM)
    down = record.line + line - 2
    rejects = [replace(one, span=_moved(one.span, down)) for one in items if isinstance(one, Reject)]
    entries = [_completed(one, record, header, number) for one in items if isinstance(one, Entry)]
    if not entries and not rejects:
        return _rejected(record, Text("rien n'a été reconnu", "nothing was recognised"), _TELL_THEM)
    return ReadRecord(entries, rejects)


def no_reader(space: str) -> tuple[Text, Text]:
    """Return what to say of metadata that no reader reads, and what to do."""
    return (
        Text(
            f"aucun lecteur pour ces métadonnées (espace de noms « {space} »)",
            f"no reader for this metadata (namespace '{space}')",
        ),
        Text(
            "demandez un autre format : --prefix oai_dc existe partout",
            "ask for another format: --prefix oai_dc is everywhere",
        ),
    )


def _by_itself(record: Record, content: Node) -> tuple[str, int]:
    """Return the metadata as a text of XML, and the line of the record in which it begins."""
    kind = (content.space, content.name)
    cut = slices(record.markup, lambda space, name: (space, name) == kind)[0]
    return cut.markup, cut.line


def _completed(entry: Entry, record: Record, header: Header, number: int) -> Entry:
    """Give an entry its record's number and key, and what stands around its metadata."""
    around = [Unread("setSpec", one, entry.span) for one in header.sets]
    around += [Unread("about", clean(one.text), entry.span) for one in record.node.named("about") if one.text.strip()]
    text = "\n".join([entry.text, *(f"{one.field}: {one.text}" for one in around)])
    damaged = (Doubt("text", _DAMAGED, entry.span),) if "\ufffd" in record.markup else ()
    completed = replace(
        entry, position=number, text=text, unread=(*entry.unread, *around), doubts=(*entry.doubts, *damaged)
    )
    return with_key(completed, header.identifier)


def with_key(entry: Entry, key: str) -> Entry:
    """Return an entry that knows the identifier of its record in its source."""
    changes: dict[str, Any] = {"key": key} if _HAS_KEY else {}
    return replace(entry, **changes)


def _rejected(record: Record, reason: Text, remedy: Text) -> ReadRecord:
    span = Span(record.line, record.line + record.markup.count("\n"))
    return ReadRecord([], [Reject(span, record.markup, reason, remedy)])


def _moved(span: Span, lines: int) -> Span:
    return Span(span.first + lines, span.last + lines)
