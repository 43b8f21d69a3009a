"""Records of ISO 2709, decoded: each piece of a file is a `MarcRecord` or a reject that has its bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.marc.characters import MARC_8, UTF_8, Decoded, decode, said_by
from bibliographe.ingest.records.marc.iso2709 import pieces, read_structure
from bibliographe.ingest.records.marc.lines import escaped
from bibliographe.ingest.records.marc.record import MarcField, MarcRecord
from bibliographe.model.entry import Reject, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.ingest.records.marc.iso2709 import Raw

_REASON = Text(
    "notice {number} (octet {offset} du fichier) : {why.fr}", "record {number} (byte {offset} of the file): {why.en}"
)
_REMEDY = Text(
    "exportez de nouveau cette notice, en UTF-8 si le logiciel le propose ; ses octets sont gardés ici",
    "export this record again, in UTF-8 where the software offers it; its bytes are kept here",
)
_INDICATORS = 2
_SUBFIELDS = re.compile("\x1f([^\x1f]?)([^\x1f]*)").findall


def read_iso2709(blocks: Iterable[bytes], *, unimarc: bool) -> Iterator[MarcRecord | Reject]:
    """Yield the records of a file of ISO 2709 in their order; lines are those of its view (`lines.record_lines`)."""
    line = 1
    for number, (offset, piece) in enumerate(pieces(blocks), start=1):
        found = _record(piece, line, unimarc=unimarc)
        if isinstance(found, Text):
            text = escaped(piece)
            reason = Text(
                _REASON.fr.format(number=number, offset=offset, why=found),
                _REASON.en.format(number=number, offset=offset, why=found),
            )
            last = line + text.rstrip("\n").count("\n")
            yield Reject(Span(line, last), text, reason, _REMEDY)
        else:
            last = found.last
            yield found
        line = last + 2


def _record(piece: bytes, line: int, *, unimarc: bool) -> MarcRecord | Text:
    raw = read_structure(piece)
    if isinstance(raw, Text):
        return raw
    said = UTF_8 if raw.label[9:10] == b"a" else said_by(raw.tags, raw.data) if unimarc else MARC_8
    decoded = decode(raw.data, said)
    if isinstance(decoded, Text):
        return decoded
    return _built(raw, decoded, line)


def _built(raw: Raw, decoded: Decoded, line: int) -> MarcRecord:
    parts = decoded.text.split("\x1e")
    if raw.order is not None:
        parts = [parts[place] for place in raw.order]
    at = line
    fields: list[MarcField] = []
    add, new = (
        fields.append,
        tuple.__new__,
    )  # this is the innermost loop of all: a call of MarcField takes twice as long
    for tag, part in zip(raw.tags, parts, strict=True):
        at += 1
        found = _SUBFIELDS(part)
        if not found:
            add(new(MarcField, (tag, "", (), part, at, at)))
            continue
        head = part[:_INDICATORS]
        if part.find("\x1f") != _INDICATORS:
            head, _, _ = part.partition("\x1f")
            found.insert(0, ("", head[_INDICATORS:]))  # what stands between the indicators and the first subfield
            head = f"{head:2.2}"
        add(new(MarcField, (tag, head, tuple(found), "", at, at)))
    label = raw.label.decode("ascii", "backslashreplace")
    mended = [*raw.mended, *([decoded.doubt] if decoded.doubt else [])]
    return MarcRecord(label, fields, line, at, decoded.encoding, mended)
