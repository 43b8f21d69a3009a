"""RIS, as reference managers and publishers' sites write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.dates import date_said
from bibliographe.ingest.records.fields import Fields, untitled
from bibliographe.ingest.records.identifiers import bare_doi
from bibliographe.ingest.records.kinds import RIS, Kind
from bibliographe.ingest.records.languages import UNKNOWN, with_languages
from bibliographe.ingest.records.names import agent_named
from bibliographe.ingest.records.parts import host_called, identifiers_of, numbered, pages_said, periodical_called
from bibliographe.ingest.records.ris_lines import FIRST, LAST, RisRecord, split_records, tag_of
from bibliographe.ingest.text_stream import lines_of
from bibliographe.model.entry import (
    Citation,
    Contribution,
    Entry,
    Issue,
    Link,
    Pages,
    Periodical,
    Reading,
    Reject,
    Series,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bibliographe.ingest.records.fields import Field
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Agent, Item

_ABSTRACT = ("AB", "N2")
_ROLES = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A4": "translator"}
_PARTS = {"chapter", "proceedings"}
_EXTENT = re.compile(r"\d+")
_ISSUE = re.compile(r"[1-9]\d{0,5}(?:[-/]\d{1,6})?")
_LINES = {
    "title": ("TI", "T1"),
    "people": tuple(_ROLES),
    "kind": (FIRST, "M3"),
    "identifier": ("DO", "SN"),
    "link": ("UR", "L1", "L2", "L3", "LK"),
    "annotation": _ABSTRACT,
}
_new = tuple.__new__
_READING = {tag: role for role, tags in _LINES.items() for tag in tags}


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
    return with_languages(numbered(records, lambda record, number: _RecordReader(record, number).item()))


class _RecordReader:
    """Reads one record."""

    def __init__(self, record: RisRecord, position: int) -> None:
        self.record, self.position = record, position
        self.fields = Fields([field for field in record.fields if field.name != LAST], record.span)

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        fields, kind = self.fields, self._kind()
        title = fields.take("TI", "T1", "CT") or (None if kind.name in _PARTS else fields.take("BT", "T2", "ST"))
        if title is None:
            remedy = Text("ajoutez une ligne « TI  - » avec le titre", "add a line 'TI  - ' with the title")
            return untitled(self.record.span, self.record.text, Text("RIS", "RIS"), remedy)
        if not self.record.has_end:
            fields.doubt("record", Text("la notice n'a pas de ligne « ER  - »", "the record has no line 'ER  - '"))
        language = fields.language("LA") or UNKNOWN
        contributions = tuple(
            Contribution(agent, _ROLES[field.name]) for field in fields.named(*_ROLES) if (agent := self._agent(field))
        )
        links = fields.links(*_LINES["link"])
        citation = self._citation(kind, links)
        return Entry(
            title=title,
            kind=kind.name,
            position=self.position,
            span=self.record.span,
            text=self._printed(),
            language=language,
            contributions=contributions,
            citation=citation,
            keywords=tuple(dict.fromkeys(fields.take_all("KW"))),
            annotation="\n\n".join(fields.take_all(*_ABSTRACT)) or None,
            links=links,
            readings=_readings(self.record),
            doubts=tuple(fields.doubts),
            key=fields.key("ID"),
            unread=fields.unread(),
        )

    def _kind(self) -> Kind:
        fields, said = self.fields, self.fields.take(FIRST)
        kind = RIS.get((said or "").upper())
        if said is None:
            fields.doubt("kind", Text("la notice n'a pas de ligne « TY  - »", "the record has no line 'TY  - '"))
        elif kind is None:
            fields.doubt("kind", Text(f"type RIS inconnu : « {said} »", f"unknown RIS type: '{said}'"))
        if kind is None:
            return Kind("document", "periodical" if "JF" in fields or "JO" in fields else None)
        is_part = kind.name == "proceedings" and ("T2" in fields or "BT" in fields)
        return Kind("chapter") if is_part else kind

    def _agent(self, field: Field) -> Agent | None:
        agent = agent_named(field.value)
        if agent is not None:
            self.fields.use([field])
        return agent

    def _citation(self, kind: Kind, links: tuple[Link, ...]) -> Citation:
        fields = self.fields
        issued = fields.date("DA", "PY", "Y1")
        self._same_date(issued.edtf if issued else None)
        isbns, issns = fields.numbers("SN")
        publisher = fields.take("PB")
        body = organization(publisher) if publisher else None
        periodical = self._periodical(kind, issns, body)
        volume, number = fields.take("VL"), self._number() if periodical else None
        host = host_called(fields.take("T2", "BT") if kind.name == "chapter" else None, isbns)
        series = None if periodical else fields.take("T3", "T2")
        doi = bare_doi(fields.take("DO") or "") or next(filter(None, (bare_doi(link.label) for link in links)), None)
        return Citation(
            publishers=(body,) if body and not kind.is_thesis and not periodical else (),
            institution=body if kind.is_thesis else None,
            places=tuple(fields.take_all("CY", "PP")),
            periodical=periodical,
            issue=Issue(number, volume, issued) if periodical and (number or volume) else None,
            series=Series(series, volume) if series else None,
            issued=issued,
            accessed=fields.date("Y2"),
            pages=self._pages(kind),
            extent=self._extent(kind),
            edition=None if periodical else fields.take("ET"),
            identifiers=identifiers_of(() if host else isbns, doi),
            degree=fields.take("M3") if kind.is_thesis else None,
            form="record",
            host=host,
        )

    def _same_date(self, edtf: str | None) -> None:
        """Count fields that state the date once more, or the year of it, as read."""
        for field in self.fields.named("PY", "Y1", "DA"):
            said = date_said(field.value)
            if said is None or (edtf and said.edtf and edtf.startswith(said.edtf)):
                self.fields.use([field])

    def _number(self) -> str | None:
        """Return the number of an issue; EndNote writes it in `M1`, others anything else."""
        is_number = any(_ISSUE.fullmatch(field.value) for field in self.fields.named("M1"))
        return self.fields.take("IS", "M1") if is_number else self.fields.take("IS")

    def _periodical(self, kind: Kind, issns: list[str], publisher: Agent | None) -> Periodical | None:
        if kind.container is None:
            return None
        title = self.fields.take("JF", "T2", "JO", "JA", "J2", "J1")
        if title is None:
            return None
        # One title is often said in several fields.
        self.fields.use(field for field in self.fields.named("JF", "T2", "JO") if field.value == title)
        return periodical_called(title, kind, issns, publisher)

    def _pages(self, kind: Kind) -> Pages | None:
        if self._is_extent(kind):
            return None
        first, last = self.fields.take("SP"), self.fields.take("EP")
        if not first or not last or last == first:
            return pages_said(first or last)
        return Pages(f"{first}-{last}", first, last)

    def _extent(self, kind: Kind) -> str | None:
        return self.fields.take("SP") if self._is_extent(kind) else None

    def _is_extent(self, kind: Kind) -> bool:
        """Tell whether `SP` of a whole book is the number of its pages, as EndNote has it."""
        is_whole = kind.container is None and kind.name != "chapter" and "EP" not in self.fields
        return is_whole and any(_EXTENT.fullmatch(field.value) for field in self.fields.named("SP"))

    def _printed(self) -> str:
        """Return the lines of the record without those of the abstract, which is its writer's text."""
        kept, inside = [], False
        for line in self.record.lines:
            inside = line.tag in _ABSTRACT if line.tag else inside
            if not inside:
                kept.append(line.text.rstrip())
        return "\n".join(kept)


def _readings(record: RisRecord) -> tuple[Reading, ...]:
    role = _READING.get
    return tuple(
        [
            _new(Reading, (role(one.name, "citation"), one.span, f"{one.name}  - {one.value}"))
            for one in record.fields
            if one.value
        ]
    )
