"""Dates of MODS: encodings, beginnings and ends, and how sure they are.

Source: MODS 3.8 User Guidelines, `originInfo` (attributes encoding, point, keyDate, qualifier).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.records.dates import date_said
from bibliographe.model.dates import DateStatement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.records.xml_fields import NodeFields
    from bibliographe.ingest.records.xml_tree import Node

_QUALIFIERS = {"approximate": "~", "questionable": "?"}
_MARC_YEAR = re.compile(r"(\d{4}|\d{1,3}[u|-]{1,3})", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)?")
_WITH_TIME = re.compile(r"(\d{4}-\d\d-\d\d|\d{8})T[\d:.,]+(?:Z|[+-]\d\d:?\d\d)?")
_OPEN = frozenset({"9999", "uuuu", "open", "..", ""})


def date_of(fields: NodeFields, nodes: Sequence[Node]) -> DateStatement | None:
    """Use and return the date that some elements of one name state together, None where there is none.

    A beginning and an end are an interval; of a date in words and the same one encoded the words are kept.
    """
    nodes = [node for node in nodes if fields.seen(node)]
    start = next((node for node in nodes if node.attributes.get("point") == "start"), None)
    if start is not None:
        return _interval(fields, start, next((node for node in nodes if node.attributes.get("point") == "end"), None))
    encoded = [node for node in nodes if node.attributes.get("encoding")]
    key = next((node for node in nodes if node.attributes.get("keyDate") == "yes"), None)
    chosen = key or next(iter(encoded or nodes), None)
    if chosen is None:
        return None
    edtf = _edtf(fields.seen(chosen), chosen)
    said = fields.value(chosen) or ""
    for node in nodes:  # `c2011` beside `2011`
        if node is not chosen and edtf and edtf[:4] in (other := fields.seen(node)):
            fields.value(node)
            said = other if not node.attributes.get("encoding") else said
    return _checked(fields, DateStatement(said, edtf))


def _interval(fields: NodeFields, start: Node, end: Node | None) -> DateStatement:
    first, last = fields.value(start) or "", fields.value(end) or ""
    bounds = _edtf(first, start), ".." if end is None or last in _OPEN else _edtf(last, end)
    said = f"{first}/{last}"
    fields.together((start, end), said)
    return _checked(fields, DateStatement(said, "/".join(map(str, bounds)) if None not in bounds else None))


def _checked(fields: NodeFields, date: DateStatement) -> DateStatement:
    fields.check_date(date)
    return date


def _edtf(said: str, node: Node) -> str | None:
    encoding = node.attributes.get("encoding", "").lower()
    found = said
    timed = _WITH_TIME.fullmatch(said)
    if timed:
        found = timed[1]
    compact = _COMPACT.fullmatch(found)
    if compact:
        found = "-".join(filter(None, compact.groups()))
    if encoding == "marc" and _MARC_YEAR.fullmatch(found):
        return re.sub(r"[u|-]", "X", found, flags=re.IGNORECASE)
    date = date_said(found)
    edtf = date.edtf if date else None
    sign = _QUALIFIERS.get(node.attributes.get("qualifier", ""), "")
    return edtf + sign if edtf and sign and "/" not in edtf and edtf[-1].isdigit() else edtf
