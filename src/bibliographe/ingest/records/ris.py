"""RIS, as reference managers and publishers' sites write it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.citation.numbering import bare_pages
from bibliographe.ingest.citation.standalone import parse_date
from bibliographe.ingest.document.languages import language_of
from bibliographe.ingest.records.dates import date_said
from bibliographe.ingest.records.identifiers import bare_doi, numbers_in, web_address
from bibliographe.ingest.records.kinds import RIS, Kind
from bibliographe.ingest.records.languages import language_code
from bibliographe.ingest.records.names import agent_named
from bibliographe.ingest.records.ris_lines import FIRST, LAST, RisRecord, split_records, tag_of
from bibliographe.model.entry import (
    Citation,
    Contribution,
    Doubt,
    Entry,
    Issue,
    Link,
    Pages,
    Periodical,
    Reading,
    Reject,
    Series,
    Span,
    Unread,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.ris_lines import Field
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
        position = 0
        for record in split_records(source.lines):
            if isinstance(record, Reject):
                yield record
                continue
            item = _RecordReader(record, position + 1).item()
            position += isinstance(item, Entry)
            yield item


class _RecordReader:
    """Reads one record; each field is used once, and what nothing used is told."""

    def __init__(self, record: RisRecord, position: int) -> None:
        self.record, self.position = record, position
        self._fields: dict[str, list[Field]] = defaultdict(list)
        self._used: set[Field] = set()
        self.doubts: list[Doubt] = []
        for field in record.fields:
            self._fields[field.tag].append(field)

    def take(self, *tags: str) -> str | None:
        """Return the value of the first of some fields that has one."""
        for tag in tags:
            for field in self._fields[tag]:
                if field.value and field not in self._used:
                    self._used.add(field)
                    return field.value
        return None

    def take_all(self, *tags: str) -> list[str]:
        """Return all values of some fields, in the order of the record."""
        found = [field for field in self.record.fields if field.tag in tags and field.value]
        self._used.update(found)
        return [field.value for field in found]

    def doubt(self, field: str, french: str, english: str) -> None:
        """Note what a person should look at."""
        self.doubts.append(Doubt(field, Text(french, english), self.record.span))

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        kind = self._kind()
        title = self.take("TI", "T1", "CT") or (None if kind.name in _PARTS else self.take("BT", "T2", "ST"))
        if title is None:
            return Reject(
                self.record.span,
                self.record.text,
                Text("une notice RIS sans titre", "a RIS record without a title"),
                Text("ajoutez une ligne « TI  - » avec le titre", "add a line 'TI  - ' with the title"),
            )
        if not self.record.has_end:
            self.doubt("record", "la notice n'a pas de ligne « ER  - »", "the record has no line 'ER  - '")
        language = self._language() or language_of(title, "fr")
        contributions = tuple(
            Contribution(agent, role)
            for field in self.record.fields
            if (role := _ROLES.get(field.tag)) and (agent := self._agent(field))
        )
        annotation = "\n\n".join(self.take_all(*_ABSTRACT)) or None
        keywords = tuple(dict.fromkeys(self.take_all("KW")))
        links = self._links()
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
            keywords=keywords,
            annotation=annotation,
            links=links,
            readings=tuple(_readings(self.record)),
            doubts=tuple(self.doubts),
            unread=tuple(self._unread()),
        )

    def _kind(self) -> Kind:
        said = self.take(FIRST)
        kind = RIS.get((said or "").upper())
        if said is None:
            self.doubt("kind", "la notice n'a pas de ligne « TY  - »", "the record has no line 'TY  - '")
        elif kind is None:
            self.doubt("kind", f"type RIS inconnu : « {said} »", f"unknown RIS type: '{said}'")
        if kind is None:
            kind = Kind("document", "periodical" if self._fields["JF"] or self._fields["JO"] else None)
        if kind.name == "proceedings" and (self._fields["T2"] or self._fields["BT"]):
            kind = Kind("chapter")
        return kind

    def _language(self) -> str | None:
        code = language_code(self.take("LA"))
        if code is None:
            self._used.difference_update(self._fields["LA"])
        return code

    def _agent(self, field: Field) -> Agent | None:
        agent = agent_named(field.value)
        if agent is not None:
            self._used.add(field)
        return agent

    def _links(self) -> tuple[Link, ...]:
        """Return the addresses of the web, of which there may be several in a field."""
        found = []
        for field in self.record.fields:
            if field.tag in _LINES["link"]:
                addresses = [address for part in field.value.split(";") if (address := web_address(part))]
                if addresses:
                    self._used.add(field)
                    found += addresses
        return tuple(Link(address, address) for address in dict.fromkeys(found))

    def _citation(self, kind: Kind, links: tuple[Link, ...]) -> Citation:
        issued = date_said(self.take("DA") or self.take("PY", "Y1") or "")
        if issued and not issued.edtf and parse_date(issued.verbatim) is None:
            said = issued.verbatim
            self.doubt("issued", f"la date « {said} » n'est pas comprise", f"the date '{said}' is not understood")
        self._same_date(issued.edtf if issued else None)
        isbns, issns = self._numbers()
        publisher = self.take("PB")
        body = organization(publisher) if publisher else None
        periodical = self._periodical(kind, issns, body)
        volume, number = self.take("VL"), self._number() if periodical else None
        host = self.take("T2", "BT") if kind.name == "chapter" else None
        series = None if periodical else self.take("T3", "T2")
        doi = bare_doi(self.take("DO") or "") or next(filter(None, (bare_doi(link.label) for link in links)), None)
        return Citation(
            publishers=(body,) if body and kind.name != "thesis" and not periodical else (),
            institution=body if kind.name == "thesis" else None,
            places=tuple(self.take_all("CY", "PP")),
            periodical=periodical,
            issue=Issue(number, volume, issued) if periodical and (number or volume) else None,
            series=Series(series, volume) if series else None,
            issued=issued,
            accessed=date_said(self.take("Y2") or ""),
            pages=self._pages(kind),
            extent=self._extent(kind),
            edition=None if periodical else self.take("ET"),
            identifiers=(*(("isbn", isbn) for isbn in isbns), *((("doi", doi),) if doi else ())),
            degree=self.take("M3") if kind.name == "thesis" else None,
            form="record",
            host=host,
        )

    def _same_date(self, edtf: str | None) -> None:
        """Count fields that state the date once more, or the year of it, as read."""
        for tag in ("PY", "Y1", "DA"):
            for field in self._fields[tag]:
                said = date_said(field.value)
                if said is None or (edtf and said.edtf and edtf.startswith(said.edtf)):
                    self._used.add(field)

    def _numbers(self) -> tuple[list[str], list[str]]:
        self._used.update(field for field in self._fields["SN"] if any(numbers_in([field.value])))
        return numbers_in(field.value for field in self._fields["SN"])

    def _number(self) -> str | None:
        """Return the number of an issue; EndNote writes it in `M1`, others anything else."""
        return self.take("IS") or (self.take("M1") if any(map(_is_number, self._fields["M1"])) else None)

    def _periodical(self, kind: Kind, issns: list[str], publisher: Agent | None) -> Periodical | None:
        if kind.container is None:
            return None
        title = self.take("JF", "T2", "JO", "JA", "J2", "J1")
        if title is None:
            return None
        for tag in ("JF", "T2", "JO"):  # one title is often said in several fields
            self._used.update(field for field in self._fields[tag] if field.value == title)
        return Periodical(title, kind.container, issns[0] if issns else None, publisher=publisher)

    def _pages(self, kind: Kind) -> Pages | None:
        first, last = self.take("SP"), None
        if first and _is_extent(kind, first, self._fields["EP"]):
            self._used.difference_update(self._fields["SP"])
            return None
        last = self.take("EP")
        if not first:
            return bare_pages(last) if last else None
        if not last or last == first:
            return bare_pages(first) or Pages(first)
        return Pages(f"{first}-{last}", first, last)

    def _extent(self, kind: Kind) -> str | None:
        first = self._fields["SP"]
        return self.take("SP") if first and _is_extent(kind, first[0].value, self._fields["EP"]) else None

    def _printed(self) -> str:
        """Return the lines of the record without those of the abstract, which is its writer's text."""
        kept, inside = [], False
        for line in self.record.lines:
            tag = tag_of(line)
            inside = tag in _ABSTRACT if tag else inside
            if not inside:
                kept.append(line.rstrip())
        return "\n".join(kept)

    def _unread(self) -> Iterator[Unread]:
        for field in self.record.fields:
            if field.value and field.tag != LAST and field not in self._used:
                yield Unread(field.tag, field.value, Span(field.line, field.line))


def _is_number(field: Field) -> bool:
    return bool(_ISSUE.fullmatch(field.value))


def _is_extent(kind: Kind, first: str, last: list[Field]) -> bool:
    """Tell whether `SP` of a whole book is the number of its pages, as EndNote has it."""
    return kind.container is None and kind.name != "chapter" and not last and bool(_EXTENT.fullmatch(first))


def _readings(record: RisRecord) -> Iterator[Reading]:
    for field in record.fields:
        if field.value:
            span = Span(field.line, field.line)
            yield Reading(_READING.get(field.tag, "citation"), span, f"{field.tag}  - {field.value}")
