"""Whether a file is MARC at all, and whether its records are MARC 21 or UNIMARC: by what they hold.

Both have the same leader and the same XML; a title in 245 or in 200, a publication in 260 or in 210, the coded data of
100 $a tell them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.marc.iso2709 import END_OF_FIELD, pieces, read_structure
from bibliographe.ingest.records.marc.mnemonic import LINE, is_mnemonic

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.tables import Format

_LOOKED_AT = 200_000
_RECORDS = 50
_LABEL = re.compile(rb"[\r\n\t\0\x1a ]*\d{5}[\x20-\x7e]{7}\d{5}[\x20-\x7e]{7}[0-9A-Za-z]{12}")
_LABEL_INSIDE = re.compile(rb"\d{5}[\x20-\x7e]{7}\d{5}[\x20-\x7e]{7}(?:[0-9A-Za-z]{3}\d{9})+\x1e")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_XML_FIELD = re.compile(r"""<(?:[\w.-]+:)?(?:data|control)field\s[^>]*?\btag\s*=\s*["']([^"']{3})["']""")
_XML_PART = re.compile(r"<(?:[\w.-]+:)?(?:leader|controlfield|subfield)\b")
_INTERMARC = re.compile(r"""\bformat\s*=\s*["']Intermarc["']""")
"""MarcXchange of the BnF with its own fields: those of MARC 21 would be taken for others."""
_XML_DIALECT = re.compile(r"<(?:notice|rec)>\s*<(?:rs|dt|bl|hl|el|ru|f\s|lab)\b")
_XML_FIELD_OF_DIALECT = re.compile(r"""<(?:f\s+c|[cd]f\s+t)\s*=\s*["']([^"']{3})["']""")
_CODED_100 = re.compile(r"\d{8}[a-z]")
_CODED_TEXT = re.compile(r"..\$a\d{8}[a-z]")
_XML_100 = re.compile(r"""tag\s*=\s*["']100["'][^>]*>\s*<(?:[\w.-]+:)?subfield[^>]*>([^<]{9})""")
_MARC21 = {"245": 3, "008": 1, "040": 1, "260": 2, "264": 2, "300": 0, "650": 1, "490": 1, "020": 1, "773": 1, "520": 1}
_UNIMARC = {
    "200": 3,
    "801": 2,
    "210": 1,
    "214": 2,
    "215": 2,
    "101": 2,
    "225": 1,
    "330": 1,
    "463": 1,
    "461": 1,
    "702": 1,
}
_SURE, _LIKELY, _OTHER = 0.95, 0.5, 0.3


def is_xml(data: bytes) -> bool:
    """Tell whether a file is XML rather than ISO 2709."""
    return data[:4].startswith(_UTF_16) or data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def certainty(data: bytes, format_name: Format) -> float:
    """Return how surely a file is of a format; without evidence, MARC 21 is the likelier one."""
    tags = (_tags_of_text if is_mnemonic(data[:_LOOKED_AT]) else _tags_of_xml if is_xml(data) else _tags_of_iso2709)(
        data
    )
    if tags is None:
        return 0.0
    marc21 = sum(weight * tags[tag] for tag, weight in _MARC21.items())
    unimarc = sum(weight * tags[tag] for tag, weight in _UNIMARC.items()) + 3 * tags["coded"]
    if marc21 == unimarc:
        return _LIKELY if format_name == "marc21" else _OTHER
    is_marc21 = marc21 > unimarc
    return _SURE if is_marc21 == (format_name == "marc21") else _OTHER


def _tags(data: bytes) -> Counter[str] | None:
    if is_mnemonic(data[:_LOOKED_AT]):
        return _tags_of_text(data)
    return _tags_of_xml(data) if is_xml(data) else _tags_of_iso2709(data)


def _tags_of_xml(data: bytes) -> Counter[str] | None:
    head = data[:_LOOKED_AT]
    text = head.decode("utf-16" if head.startswith(_UTF_16) else "utf-8", "replace")
    if _XML_DIALECT.search(text):
        return Counter(_XML_FIELD_OF_DIALECT.findall(text)) or None
    if not _XML_PART.search(text) or _INTERMARC.search(text):
        return None
    tags = Counter(_XML_FIELD.findall(text))
    if not tags:
        return None
    tags["coded"] = sum(bool(_CODED_100.match(said)) for said in _XML_100.findall(text))
    return tags


def _tags_of_text(data: bytes) -> Counter[str] | None:
    text = data[:_LOOKED_AT].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("utf-8", "replace")
    found = [match for match in map(LINE.fullmatch, text.splitlines()) if match]
    tags = Counter(match[1] for match in found)
    tags["coded"] = sum(match[1] == "100" and bool(_CODED_TEXT.match(match[2] or "")) for match in found)
    return tags


def _tags_of_iso2709(data: bytes) -> Counter[str] | None:
    head = data[:_LOOKED_AT]
    if not _LABEL.match(head) and not _LABEL_INSIDE.search(head):
        return None
    tags: Counter[str] = Counter()
    for number, (_, piece) in enumerate(pieces([head])):
        raw = read_structure(piece)
        if number == _RECORDS:
            break
        if isinstance(raw, Text):
            continue
        tags.update(raw.tags)
        if "100" in raw.tags:
            part = raw.data.split(END_OF_FIELD)[raw.tags.index("100")]
            tags["coded"] += bool(_CODED_100.match(part[4:13].decode("latin-1")))
    return tags
