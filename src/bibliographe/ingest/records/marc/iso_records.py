"""Records of ISO 2709, decoded: each piece of a file is a `MarcRecord` or a reject that has its bytes."""

from __future__ import annotations

import re
from functools import lru_cache
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
_OWN = frozenset({"001", "010", "020", "200", "245", "330", "520", "856"})
"""Fields that recur in no other record of a file, as a rule: control and standard numbers, titles, abstracts, links."""
_LONGEST_KEPT = 120
"""Characters of a field that may recur: notes hardly do."""
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
    places = range(line + 1, line + 1 + len(parts))
    label = raw.label.decode("ascii", "backslashreplace")
    mended = [*raw.mended, *([decoded.doubt] if decoded.doubt else [])]
    fields = [
        _kept(tag, part) if len(part) <= _LONGEST_KEPT and tag not in _OWN else _field(tag, part)
        for tag, part in zip(raw.tags, parts, strict=True)
    ]
    return MarcRecord(label, fields, places, places, line, line + len(parts), decoded.encoding, mended)


@lru_cache(maxsize=10_000)
def _kept(tag: str, part: str) -> MarcField:
    return _field(tag, part, kept=True)


def _field(tag: str, part: str, *, kept: bool = False) -> MarcField:
    found = _SUBFIELDS(part)
    if not found:
        return MarcField(tag, "", (), part, kept)
    head = part[:_INDICATORS]
    if part.find("\x1f") != _INDICATORS:
        head, _, _ = part.partition("\x1f")
        found.insert(0, ("", head[_INDICATORS:]))  # what stands between the indicators and the first subfield
        head = f"{head:2.2}"
    return MarcField(tag, head, tuple(found), "", kept)
