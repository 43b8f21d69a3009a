"""Standard numbers and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.records.identifiers import bare_doi, numbers_in, web_address
from bibliographe.model.entry import Link

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.meaning import Listener
    from bibliographe.ingest.records.marc.record import MarcField
    from bibliographe.ingest.records.marc.tables import Mapping

_PLAIN = (re.compile(r"(?:97[89]\d{10}|\d{9}[\dX])").fullmatch, re.compile(r"\d{4}-\d{3}[\dX]").fullmatch)
"""An ISBN and an ISSN that stand alone, as most do."""
_EAN = 13
_BOOKLAND = ("978", "979")


def record_key(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read a control number of one word; a record has one, any other is left."""
    said = field.value.strip()
    if not said or " " in said or listener.has("key"):
        return ""
    listener.put(row.property, said, field, "")
    return None


def isbn(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read an ISBN; what stands beside it in its subfield, a price or a binding, is left."""
    return _numbers(listener, field, row, 0)


def issn(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read an ISSN."""
    return _numbers(listener, field, row, 1)


def _numbers(listener: Listener, field: MarcField, row: Mapping, which: int) -> str | None:
    used = ""
    for code, value in field.all(row.subfields):
        found = [value] if _PLAIN[which](value) else numbers_in([value])[which]
        for number in found:
            listener.put(row.property, number, field, code)
        if found:
            used += code
            if len(value.strip()) > len(found[0]) + 1:
                listener.leave(field, code, value)
        elif code in used:
            listener.leave(field, code, value)
    return used


def ean(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read an EAN that is the ISBN of a book."""
    said = "".join(filter(str.isdigit, field.get("a") or ""))
    if len(said) != _EAN or not said.startswith(_BOOKLAND):
        return ""
    listener.put("isbn", said, field, "a")
    return None


def standard_number(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read an identifier of the system that the argument names."""
    found = bare_doi(field.get("a") or "") if (field.get("2") or "").lower() == row.argument else None
    if not found:
        return ""
    listener.put(row.property, found, field, "a")
    return None


def link(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read an address, with the first label of the codes in the argument."""
    said = [(web_address(value), other, value) for other, value in field.all("u")]
    addresses = [address for address, _, _ in said if address]
    if not addresses:
        return ""
    code = next((code for code in row.argument if field.get(code)), "")
    label = listener.bare(field.get(code) or "") if code else ""
    for address in addresses:
        listener.add("links", Link(label or address, address))
    for is_address, other, value in said if len(addresses) < len(said) else ():
        if not is_address:
            listener.leave(field, other, value)
    return "u" + code


TRANSFORMS = {one.__name__: one for one in (record_key, isbn, issn, ean, standard_number, link)}
