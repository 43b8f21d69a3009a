"""Records as bytes.

Source: ISO 2709:2008; MARC 21 Specifications for Record Structure; UNIMARC Manual, record label. Why no library writes
them: docs/decisions/0062-writing-marc.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.errors import ExportError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from bibliographe.export.records.losses import Losses
    from bibliographe.export.records.marc.record import MarcField, MarcRecord

LONGEST_FIELD = 9_999
LONGEST_RECORD = 99_999
_FIELD_END, _RECORD_END, _SUBFIELD = b"\x1e", b"\x1d", "\x1f"
_LEADER = 24
_ENTRY = 12
"""Bytes of a field in the directory: three of the tag, four of its length, five of where it begins."""
_NEEDED = ("001", "200", "245")
_TOO_LONG = Text(
    "un champ ISO 2709 n'a que 9 999 octets, et celui-ci en ferait plus",
    "a field of ISO 2709 has 9,999 bytes only, and this one would have more",
)


def iso2709(record: MarcRecord, iri: str, losses: Losses) -> bytes:
    """Return a record in UTF-8; a field that is too long is left out and told.

    Raises `ExportError` when its title is too long, or the whole record.
    """
    directory, body, at = [], [], 0
    for field in record.fields:
        data = _bytes(field)
        if len(data) > LONGEST_FIELD:
            _leave_out(field, iri, losses)
            continue
        directory.append(f"{field.tag}{len(data):04}{at:05}")
        body.append(data)
        at += len(data)
    base = _LEADER + _ENTRY * len(directory) + 1
    length = base + at + 1
    if length > LONGEST_RECORD:
        raise _no_room(
            iri,
            Text(
                f"elle ferait {length} octets, et ISO 2709 n'en permet que {LONGEST_RECORD}",
                f"it would have {length} bytes, and ISO 2709 allows {LONGEST_RECORD} only",
            ),
        )
    leader = record.leader
    head = f"{length:05}{leader[5:12]}{base:05}{leader[17:24]}" + "".join(directory)
    return b"".join((head.encode("ascii"), _FIELD_END, *body, _RECORD_END))


def _bytes(field: MarcField) -> bytes:
    if not field.subfields:
        return field.value.encode() + _FIELD_END
    text = field.indicators + "".join(f"{_SUBFIELD}{code}{value}" for code, value in field.subfields)
    return text.encode() + _FIELD_END


def _leave_out(field: MarcField, iri: str, losses: Losses) -> None:
    if field.tag in _NEEDED:
        raise _no_room(iri, _TOO_LONG)
    value = " ".join(value for _code, value in field.subfields)
    for path in field.paths[:1]:
        losses.lose(path, value, _TOO_LONG)


def _no_room(iri: str, why: Text) -> ExportError:
    return ExportError(
        Text(f"la notice {iri} ne tient pas en ISO 2709 : {why.fr}", f"{iri} does not fit into ISO 2709: {why.en}"),
        remedy=Text(
            "exportez en unimarc-xml ou marcxml, qui n'ont pas de limite, ou raccourcissez la notice",
            "export as unimarc-xml or marcxml, which have no limit, or shorten the entry",
        ),
    )
