"""Readers of MARC 21 and UNIMARC, whichever of ISO 2709, MARCXML and text a file is."""

from __future__ import annotations

import codecs
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.encodings import empty
from bibliographe.ingest.records.languages import UNKNOWN
from bibliographe.ingest.records.marc.characters import ASCII
from bibliographe.ingest.records.marc.evidence import certainty, is_xml
from bibliographe.ingest.records.marc.iso_records import read_iso2709
from bibliographe.ingest.records.marc.lines import record_lines
from bibliographe.ingest.records.marc.mapper import read_record
from bibliographe.ingest.records.marc.marcxml import read_marcxml, stream_marcxml
from bibliographe.ingest.records.marc.mnemonic import is_mnemonic, read_mnemonic
from bibliographe.ingest.records.parts import numbered
from bibliographe.ingest.source import not_opened
from bibliographe.ingest.text_stream import lines_of
from bibliographe.ingest.title_languages import language_shown
from bibliographe.model.entry import Entry, Reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bibliographe.ingest.records.marc.record import MarcRecord
    from bibliographe.ingest.records.marc.tables import Format
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

_BLOCK = 1024 * 1024


class _MarcReader:
    """Reads a format of MARC."""

    extensions = (".mrc", ".marc", ".iso", ".xml", ".mrk")
    format: Format

    def recognises(self, source: Source) -> float:
        """Return how surely the first records of a file are of this format rather than the other."""
        return certainty(source.data, self.format)

    def convert(self, source: Source) -> Source:
        """Return ISO 2709 as the lines of its records, a blank line between them; what is text stays as it is.

        The bytes stay too: lines do not tell a `$` of the text from that of a subfield.
        """
        if is_xml(source.data) or is_mnemonic(source.data[:_BLOCK]):
            return source
        lines: list[str] = []
        encodings: Counter[str] = Counter()
        for found in self._records([source.data]):
            lines += [""] if lines else []
            if isinstance(found, Reject):
                lines += found.text.rstrip("\n").split("\n")
            else:
                lines += record_lines(found)
                encodings[found.encoding] += 1
        if not lines:
            raise empty(source.file_name)
        return replace(source, converted=("\n".join(lines), _named(encodings)))

    def read(self, source: Source) -> Iterator[Item]:
        """Yield an entry for each record, in their order; one without a title, or that cannot be read, is a reject."""
        if is_mnemonic(source.data[:_BLOCK]):
            yield from self._items(read_mnemonic(source.lines))
            return
        records = self._records([source.data]) if _is_bytes(source) else read_marcxml(source.text)
        yield from self._items(records)

    def read_stream(self, path: Path) -> Iterator[Item]:
        """Yield what `read` yields of a file of any size, holding some records at a time.

        Raises `SourceError` when the file cannot be read.
        """
        try:
            with path.open("rb") as stream:
                head = stream.read(_BLOCK)
                if is_mnemonic(head):
                    yield from self._items(read_mnemonic(lines_of(path)))
                    return
                blocks = _blocks(head, stream)
                records = stream_marcxml(_decoded(blocks, head)) if is_xml(head) else self._records(blocks)
                yield from self._items(records)
        except OSError as error:
            raise not_opened(path, error) from error

    def _records(self, blocks: Iterable[bytes]) -> Iterator[MarcRecord | Reject]:
        return read_iso2709(blocks, unimarc=self.format == "unimarc")

    def _items(self, records: Iterable[MarcRecord | Reject]) -> Iterator[Item]:
        return _with_languages(numbered(records, lambda record, number: read_record(record, number, self.format)))


class Marc21Reader(_MarcReader):
    """Reads MARC 21."""

    format: Format = "marc21"


class UnimarcReader(_MarcReader):
    """Reads UNIMARC."""

    format: Format = "unimarc"


def _is_bytes(source: Source) -> bool:
    return bool(source.data) and not is_xml(source.data)


def _named(encodings: Counter[str]) -> str:
    """Return what to call the encodings of a file's records, the most frequent first; ASCII is part of each."""
    told = [name for name, _ in encodings.most_common() if name != ASCII] or [ASCII]
    return f"{', '.join(told)} (ISO 2709)"


def _with_languages(items: Iterable[Item]) -> Iterator[Item]:
    """Give a language to entries whose record tells none: what the title shows, else that of most entries before it."""
    told: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Entry):
            if item.language == UNKNOWN:
                usual = told.most_common(1)
                item = replace(item, language=language_shown(item.title, usual[0][0] if usual else "fr"))
            else:
                told[item.language] += 1
        yield item


def _blocks(head: bytes, stream: object) -> Iterator[bytes]:
    while head:
        yield head
        head = stream.read(_BLOCK)  # type: ignore[attr-defined]


def _decoded(blocks: Iterable[bytes], head: bytes) -> Iterator[str]:
    """Yield blocks as text, in the encoding that a mark or the declaration says, with line feeds as line ends."""
    from bibliographe.ingest.encodings import declared_encoding

    decoder = codecs.getincrementaldecoder(declared_encoding(head))(errors="replace")
    for block in blocks:
        yield decoder.decode(block).replace("\r\n", "\n").replace("\r", "\n")
    yield decoder.decode(b"", final=True)
