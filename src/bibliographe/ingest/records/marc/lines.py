"""Records as librarians read them, a field a line: `200 1  $a Titre $e sous-titre`; and bytes that are no record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.record import MarcField, MarcRecord

_ESCAPED = {
    code: f"\\x{code:02x}" if code != ord("\\") else "\\\\"
    for code in range(256)
    if not 0x20 <= code < 0x7F or code == ord("\\")
}
_ESCAPED[0x1E] = "\\x1e\n"


def record_lines(record: MarcRecord) -> list[str]:
    """Return the lines of a record, the leader first."""
    return [leader_line(record), *filter(None, map(field_line, record.fields))]


def leader_line(record: MarcRecord) -> str:
    """Return the first line of a record."""
    return f"LDR {record.leader}"


def field_line(field: MarcField, left_out: str = "") -> str | None:
    """Return the line of a field without the subfields whose codes are left out, None where nothing is left."""
    if not field.subfields:
        return f"{field.tag} {field.value}"
    subfields = [one for one in field.subfields if one[0] not in left_out] if left_out else field.subfields
    if not subfields:
        return None
    said = " ".join([f"${code} {value}" for code, value in subfields])
    return f"{field.tag} {field.indicators} {said}"


def escaped(data: bytes) -> str:
    r"""Return bytes as text from which they can be had again: others than printable ASCII as `\x1f`, `\` as `\\`.

    A line ends after each field separator; line feeds of the data are escaped themselves.
    """
    return data.decode("latin-1").translate(_ESCAPED)


def unescaped(text: str) -> bytes:
    """Return the bytes that `escaped` wrote."""
    return text.replace("\n", "").encode("latin-1").decode("unicode_escape").encode("latin-1")
