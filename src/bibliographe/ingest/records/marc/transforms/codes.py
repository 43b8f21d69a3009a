"""Coded fields: dates, languages, and what they tell of the kind of document.

Source: MARC 21 Format for Bibliographic Data, leader, 007, 008; UNIMARC Manual, record label, 100, 105, 110.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bibliographe.ingest.records.marc.values import language as language_of
from bibliographe.model.dates import DateStatement
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.meaning import Listener
    from bibliographe.ingest.records.marc.record import MarcField
    from bibliographe.ingest.records.marc.tables import Mapping

_YEAR = re.compile(r"\d{4}")
_OPEN = ("9999", "    ", "||||", "uuuu")
_RANGES = {"marc21": "cdikmq", "unimarc": "abg"}
"""Types of date whose second one ends what the first one begins."""
_DAY = {"marc21": "e", "unimarc": "j"}
"""The type of date whose second one is a month and a day."""
_BOOKS, _CONTINUING, _COMPUTER = "at", "bsi", "m"
_CODE = 3


def kind_of_leader(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read the type of record and the bibliographic level."""
    listener.sign("leader/06", listener.frame.material)
    listener.sign("leader/07", listener.frame.level)
    return None


def kind_of_codes(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read the codes at the positions that the argument gives (`4-7`)."""
    text = field.value or field.get(row.subfields) or ""
    place = f"{field.tag}/{row.argument}"
    said = [listener.sign(place, code) for code in text[_slices(row.argument)[0]]]
    return None if any(said) or field.tag.startswith("1") else ""


def kind_of_008(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 008, whose positions mean what the leader says."""
    text, material, level = field.value, listener.frame.material, listener.frame.level
    if material in _BOOKS and level not in _CONTINUING:
        for code in text[24:28]:
            listener.sign("008/24-27", code)
        listener.sign("008/29", text[29:30])
    elif material in _BOOKS:
        listener.sign("008/21", text[21:22])
    elif material == _COMPUTER:
        listener.sign("008/26", text[26:27])
    return None


def kind_of_term(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read what a term or a code says of the kind; the argument is the place in the table of kinds."""
    said = [listener.sign(row.argument, fold(value)) for _, value in field.all(row.subfields)]
    return None if any(said) else ""


def own_kind(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read the type of document that exports of this catalogue say, by its label; a form of another list is left."""
    return None if says_own_kind(field) and listener.sign(row.argument, fold(field.get("a") or "")) else ""


def says_own_kind(field: MarcField) -> bool:
    """Tell whether a form is of a list without a code of its own."""
    return field.get("2") == "local"


def coded_date(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read two dates and their type, at the positions that the argument gives."""
    text = field.value or field.get(row.subfields) or ""
    first, second, kind = [text[positions] for positions in _slices(row.argument)]
    if not _YEAR.fullmatch(first):
        return None
    edtf, printed = first, first
    if kind == _DAY[listener.frame.format] and second.strip().isdigit():
        printed = edtf = "-".join(filter(None, (first, second[:2], second[2:].strip())))
    elif kind in _RANGES[listener.frame.format]:
        if second in _OPEN:
            edtf = printed = first if listener.frame.format == "unimarc" and kind != "a" else f"{first}/.."
        elif _YEAR.fullmatch(second) and second > first:
            edtf = printed = f"{first}/{second}"
    if "/" in printed:
        printed = printed.replace("/..", "-").replace("/", "-")
    listener.set("coded_date", DateStatement(printed, edtf))
    return None


@cache
def _slices(positions: str) -> tuple[slice, ...]:
    """Return what `7-10 11-14 6` cuts out of a text."""
    bounds = [one.partition("-") for one in positions.split()]
    return tuple(slice(int(first), int(last or first) + 1) for first, _, last in bounds)


def language(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read codes of languages, one or several in a subfield; the first known one is kept."""
    used = ""
    for code, value in field.all(row.subfields):
        said = value.strip().lower()
        codes = [said[at : at + _CODE] for at in range(0, len(said), _CODE)] if len(said) % _CODE == 0 else [said]
        known = list(dict.fromkeys(found for one in codes if (found := language_of(one))))
        if known:
            used = row.subfields
            listener.put("language", known[0], field, code, value)
            if len(known) > 1:
                listener.leave(field, code, value)
        elif used:
            listener.leave(field, code, value)
    return used


def coded_language(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read the code of a language at the positions that the argument gives."""
    code = field.value[_slices(row.argument)[0]].lower()
    listener.set("coded_language", language_of(code) if code.isalpha() and len(code) == _CODE else None)
    return None


TRANSFORMS = {
    one.__name__: one
    for one in (
        kind_of_leader,
        kind_of_codes,
        kind_of_008,
        kind_of_term,
        own_kind,
        coded_date,
        language,
        coded_language,
    )
}
