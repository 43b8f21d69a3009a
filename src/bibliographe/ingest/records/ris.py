"""RIS, as reference managers and publishers' sites write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.i18n import Text
from bibliographe.ingest.records.fields import Fields, parted, untitled
from bibliographe.ingest.records.kinds import RIS, Kind, says_less
from bibliographe.ingest.records.languages import UNKNOWN, with_languages
from bibliographe.ingest.records.names import agent_named
from bibliographe.ingest.records.parts import numbered
from bibliographe.ingest.records.ris_citation import RisCitation
from bibliographe.ingest.records.ris_kinds import PEOPLE, SERIES, role_of
from bibliographe.ingest.records.ris_lines import FIRST, LAST, RisRecord, split_records, tag_of
from bibliographe.ingest.text_stream import lines_of
from bibliographe.model.entry import (
    Contribution,
    Entry,
    Reading,
    Reject,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bibliographe.ingest.records.fields import Field
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Agent, Item

_ABSTRACT = ("AB", "N2")
_NONE = ("NA", "N/A")
"""What programs write for no abstract."""
_MAJOR = re.compile(r"(?:^|(?<=/))\*(?=[^\W\d_])")
"""The mark of main headings, which PubMed and PsycINFO put before a word."""
_ADDRESS = re.compile(r"[^\s,;@]+@[^\s,;@]+")
"""An address for letters, which Scopus writes behind a name."""
_PARTS = {"chapter", "proceedings"}
_OF_PROCEEDINGS = ("T2", "BT", "C3")
"""What a conference's paper names its proceedings or its conference in; Scopus has them in `C3` alone."""
_LINES = {
    "title": ("TI", "T1"),
    "people": PEOPLE,
    "kind": (FIRST, "M3"),
    "identifier": ("DO", "SN"),
    "link": ("UR", "L1", "L2", "L3", "L4", "LK"),
    "annotation": _ABSTRACT,
}
_new = tuple.__new__
READING = {tag: role for role, tags in _LINES.items() for tag in tags}
"""What the review page shows a line as, by its tag."""


class Form(NamedTuple):
    """What a form of records is called, and how a line of its title begins, and the last line of a record."""

    name: Text
    title: str
    end: str


_RIS = Form(Text("RIS", "RIS"), "TI  - ", "ER  - ")


class RisReader:
    """Reads RIS."""

    extensions = (".ris",)

    def recognises(self, source: Source) -> float:
        """Return 1 for a text that has the first line of a record, less for one that only has such lines."""
        tags = [tag for line in source.lines[:2000] if (tag := tag_of(line))]
        if FIRST in tags:
            return 1.0
        return 0.5 if LAST in tags and source.extension in self.extensions else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield an entry for each record, in their order; one without a title is a reject."""
        yield from _items(source.lines)

    def read_stream(self, path: Path) -> Iterator[Item]:
        """Yield what `read` yields of a file of any size, holding some records at a time.

        Raises `SourceError` when the file cannot be read.
        """
        yield from _items(lines_of(path))


def _items(lines: Iterable[str]) -> Iterator[Item]:
    records = split_records(lines)
    return with_languages(numbered(records, lambda record, number: RisRecordReader(record, number).item()))


class RisRecordReader:
    """Reads one record, of RIS or of a form whose fields were given the names that they have in RIS."""

    def __init__(self, record: RisRecord, position: int, form: Form = _RIS) -> None:
        """Read nothing yet; `position` is the number of the entry."""
        self.record, self.position, self.form = record, position, form
        self.type_name = next((field.value.upper() for field in record.fields if field.name == FIRST), "")
        self.fields = Fields([field for field in record.fields if field.name != LAST], record.span)

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        fields, kind = self.fields, self._kind()
        beside_editors = "A3" in fields
        title = fields.take("TI", "T1", "CT") or (None if kind.name in _PARTS else fields.take("BT", "T2", "ST"))
        if title is None:
            line = self.form.title
            remedy = Text(f"ajoutez une ligne « {line.rstrip()} » avec le titre", f"add a line '{line}' with the title")
            return untitled(self.record.span, self.record.text, self.form.name, remedy)
        if not self.record.has_end:
            line = self.form.end
            fields.doubt(
                "record", Text(f"la notice n'a pas de ligne « {line.rstrip()} »", f"the record has no line '{line}'")
            )
        language = fields.language("LA") or UNKNOWN
        contributions = tuple(
            Contribution(agent, self._role(field, beside_editors=beside_editors))
            for field in fields.named(*PEOPLE)
            for agent in self._agents(field)
        )
        links = fields.links(*_LINES["link"])
        return Entry(
            title=title,
            kind=kind.name,
            position=self.position,
            span=self.record.span,
            text=self._printed(),
            language=language,
            contributions=contributions,
            citation=RisCitation(fields, self.type_name, kind, links).read(),
            keywords=self._keywords(),
            annotation="\n\n".join(one for one in fields.take_all(*_ABSTRACT) if one not in _NONE) or None,
            links=links,
            readings=self._readings(),
            doubts=tuple(fields.doubts),
            key=fields.key("ID"),
            unread=fields.unread(),
        )

    def _kind(self) -> Kind:
        fields, said = self.fields, self.fields.take(FIRST)
        kind = RIS.get(self.type_name)
        if said is None:
            fields.doubt("kind", Text("la notice n'a pas de ligne « TY  - »", "the record has no line 'TY  - '"))
        elif kind is None:
            name = self.form.name
            fields.doubt("kind", Text(f"type {name.fr} inconnu : « {said} »", f"unknown {name.en} type: '{said}'"))
        elif self.form is _RIS and says_less(kind, said):
            fields.leave(FIRST, said)
        if kind is None or kind == Kind("document"):
            return Kind("document", "periodical" if self._is_in_periodical() else None)
        is_part = kind.name == "proceedings" and any(tag in fields for tag in _OF_PROCEEDINGS)
        is_part = is_part or (self.type_name == SERIES and "EP" in fields)
        return Kind("chapter") if is_part else kind

    def _is_in_periodical(self) -> bool:
        """Tell whether a document of no type in particular stands in an issue: of what has a title, by its numbers."""
        is_numbered = "IS" in self.fields or ("VL" in self.fields and bool(self.fields.numbers_said("SN")[1]))
        return any(tag in self.fields for tag in ("JF", "JO", "JA")) or ("T2" in self.fields and is_numbered)

    def _role(self, field: Field, *, beside_editors: bool) -> str:
        return role_of(field.name, self.type_name, beside_editors=beside_editors)

    def _agents(self, field: Field) -> list[Agent]:
        """Return whom a field names: one, or several persons that semicolons part, as some databases have them."""
        several = [agent_named(one) for one in parted(field.value)] if ";" in field.value else []
        are_persons = several and all(agent and agent.kind == "person" for agent in several)
        agents = [agent for agent in (several if are_persons else [agent_named(field.value)]) if agent]
        if agents:
            self.fields.use([field])
            for address in _ADDRESS.findall(field.value):
                self.fields.leave(field.name, address)
        return agents

    def _keywords(self) -> tuple[str, ...]:
        said = [_MAJOR.sub("", one) if "*" in one else one for one in self.fields.take_all("KW")]
        return tuple(dict.fromkeys(word for one in said for word in parted(one)))

    def _printed(self) -> str:
        """Return the lines of the record without those of the abstract, which is its writer's text."""
        kept, inside = [], False
        for line, tag in zip(self.record.lines, self.record.tags, strict=True):
            inside = tag in _ABSTRACT if tag else inside
            if not inside:
                kept.append(line.rstrip())
        return "\n".join(kept)

    def _readings(self) -> tuple[Reading, ...]:
        role = READING.get
        return tuple(
            [
                _new(Reading, (role(one.name, "citation"), one.span, f"{one.name}  - {one.value}"))
                for one in self.record.fields
                if one.value
            ]
        )
