"""Other XML of MARC: what PMB exports as "UNIMARC PMB XML", and the UNIMARC/slim of Italian libraries.

Both have the fields of UNIMARC under other names, and no namespace or one of their own.
Source: PMB, `admin/convert/xml_unimarc.class.php` (what PMB reads and writes); UNIMARC/slim of the Biblioteca
nazionale centrale di Firenze, `unimarcslim.xsd`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.records.marc.record import MarcField

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.ingest.records.xml_nodes import Node

SLIM = "http://www.bncf.firenze.sbn.it/unimarc/slim"
RECORDS = {("", "notice"), (SLIM, "rec"), ("", "rec")}
"""The elements that are records, by namespace and name."""
_PMB_LEADER = ("rs", "dt", "bl", "hl", "el", "ru")
"""What PMB writes of a leader: record status, type, bibliographic and hierarchical level, encoding level, rules."""
_EMBEDDED = "s1"
_KEYWORDS = "610"
"""The field of uncontrolled terms: PMB writes them all into one subfield, parted by semicolons."""


class Names(NamedTuple):
    """What a dialect calls the fields of a record, their tags and indicators."""

    fields: tuple[str, ...]
    tag: str
    subfield: str
    code: str
    indicators: tuple[str, ...]


_DIALECTS = {
    "notice": Names(("f",), "c", "s", "c", ("ind",)),
    "rec": Names(("cf", "df"), "t", "sf", "c", ("i1", "i2")),
}


def names_of(node: Node) -> Names | None:
    """Return what the record's dialect calls things, None for a record of MARCXML."""
    return _DIALECTS.get(node.name)


def leader_of(node: Node) -> str:
    """Return the leader of a record: the element that holds it, or the positions that PMB tells one by one."""
    slim = node.first("lab")
    if slim is not None:
        return slim.text.strip("\n\r\t")
    said = {child.name: child.text.strip()[:1] for child in node.children if child.name in _PMB_LEADER}
    status, kind, level, depth, encoding, rules = (said.get(name) or " " for name in _PMB_LEADER)
    return f"     {status}{kind}{level}{depth} 22     {encoding}{_blank(rules)} 450 "


def field_of(node: Node, names: Names, value: Callable[..., str]) -> MarcField:
    """Return a field: one with subfields, or with other fields embedded in it, is a data field."""
    tag = node.attributes.get(names.tag, node.name)
    said = "".join(node.attributes.get(name, " ")[:2].ljust(1) for name in names.indicators)
    if node.named(_EMBEDDED):
        return MarcField(tag, said.ljust(2)[:2], tuple(_embedded(node, names, value)))
    subfields = node.named(names.subfield)
    if not subfields:
        return MarcField(tag, "", (), value(node.text, fixed=True))
    found = [(one.attributes.get(names.code, ""), value(one.text, fixed=tag[:1] == "1")) for one in subfields]
    if tag == _KEYWORDS and names is _DIALECTS["notice"]:
        found = [(code, word.strip()) for code, text in found for word in text.split(";")]
    return MarcField(tag, said.ljust(2)[:2], tuple(found))


def _embedded(node: Node, names: Names, value: Callable[..., str]) -> list[tuple[str, str]]:
    """Return embedded fields as the embedded fields technique of ISO 2709 writes them: `$1 200 1 $a …`."""
    found: list[tuple[str, str]] = []
    for one in node.named(_EMBEDDED):
        for inner in one.children:
            field = field_of(inner, names, value)
            found.append(("1", f"{field.tag}{field.indicators or field.value}"))
            found += field.subfields
    return found


def _blank(rules: str) -> str:
    return " " if rules == "*" else rules
