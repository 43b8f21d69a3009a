"""From a record to an entry: each field goes through the rows of the table of its format."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.fields import untitled
from bibliographe.ingest.records.marc.assembly import assemble
from bibliographe.ingest.records.marc.draft import Draft
from bibliographe.ingest.records.marc.lines import record_lines
from bibliographe.ingest.records.marc.record import MarcField
from bibliographe.ingest.records.marc.tables import CONTROL, left_out, mappings
from bibliographe.ingest.records.marc.transforms import transforms
from bibliographe.model.entry import Entry, Reject, Span, Unread

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.record import MarcRecord
    from bibliographe.ingest.records.marc.tables import Format, Mapping
    from bibliographe.ingest.records.marc.transforms import Transform

    Rules = dict[str, tuple[tuple[Mapping, Transform], ...]]

_LEADER = "LDR"
_NOT_DOCUMENTS = {
    "marc21": {
        "z": Text("notice d'autorité", "authority record"),
        **dict.fromkeys("uvxy", Text("notice d'exemplaires", "holdings record")),
        "w": Text("notice de classification", "classification record"),
        "q": Text("notice d'information locale", "community information record"),
    },
    "unimarc": {"x": Text("notice d'autorité", "authority record"), "y": Text("notice d'autorité", "authority record")},
}
_STANDARDS = {"marc21": Text("MARC 21", "MARC 21"), "unimarc": Text("UNIMARC", "UNIMARC")}
_TITLES = {"marc21": "245 $a", "unimarc": "200 $a"}
_DELETED = "d"


@cache
def _rules(format_name: Format) -> Rules:
    """Return what reads each field; rows that are not for reading, and those that say that there is no place, aside."""
    known = transforms()
    found: dict[str, list[tuple[Mapping, Transform]]] = {}
    for row in mappings(format_name):
        if row.transform and row.direction in ("read", "both"):
            for tag in row.tags:
                found.setdefault(tag, []).append((row, known[row.transform]))
    return {tag: tuple(rules) for tag, rules in found.items()}


@lru_cache(maxsize=10_000)
def _rules_for(format_name: Format, tag: str, indicators: str) -> tuple[tuple[Mapping, Transform], ...]:
    return tuple((row, read) for row, read in _rules(format_name).get(tag, ()) if row.holds_for(indicators))


def read_record(record: MarcRecord, position: int, format_name: Format) -> Entry | Reject:
    """Return the entry of a record, or why there is none."""
    text = "\n".join(record_lines(record, left_out(format_name)))
    other = _NOT_DOCUMENTS[format_name].get(record.at(6))
    if other is not None:
        return _not_a_document(record, text, other)
    draft = Draft(record, format_name)
    _read_field(draft, MarcField(_LEADER, "", (), record.leader), _rules_for(format_name, _LEADER, ""))
    for field in record.fields:
        _read_field(draft, field, _rules_for(format_name, field[0], field[1]))
    if draft.title is None:
        place = _TITLES[format_name]
        remedy = Text(f"donnez-lui un titre ({place})", f"give it a title ({place})")
        return untitled(record.span, text, _STANDARDS[format_name], remedy)
    _note_doubts(draft)
    return assemble(draft, position, text)


def _read_field(draft: Draft, field: MarcField, rules: tuple[tuple[Mapping, Transform], ...]) -> None:
    used = ""
    for row, transform in rules:
        codes = transform(draft, field, row)
        used += row.subfields if codes is None else codes
    tag, _, subfields, value, first, last = field
    if not subfields:
        if CONTROL not in used and value.strip():
            draft.unread.append(Unread(tag, value.strip(), Span(first, last)))
        return
    span = None
    for code, value in subfields:
        if (not code or code not in used) and (value := value.strip()):
            span = span or Span(first, last)
            draft.unread.append(Unread(_name(tag, code), value, span))


@lru_cache(maxsize=10_000)
def _name(tag: str, code: str) -> str:
    return f"{tag}${code}" if code else tag


def _note_doubts(draft: Draft) -> None:
    for mended in dict.fromkeys(draft.record.mended):
        draft.doubt("record", mended)
    if draft.record.at(5) == _DELETED:
        draft.doubt("record", Text("la notice se dit supprimée", "the record says that it was deleted"))


def _not_a_document(record: MarcRecord, text: str, kind: Text) -> Reject:
    reason = Text(f"{kind.fr} : elle ne décrit pas de document", f"{kind.en}: it describes no document")
    remedy = Text("exportez les notices bibliographiques", "export the bibliographic records")
    return Reject(record.span, text, reason, remedy)
