"""MARCXML, with its namespace or without one, alone or in the answer of OAI-PMH or SRU, and its dialects.

Source: MARC 21 XML Schema <http://www.loc.gov/MARC21/slim>; ISO 25577:2013, MarcXchange.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bibliographe.ingest.records.marc.characters import without_sorting_marks
from bibliographe.ingest.records.marc.record import MarcField, MarcRecord
from bibliographe.ingest.records.marc.xml_dialects import RECORDS, field_of, leader_of, names_of
from bibliographe.ingest.records.xml_nodes import read_records
from bibliographe.model.entry import Reject, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.ingest.records.xml_nodes import Node

SPACES = frozenset(
    {"http://www.loc.gov/MARC21/slim", "info:lc/xmlns/marcxchange-v1", "info:lc/xmlns/marcxchange-v2", ""}
)
_BREAKS = re.compile(r"\s*[\n\r\t]\s*")
_RECORD = r"(?:[\w.-]+:)?(?:record|notice|rec)"
_END = re.compile(rf"</{_RECORD}\s*>")
_START = re.compile(rf"<{_RECORD}(?=[\s>])")
_FIRST = r"(?:[\w.-]+:)?(?:leader|lab|rs)\b"
"""What a record begins with."""
_CUT = re.compile(rf"<{_RECORD}\b[^>]*>\s*<{_FIRST}")
_CONTENT = re.compile(rf"<(?:{_FIRST}|(?:[\w.-]+:)?(?:controlfield|datafield|subfield|f|s|df|cf|sf)\b)")
_NAMESPACES = re.compile(r"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_LONGEST = 16 * 1024 * 1024
"""Characters in which a record must end."""


def is_record(space: str, name: str) -> bool:
    """Tell whether an element is a record of MARCXML; those of OAI-PMH and SRU are called so too."""
    return (name == "record" and space in SPACES) or (space, name) in RECORDS


def read_marcxml(text: str) -> Iterator[MarcRecord | Reject]:
    """Yield the records of a text of XML in their order."""
    for node in read_records(text, is_record):
        yield node if isinstance(node, Reject) else _record(node)


def stream_marcxml(blocks: Iterable[str]) -> Iterator[MarcRecord | Reject]:
    """Yield the records of a text that comes in blocks, holding some of them at a time; lines are those of the text.

    Each batch ends where a record does, and is read with the namespaces declared before the first one.
    """
    rest, line, wrapper = "", 1, None
    for block in blocks:
        rest += block
        last = max(_END.finditer(rest), key=re.Match.start, default=None)
        if last is None and len(rest) < _LONGEST:
            continue
        end = last.end() if last else len(rest)
        wrapper = wrapper or _wrapper(rest[:end])
        yield from _moved(_batch(rest[:end], wrapper, is_first=line == 1), line)
        line += rest.count("\n", 0, end)
        rest = rest[end:]
    if line == 1 or _START.search(rest):
        yield from _moved(_batch(rest, wrapper or _wrapper(rest), is_first=line == 1), line)


def _wrapper(text: str) -> str:
    first = re.search(f"<{_FIRST}", text)
    return "".join(dict.fromkeys(_NAMESPACES.findall(text[: first.start()] if first else text[:4000])))


def _batch(text: str, wrapper: str, *, is_first: bool) -> Iterator[MarcRecord | Reject]:
    """Read some records: what is around them, which opened in a batch before or closes in one after, is left out."""
    start = _START.search(text)
    if start is None and not is_first and not _CONTENT.search(text):
        return  # what closes around a record of the batch before
    if start is None or (is_first and re.search(r"<!ENTITY", text[: start.start()], re.IGNORECASE)):
        yield from read_marcxml(text)
        return
    head = text[: start.start()]
    lines = "\n" * head.count("\n")
    yield from read_marcxml(f"<w{_without_own(wrapper)}>{lines}{_closed(text[start.start() :])}</w>")


def _without_own(wrapper: str) -> str:
    names: dict[str, str] = {}
    for one in _NAMESPACES.findall(wrapper):
        names.setdefault(one.split("=")[0].strip(), one)
    return "".join(names.values())


def _closed(text: str) -> str:
    """Return the elements of a text that open and close in it: each record from its innermost start to its end."""
    kept: list[str] = []
    at = 0
    for end in _END.finditer(text):
        piece = text[at : end.end()]
        name = end[0][2:-1].rstrip()
        start = max((found.start() for found in re.finditer(rf"<{re.escape(name)}(?=[\s>])", piece)), default=-1)
        if start >= 0:
            kept += ["\n" * piece.count("\n", 0, start), piece[start:]]
        else:
            kept.append("\n" * piece.count("\n"))
        at = end.end()
    cut = _CUT.search(text, at)
    if cut is not None:
        kept += ["\n" * text.count("\n", at, cut.start()), text[cut.start() :]]
    return "".join(kept)


def _moved(found: Iterable[MarcRecord | Reject], line: int) -> Iterator[MarcRecord | Reject]:
    more = line - 1
    for one in found:
        if not more:
            yield one
        elif isinstance(one, Reject):
            yield Reject(Span(one.span.first + more, one.span.last + more), one.text, one.reason, one.remedy)
        else:
            one.first += more
            one.last += more
            one.starts = [line + more for line in one.starts]
            one.ends = [line + more for line in one.ends]
            yield one


def _record(node: Node) -> MarcRecord:
    names = names_of(node)
    leader = leader_of(node) if names else ""
    fields: list[MarcField] = []
    places: list[tuple[int, int]] = []
    for child in node.children:
        if child.name == "leader":
            leader = _value(child.text, fixed=True)
        elif names is None or child.name in names.fields:
            fields.append(field_of(child, names, _value) if names else _field(child))
            places.append((child.line, max(child.line, child.last_line)))
    starts, ends = ([place[end] for place in places] for end in (0, 1))
    return MarcRecord(leader, fields, starts, ends, node.span.first, node.span.last)


def _field(node: Node) -> MarcField:
    tag = node.attributes.get("tag", node.name)
    subfields = node.named("subfield")
    if not subfields and node.name != "datafield":
        return MarcField(tag, "", (), _value(node.text, fixed=True))
    indicators = node.attributes.get("ind1", " ")[:1].ljust(1) + node.attributes.get("ind2", " ")[:1].ljust(1)
    is_fixed = tag.startswith("1")
    found = tuple((one.attributes.get("code", ""), _value(one.text, fixed=is_fixed)) for one in subfields)
    loose = "".join(part for part in node.content if isinstance(part, str)).strip()
    return MarcField(tag, indicators, (("", _value(loose)), *found) if loose else found)


def _value(text: str, *, fixed: bool = False) -> str:
    """Return what an element says in one line; blanks count where positions do."""
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.strip("\n\r\t") if fixed and "\n" not in text.strip() else _BREAKS.sub(" ", text.strip())
    if not text.isascii():
        text = unicodedata.normalize("NFC", without_sorting_marks(text))
    return text
