"""From a record to an entry: each field goes through the rows of the table of its format."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.fields import untitled
from bibliographe.ingest.records.marc.assembly import assemble
from bibliographe.ingest.records.marc.draft import Draft
from bibliographe.ingest.records.marc.lines import field_line, leader_line
from bibliographe.ingest.records.marc.meaning import Meaning, frame_of, name_of
from bibliographe.ingest.records.marc.record import MarcField
from bibliographe.ingest.records.marc.tables import CONTROL, mappings
from bibliographe.ingest.records.marc.transforms import transforms
from bibliographe.model.entry import Entry, Reject, Span, Unread

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.meaning import Frame, Listener
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
_MOST_FRAMES = 10
"""Kinds of records for which one field is remembered."""
_new = tuple.__new__


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
    frame = frame_of(record, format_name)
    draft = Draft(record, frame)
    _told(draft, MarcField(_LEADER, "", (), record.leader))
    lines = [leader_line(record)]
    for field, first, last in zip(record.fields, record.starts, record.ends, strict=True):
        line = _read_field(draft, field, _new(Span, (first, last)))
        if line is not None:
            lines.append(line)
    text = "\n".join(lines)
    other = _NOT_DOCUMENTS[format_name].get(frame.material)
    if other is not None:
        return _not_a_document(record, text, other)
    if draft.title is None:
        place = _TITLES[format_name]
        remedy = Text(f"donnez-lui un titre ({place})", f"give it a title ({place})")
        return untitled(record.span, text, _STANDARDS[format_name], remedy)
    _note_doubts(draft)
    return assemble(draft, position, text)


def _read_field(draft: Draft, field: MarcField, span: Span) -> str | None:
    """Read a field into a draft, from memory where it is met again; return its line."""
    meaning = _known(field, draft.frame) if field.kept else None
    if meaning is not None and (meaning.is_first is None or not draft.has(meaning.is_first)):
        draft.take(meaning, span)
        return meaning.line
    for name, text in _told(draft, field):
        draft.unread.append(_new(Unread, (name, text, span)))
    return field_line(field, draft.frame.left_out.get(field.tag, ""))


def _known(field: MarcField, frame: Frame) -> Meaning | None:
    """Return what a field means, None where it is met for the first time."""
    known = field.meanings
    if known is None:
        field.meanings = {}
        return None
    meaning = known.get(frame)
    if meaning is None:
        meaning = Meaning(frame, field_line(field, frame.left_out.get(field.tag, "")))
        meaning.unread += _told(meaning, field)
        if len(known) >= _MOST_FRAMES:
            known.clear()
        known[frame] = meaning
    return meaning


def _told(listener: Listener, field: MarcField) -> list[tuple[str, str]]:
    """Tell a listener what the rules make of a field; return the names and the values of what none of them used."""
    tag, used = field.tag, ""
    for row, transform in _rules_for(listener.frame.format, tag, field.indicators):
        codes = transform(listener, field, row)
        used += row.subfields if codes is None else codes
    if not field.subfields:
        return [(tag, text)] if CONTROL not in used and (text := field.value.strip()) else []
    left = []
    for code, value in field.subfields:
        if (not code or code not in used) and (text := value.strip()):
            left.append((name_of(tag, code), text))
    return left


def _note_doubts(draft: Draft) -> None:
    for mended in dict.fromkeys(draft.record.mended):
        draft.doubt("record", mended)
    if draft.record.at(5) == _DELETED:
        draft.doubt("record", Text("la notice se dit supprimée", "the record says that it was deleted"))


def _not_a_document(record: MarcRecord, text: str, kind: Text) -> Reject:
    reason = Text(f"{kind.fr} : elle ne décrit pas de document", f"{kind.en}: it describes no document")
    remedy = Text("exportez les notices bibliographiques", "export the bibliographic records")
    return Reject(record.span, text, reason, remedy)
