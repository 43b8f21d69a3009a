"""From the parts of a MODS record to a citation. Source: MODS 3.8 User Guidelines, `originInfo`, `relatedItem`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.records.dates import date_said
from bibliographe.ingest.records.identifiers import bare_doi, numbers_in
from bibliographe.ingest.records.kinds import Kind
from bibliographe.ingest.records.kinds_of_xml import kind_called
from bibliographe.ingest.records.mods_names import read_names
from bibliographe.ingest.records.mods_origin import dates_of, fullest, origins_of, places_of, publishers_of
from bibliographe.ingest.records.mods_parts import periodical_kind, read_part, read_series
from bibliographe.ingest.records.mods_titles import title_of
from bibliographe.ingest.records.parts import host_called, identifiers_of
from bibliographe.ingest.records.zotero_terms import ITEM_TYPES
from bibliographe.model.entry import Citation, Issue, Periodical
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bibliographe.ingest.records.mods_names import Names
    from bibliographe.ingest.records.xml_fields import NodeFields
    from bibliographe.ingest.records.xml_tree import Node
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Contribution, PeriodicalKind

_TEXTS = ("text", "texte", "mixed material")
_ONCE = ("monographic", "single unit")
_OF_HOSTS = ("editor", "director", "coordinator", "compiler", "translator", "preface-writer", "illustrator")
"""Who of a book counts for its chapter too."""
_OWN_TYPES = "https://w3id.org/bibliographe/ns/type/"
"""What the addresses of the profile's types begin with."""
_NUMBER_OF_PAGES = re.compile(r"(\d+) ?p\.?")
_BY_PERIODICAL: dict[PeriodicalKind, str] = {"newspaper": "press-article", "website": "web-article"}


class CitationReader:
    """Reads what a record says of its publication; `kind` and `editors` (of its host) come with it."""

    def __init__(self, fields: NodeFields, record: Node, names: Names, isbns: Sequence[str], doi: str | None) -> None:
        """Use what says what the document stands in, and what it is."""
        self.fields, self.record, self.names, self.isbns, self.doi = fields, record, names, isbns, doi
        hosts = [one for one in record.named("relatedItem") if one.attributes.get("type") == "host"]
        self.host = hosts[0] if hosts else None
        self.part = read_part(fields, [*record.named("part"), *(self.host.named("part") if self.host else ())])
        usual = (self._genre() or Kind("document")).container
        self.periodical_kind = periodical_kind(fields, self.host, self.part, usual) if self.host else None
        self.host_title = title_of(fields, self.host) if self.host else None
        self.kind = self._kind()
        self.editors: tuple[Contribution, ...] = ()

    def read(self) -> Citation:
        """Return the citation."""
        origins, origins_of_host = origins_of(self.record), origins_of(self.host)
        publishers = (*self.names.publishers, *publishers_of(self.fields, origins))
        places = places_of(self.fields, origins)
        issued = fullest(
            self.fields, [*dates_of(self.fields, origins), self.part.date, *dates_of(self.fields, origins_of_host)]
        )
        periodical = self._periodical()
        if periodical and periodical.publisher is None and publishers:
            periodical, publishers = replace(periodical, publisher=publishers[0]), publishers[1:]
        host = None if periodical else host_called(self.host_title, self._isbns_of_host())
        if host or not periodical:
            publishers = publishers or tuple(publishers_of(self.fields, origins_of_host))
            places = places or places_of(self.fields, origins_of_host)
        if host and self.host:
            self._read_editors(self.host)
        institution = self.names.institution
        if self.kind.is_thesis and institution is None and publishers:
            institution, publishers = publishers[0], publishers[1:]
        publishers = tuple(one for one in publishers if institution is None or one.name != institution.name)
        part, series = self.part, read_series(self.fields, self.record, self.host)
        return Citation(
            publishers=tuple(dict.fromkeys(publishers)),
            institution=institution,
            places=places,
            periodical=periodical,
            issue=Issue(part.number, part.volume, issued, part.title) if periodical and part.is_of_issue else None,
            series=series,
            issued=issued,
            accessed=self._accessed(),
            event=self.names.event,
            pages=part.pages,
            extent=self._extent(),
            edition=self._first(origins, "edition"),
            identifiers=identifiers_of(self.isbns, self.doi),
            degree=self._degree(),
            form="record",
            host=host,
        )

    def _kind(self) -> Kind:
        kind = self._found_kind()
        for node in self.record.named("typeOfResource"):  # `text` beside `article` says nothing more
            if kind_called(self.fields.seen(node)) in (Kind("document"), kind):
                self.fields.value(node)
        issuance = self.record.first("originInfo", "issuance")
        if kind.name != "document" and self.fields.seen(issuance) in _ONCE:  # which the kind says too
            self.fields.value(issuance)
        return kind

    def _found_kind(self) -> Kind:
        """Return the kind: by the genre, else by what the document stands in, its ISBN, its type of resource."""
        found = self._genre()
        if self.periodical_kind:
            by_host = _BY_PERIODICAL.get(self.periodical_kind, "article")
            name = by_host if found is None or found.name in ("article", "document", "book") else found.name
            return Kind(name, self.periodical_kind)
        if self.host_title and self._is_text() and (found is None or found.name in ("document", "book")):
            return Kind("chapter")
        if found and found.name != "document":
            return found
        issuance = self.record.first("originInfo", "issuance")
        by_type = self._named_kind(self.record.named("typeOfResource"))
        if by_type and by_type.name != "document":
            return by_type
        if self.isbns or (by_type and self.fields.seen(issuance) in _ONCE):
            return Kind("book")
        return found or Kind("document")

    def _is_text(self) -> bool:
        """Tell whether a document may be a chapter: an image or a recording in a collection is none."""
        said = {fold(self.fields.seen(node)) for node in self.record.named("typeOfResource")} - {""}
        return not said or not said.isdisjoint(_TEXTS)

    def _genre(self) -> Kind | None:
        """Return the kind that the genre names; Zotero's word for it counts before others, but the profile's own."""
        genres = self.record.named("genre")
        local = [one for one in genres if one.attributes.get("authority") == "local" and one.text.strip() in ITEM_TYPES]
        ours = any(one.attributes.get("valueURI", "").startswith(_OWN_TYPES) for one in genres)
        found = self._named_kind([one for one in genres if one not in local])
        said = [ITEM_TYPES[self.fields.value(one) or "document"] for one in local]
        return found if ours or not said else said[0]

    def _named_kind(self, nodes: Iterable[Node]) -> Kind | None:
        known = [(node, kind) for node in nodes if (kind := kind_called(self.fields.seen(node)))]
        best = next((one for one in known if one[1].name != "document"), next(iter(known), None))
        if best is None:
            return None
        for node, kind in known:  # `text` beside `book` says nothing more
            if kind in (best[1], Kind("document")):
                self.fields.value(node)
        return best[1]

    def _periodical(self) -> Periodical | None:
        if self.host is None or self.periodical_kind is None or not self.host_title:
            return None
        issns = self._issns(self.host) or self._issns(self.record)
        publisher = next(iter(publishers_of(self.fields, origins_of(self.host))), None)
        return Periodical(self.host_title, self.periodical_kind, issns[0] if issns else None, publisher=publisher)

    def _issns(self, holder: Node) -> list[str]:
        """Return the first ISSN, using all that say it."""
        found: list[str] = []
        for one in holder.named("identifier"):
            issns = numbers_in([self.fields.seen(one)])[1] if "issn" in one.attributes.get("type", "").lower() else []
            if issns and (not found or issns == found):
                self.fields.value(one)
                found = issns
        return found

    def _isbns_of_host(self) -> list[str]:
        found: list[str] = []
        for one in self.host.named("identifier") if self.host else ():
            isbns = numbers_in([self.fields.seen(one)])[0]
            if isbns and not bare_doi(self.fields.seen(one)):
                self.fields.value(one)
                found += isbns
        return found

    def _accessed(self) -> DateStatement | None:
        for location in self.record.named("location"):
            for url in location.named("url"):
                said = self.fields.attribute(url, "dateLastAccessed")
                if said:
                    return date_said(said)
        return None

    def _extent(self) -> str | None:
        for description in self.record.named("physicalDescription"):
            for extent in description.named("extent"):
                said = self.fields.value(extent) or self.fields.value(extent.first("total"))
                if said:
                    number = _NUMBER_OF_PAGES.fullmatch(said)
                    return number[1] if number else said
        return None

    def _first(self, holders: Iterable[Node], name: str) -> str | None:
        for holder in holders:
            for node in holder.named(name):
                said = self.fields.value(node)
                if said:
                    return said
        return None

    def _degree(self) -> str | None:
        notes = [note for note in self.record.named("note") if note.attributes.get("type") in ("thesis", "degree")]
        return next(filter(None, map(self.fields.value, notes)), None) if self.kind.is_thesis else None

    def _read_editors(self, host: Node) -> None:
        """Use who made the book that a chapter stands in; its authors stay unread."""
        for name in host.named("name"):
            found = read_names(self.fields, [name]).contributions
            if all(one.role in _OF_HOSTS for one in found):
                self.editors += found
            else:
                for part in name.walk():
                    self.fields.give_back_node(part)
