"""Linking fields of UNIMARC that embed others after $1, as if they held standard subfields.

Source: UNIMARC Manual, 4-- block, embedded fields technique and standard subfields technique.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.records.marc.record import MarcField

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.meaning import Listener

_STANDARD = {
    ("200", "a"): "t",
    ("500", "a"): "t",
    ("200", "v"): "v",
    ("225", "v"): "v",
    ("200", "h"): "h",
    ("200", "i"): "i",
    ("010", "a"): "y",
    ("011", "a"): "x",
    ("210", "a"): "c",
    ("210", "c"): "n",
    ("210", "d"): "d",
    ("214", "a"): "c",
    ("214", "c"): "n",
    ("214", "d"): "d",
    ("215", "a"): "p",
    ("205", "a"): "e",
    ("856", "u"): "u",
}
_EMBEDS = "1"
_TAG = 3


def unembedded(listener: Listener, field: MarcField) -> tuple[MarcField, str]:
    """Return a field with standard subfields in place of embedded ones, and the codes that these had.

    A control field that is embedded (`$1 001…`) is left.
    """
    if _EMBEDS not in [code for code, _ in field.subfields]:
        return field, ""
    tag, used = "", _EMBEDS
    found: list[tuple[str, str]] = []
    for code, value in field.subfields:
        if code == _EMBEDS:
            tag = value[:_TAG]
            if tag.startswith("00"):
                listener.leave(field, code, value)
            continue
        standard = _STANDARD.get((tag, code))
        if standard:
            found.append((standard, value))
            used += code
    return MarcField(field.tag, field.indicators, tuple(found)), used
