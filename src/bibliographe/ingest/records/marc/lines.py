"""Records as librarians read them, a field a line: `200 1  $a Titre $e sous-titre`; and bytes that are no record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibliographe.ingest.records.marc.record import MarcRecord

_ESCAPED = {
    code: f"\\x{code:02x}" if code != ord("\\") else "\\\\"
    for code in range(256)
    if not 0x20 <= code < 0x7F or code == ord("\\")
}
_ESCAPED[0x1E] = "\\x1e\n"


def record_lines(record: MarcRecord, left_out: Mapping[str, str] | None = None) -> list[str]:
    """Return the lines of a record, the leader first; `left_out` are the codes of subfields to leave out, by tag."""
    lines = [f"LDR {record.leader}"]
    for tag, indicators, subfields, value, _, _ in record.fields:
        if not subfields:
            lines.append(f"{tag} {value}")
            continue
        if left_out and tag in left_out:
            subfields = tuple(one for one in subfields if one[0] not in left_out[tag])
            if not subfields:
                continue
        said = " ".join([f"${code} {value}" for code, value in subfields])
        lines.append(f"{tag} {indicators} {said}")
    return lines


def escaped(data: bytes) -> str:
    r"""Return bytes as text from which they can be had again: others than printable ASCII as `\x1f`, `\` as `\\`.

    A line ends after each field separator; line feeds of the data are escaped themselves.
    """
    return data.decode("latin-1").translate(_ESCAPED)


def unescaped(text: str) -> bytes:
    """Return the bytes that `escaped` wrote."""
    return text.replace("\n", "").encode("latin-1").decode("unicode_escape").encode("latin-1")
